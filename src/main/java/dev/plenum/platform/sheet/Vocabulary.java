package dev.plenum.platform.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The headings of the columns of one kind of table, in several languages. A resource
 * lists for each field and language the headings that mean it, such as
 * {@code title.sv = Titel; Rubrik; ~Programpunkt}. The first one is written. A heading
 * after {@code ~} counts only if no other column of the table means the same field.
 */
public final class Vocabulary {

	private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[{].*?(?:[)\\]}]|$)", Pattern.DOTALL);

	private static final Pattern PARTS = Pattern.compile("\\s*[/|\\n\\r]+\\s*|\\s[-–—]\\s");

	private static final Pattern UNIT = Pattern.compile(
			"[\\s,]+(?:(?:in|i|en)\\s+)?(?:min|mins|minutes?|minuter|minuutteina|minuuttia|minutter|minuten|h|hrs?|hours?|timmar|tim|timer|tunteina|tuntia|stunden|std)\\.?$",
			Pattern.CASE_INSENSITIVE);

	/** A heading that ends with the name of a language. */
	private static final Pattern TRANSLATION = Pattern.compile(
			"(.*?[^\\s._,(\\[-])(?:[\\s._,(\\[-]+(?:(?:in|på|auf|på)\\s+)?)(\\p{L}{2,12}(?:-\\p{L}{2,8})?)\\s*[)\\]]?\\s*",
			Pattern.DOTALL);

	private final Map<String, Meaning> meanings = new LinkedHashMap<>();

	private final Map<String, String> written = new LinkedHashMap<>();

	private final Set<String> fields = new TreeSet<>();

	private final Set<String> translated;

	private Vocabulary(Properties headings, Set<String> translated) {
		this.translated = translated;
		headings.stringPropertyNames().stream().sorted().forEach((name) -> {
			String field = name.substring(0, name.lastIndexOf('.'));
			List<String> all = Arrays.stream(headings.getProperty(name).split(";")).map(String::strip).toList();
			this.fields.add(field);
			this.meanings.put(LanguageNames.normal(field), new Meaning(field, null, false));
			this.written.put(name, all.getFirst());
			all.forEach((heading) -> learn(field, heading));
		});
	}

	/**
	 * Reads a vocabulary.
	 * @param resource the absolute path of the resource, which is in UTF-8
	 * @param translated the fields that can have a column for each language
	 * @return the vocabulary
	 */
	public static Vocabulary load(String resource, Set<String> translated) {
		try {
			return new Vocabulary(PropertiesLoaderUtils.loadProperties(
					new EncodedResource(new ClassPathResource(resource, Vocabulary.class), StandardCharsets.UTF_8)),
					translated);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the fields.
	 * @return their names in alphabetical order
	 */
	public Set<String> fields() {
		return this.fields;
	}

	/**
	 * Returns the heading to write for a field.
	 * @param field the name of the field
	 * @param language the language tag
	 * @return the heading in that language, otherwise in English
	 */
	public String heading(String field, String language) {
		String own = this.written.get(field + "." + language.split("-", 2)[0].replaceAll("^(?:nb|nn)$", "no"));
		return (own != null) ? own : this.written.getOrDefault(field + ".en", field);
	}

	/**
	 * Finds out what a heading means.
	 * @param heading the heading of a column
	 * @return its meaning; empty if it is not known
	 */
	public Optional<Meaning> meaning(String heading) {
		String shortened = IN_BRACKETS.matcher(heading).replaceAll(" ").strip();
		return known(heading).or(() -> translation(heading))
			.or(() -> known(shortened))
			.or(() -> known(UNIT.matcher(shortened).replaceFirst("")))
			.or(() -> PARTS.splitAsStream(shortened).flatMap((part) -> known(part).stream()).findFirst())
			.or(() -> known(shortened.replaceAll("\\d+", "")).map(Meaning::weaker));
	}

	private Optional<Meaning> translation(String heading) {
		Matcher parts = TRANSLATION.matcher(heading.strip());
		if (!parts.matches()) {
			return Optional.empty();
		}
		return LanguageNames.tag(parts.group(2))
			.flatMap((tag) -> known(parts.group(1)).filter((meaning) -> this.translated.contains(meaning.field()))
				.map((meaning) -> new Meaning(meaning.field(), tag, meaning.weak())));
	}

	private Optional<Meaning> known(String heading) {
		String normal = LanguageNames.normal(heading);
		return normal.isEmpty() ? Optional.empty() : Optional.ofNullable(this.meanings.get(normal));
	}

	private void learn(String field, String heading) {
		boolean weak = heading.startsWith("~");
		Meaning meaning = new Meaning(field, null, weak);
		Meaning known = this.meanings.putIfAbsent(LanguageNames.normal(heading), meaning);
		if (known != null && !known.field().equals(field)) {
			throw new IllegalStateException(
					"The heading '%s' means both %s and %s".formatted(heading, known.field(), field));
		}
	}

	/**
	 * What a heading means.
	 *
	 * @param field the name of the field
	 * @param language the language tag of a translation; null if the heading names none
	 * @param weak whether another column for the same field comes first
	 */
	public record Meaning(String field, @Nullable String language, boolean weak) {

		Meaning weaker() {
			return new Meaning(this.field, this.language, true);
		}

	}

}
