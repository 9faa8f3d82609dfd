package dev.plenum.mail;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * The text of a message: plain, and as simple HTML of the same paragraphs.
 *
 * @param subject the subject, one line
 * @param plain the plain text
 * @param language the language
 */
record MailText(String subject, String plain, String language) {

	private static final Set<String> LANGUAGES = Set.of("sv", "fi", "en");

	private static final String BUNDLE = "dev.plenum.mail.texts";

	private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

	private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

	/**
	 * Writes a message.
	 * @param kind why it is sent
	 * @param language the language of the reader; null if unknown
	 * @param otherwise the language of the event
	 * @param event the name of the event
	 * @param name the name of the person; null if unknown
	 * @param links the links, each with the name of its participant
	 */
	static MailText of(MailKind kind, @Nullable String language, String otherwise, String event, @Nullable String name,
			List<String> links) {
		String chosen = language(language, otherwise);
		ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, Locale.forLanguageTag(chosen),
				Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
		String greeting = (name != null) ? format(texts, "greeting", line(name))
				: texts.getString("greetingWithoutName");
		String body = format(texts, kind + ".text", line(event), String.join("\n", links));
		return new MailText(format(texts, kind + ".subject", line(event)),
				greeting + "\n\n" + body + "\n\n" + format(texts, "end", line(event)), chosen);
	}

	/**
	 * The message as HTML.
	 */
	String html() {
		return this.plain.lines()
			.filter((line) -> !line.isBlank())
			.map((line) -> "<p>" + linked(HtmlUtils.htmlEscape(line, "UTF-8")) + "</p>")
			.collect(Collectors.joining("\n",
					"<!DOCTYPE html>\n<html lang=\"" + this.language + "\"><head><meta charset=\"utf-8\"><title>"
							+ HtmlUtils.htmlEscape(this.subject, "UTF-8") + "</title></head><body>\n",
					"\n</body></html>\n"));
	}

	private static String linked(String line) {
		return LINK.matcher(line)
			.replaceAll((found) -> Matcher.quoteReplacement("<a href=\"%1$s\">%1$s</a>".formatted(found.group())));
	}

	private static String language(@Nullable String wished, String otherwise) {
		String own = (wished != null) ? Locale.forLanguageTag(wished).getLanguage() : otherwise;
		if (LANGUAGES.contains(own)) {
			return own;
		}
		return LANGUAGES.contains(otherwise) ? otherwise : "en";
	}

	private static String format(ResourceBundle texts, String key, Object... values) {
		return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
	}

	/**
	 * Writes a text without line breaks and other control characters.
	 */
	static String line(String text) {
		return CONTROL.matcher(text).replaceAll(" ");
	}

}
