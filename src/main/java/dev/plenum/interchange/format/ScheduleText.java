package dev.plenum.interchange.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.programme.Link;
import dev.plenum.programme.MaterialKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the texts and addresses of a schedule. What Plenum wrote itself is text already;
 * what others wrote may be HTML.
 */
final class ScheduleText {

	/** The name under which the files say that Plenum wrote them. */
	static final String PLENUM = "Plenum";

	/** How long the abstract is that a session's text begins with. */
	static final String ABSTRACT_LENGTH = "abstract_length";

	private static final Pattern SEPARATOR = Pattern.compile("[,;/ ]");

	private static final int LONGEST_TEXT = 20_000;

	private static final int LONGEST_FACT = 2000;

	private static final int LONGEST_LINE = 500;

	private final boolean ours;

	private final String base;

	private final Warnings warnings;

	ScheduleText(ScheduleTree tree, Warnings warnings) {
		this.ours = tree.generator().equals(PLENUM);
		this.warnings = warnings;
		this.base = raw(tree.conference(), "base_url");
	}

	/**
	 * A text without line breaks.
	 * @param node what has it
	 * @param name its name there
	 * @return the text; empty if there is none
	 */
	String line(JsonNode node, String name) {
		String raw = raw(node, name);
		String text = raw.isEmpty() ? raw : (this.ours ? PlainText.tidy(raw) : PlainText.of(raw));
		return PlainText.line(text);
	}

	/**
	 * A text of any length.
	 * @param node what has it
	 * @param name its name there
	 * @return the text; empty if there is none
	 */
	String paragraphs(JsonNode node, String name) {
		String raw = raw(node, name);
		String text = this.ours ? PlainText.tidy(raw) : PlainText.of(raw);
		return (text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT) : text;
	}

	/**
	 * Abstract and description in one.
	 * @param event the event
	 */
	Description description(JsonNode event) {
		String summary = paragraphs(event, "abstract");
		String rest = paragraphs(event, "description");
		if (summary.isEmpty() || rest.isEmpty() || rest.startsWith(summary)) {
			return new Description(rest.isEmpty() ? summary : rest,
					(rest.isEmpty() || !summary.isEmpty()) ? Map.of() : Map.of(ABSTRACT_LENGTH, "0"));
		}
		return new Description(summary + "\n\n" + rest, Map.of(ABSTRACT_LENGTH, String.valueOf(summary.length())));
	}

	/**
	 * The language that a session is held in.
	 * @param event the event
	 * @param place where it stands
	 * @return a BCP 47 tag; null if none is said, or what is said is none; of several the
	 * first
	 */
	@Nullable String language(JsonNode event, String place) {
		String said = line(event, "language");
		String first = SEPARATOR.split(said, 2)[0].replace('_', '-');
		if (first.isEmpty()) {
			return null;
		}
		try {
			String tag = new Locale.Builder().setLanguageTag(first).build().toLanguageTag();
			if (first.length() < 4 || first.indexOf('-') > 0) {
				return tag;
			}
		}
		catch (IllformedLocaleException ex) {
			// Told below.
		}
		this.warnings.add(place, "'%s' is no language tag; write it as de or en-GB.", said);
		return null;
	}

	List<Link> links(JsonNode node, String place) {
		List<Link> links = new ArrayList<>();
		node.path("links").forEach((link) -> {
			String address = address(link);
			Addresses.of(address, this.base)
				.ifPresentOrElse((url) -> links.add(new Link(title(link, address), url)), () -> odd(place, address));
		});
		return links;
	}

	List<MaterialEntry> attachments(JsonNode node, String place) {
		List<MaterialEntry> materials = new ArrayList<>();
		node.path("attachments").forEach((attachment) -> {
			String address = address(attachment);
			Addresses.of(address, this.base)
				.ifPresentOrElse(
						(url) -> materials.add(
								new MaterialEntry(kind(url), unsaidOrNull(line(attachment, "title")), url, null, null)),
						() -> odd(place, address));
		});
		return materials;
	}

	/**
	 * What a format says and Plenum has no word for.
	 * @param node what has it
	 * @param names the names to look for
	 * @return what is not empty
	 */
	Map<String, String> facts(JsonNode node, String... names) {
		Map<String, String> facts = new HashMap<>();
		for (String name : names) {
			String value = PlainText.tidy(raw(node, name));
			if (!value.isEmpty() && value.length() <= LONGEST_FACT && Addresses.isHarmless(name, value)) {
				facts.put(name, value);
			}
		}
		return facts;
	}

	String base() {
		return this.base;
	}

	static Map<String, String> unsaid(String text) {
		return Map.of(ProgrammeFile.UNSAID, text);
	}

	static @Nullable Map<String, String> unsaidOrNull(String text) {
		return text.isEmpty() ? null : unsaid(text);
	}

	private static String raw(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return value.isValueNode() && !value.isNull() ? value.asString("") : "";
	}

	private String address(JsonNode link) {
		return link.isString() ? link.asString() : raw(link, "url");
	}

	private @Nullable String title(JsonNode link, String address) {
		String title = line(link, "title");
		return (title.isEmpty() || title.equals(address)) ? null
				: (title.length() > LONGEST_LINE) ? title.substring(0, LONGEST_LINE) : title;
	}

	private void odd(String place, String address) {
		if (!address.isBlank()) {
			this.warnings.add(place, "'%s' is no address on the web and is left out.",
					(address.length() > 100) ? address.substring(0, 100) + "…" : address);
		}
	}

	private static MaterialKind kind(String url) {
		String path = url.toLowerCase(Locale.ROOT).replaceAll("[?#].*", "");
		if (path.matches(".*\\.(mp4|webm|mkv|mov|mp3|ogg|opus)")) {
			return MaterialKind.FILM;
		}
		return path.matches(".*\\.(pdf|pptx?|odp|key)") ? MaterialKind.PRESENTATION
				: path.matches(".*\\.(txt|md|docx?|odt|epub)") ? MaterialKind.TEXT : MaterialKind.LINK;
	}

	/**
	 * What a session is about.
	 *
	 * @param text the text; empty if nobody said
	 * @param facts how to part it again
	 */
	record Description(String text, Map<String, String> facts) {
	}

}
