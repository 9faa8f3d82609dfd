package dev.plenum.interchange.reading;

import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads texts from JSON. A text is one string, or an object with a string for each
 * language.
 */
final class JsonTexts {

	private JsonTexts() {
	}

	/**
	 * Reads a value as it is written.
	 * @param node the object that contains it
	 * @param name the name of the property
	 * @return the value; empty if there is none
	 */
	static String raw(JsonNode node, String name) {
		JsonNode value = node.path(name);
		return (value.isValueNode() && !value.isNull()) ? value.asString("").strip() : "";
	}

	/** Reads a text without line breaks, in any of its languages. */
	static String line(JsonNode node, String name) {
		return lines(node, name).values().stream().findFirst().orElse("");
	}

	/** Reads a text without line breaks, by language; empty if there is none. */
	static Map<String, String> lines(JsonNode node, String name) {
		Map<String, String> lines = new LinkedHashMap<>();
		texts(node, name).forEach((language, text) -> lines.put(language, PlainText.line(text)));
		return lines;
	}

	/** Reads a title, by language; empty if there is none. Titles are plain text. */
	static Map<String, String> titles(JsonNode node, String name) {
		return texts(node, name, (written) -> PlainText.line(PlainText.tidy(written)));
	}

	/** Reads a title, in any of its languages. */
	static String title(JsonNode node, String name) {
		return titles(node, name).values().stream().findFirst().orElse("");
	}

	/** Reads a text with paragraphs, by language; empty if there is none. */
	static Map<String, String> texts(JsonNode node, String name) {
		return texts(node, name, PlainText::of);
	}

	/** Reads a text as it is written, by language; empty if there is none. */
	static Map<String, String> plain(JsonNode node, String name) {
		return texts(node, name, UnaryOperator.identity());
	}

	private static Map<String, String> texts(JsonNode node, String name, UnaryOperator<String> reading) {
		JsonNode value = node.path(name);
		Map<String, String> texts = new LinkedHashMap<>();
		if (!value.isObject()) {
			put(texts, ProgrammeFile.NO_LANGUAGE, reading.apply(raw(node, name)));
			return texts;
		}
		value.properties().forEach((entry) -> {
			String language = language(entry.getKey());
			put(texts, (language != null) ? language : ProgrammeFile.NO_LANGUAGE,
					reading.apply(raw(value, entry.getKey())));
		});
		return texts;
	}

	/** Joins two texts with paragraphs, for each language that one of them has. */
	static Map<String, String> joined(Map<String, String> one, Map<String, String> other) {
		Map<String, String> joined = new LinkedHashMap<>(one);
		other.forEach((language, text) -> joined.merge(language, text,
				(first, second) -> second.startsWith(first) ? second : first + "\n\n" + second));
		return joined;
	}

	/** Reads an address; empty if there is none or it is not safe. */
	static Optional<Link> link(JsonNode node, String name, @Nullable String title) {
		return Addresses.of(raw(node, name), "").map((url) -> new Link(title, url));
	}

	/** Reads the address of a page about the thing itself. */
	static Optional<Link> page(JsonNode node, String name) {
		return Addresses.of(raw(node, name), "").map((url) -> new Link(null, url, LinkKind.PAGE));
	}

	/**
	 * Reads a language.
	 * @param written a tag such as {@code de} or {@code de_AT}
	 * @return the BCP 47 tag; null if it is not one
	 */
	static @Nullable String language(String written) {
		try {
			Locale locale = new Locale.Builder().setLanguageTag(written.strip().replace('_', '-')).build();
			return (locale.getLanguage().length() == 2 || locale.getLanguage().length() == 3) ? locale.toLanguageTag()
					: null;
		}
		catch (IllformedLocaleException ex) {
			return null;
		}
	}

	private static void put(Map<String, String> texts, String language, String text) {
		if (!text.isEmpty()) {
			texts.put(language, text);
		}
	}

}
