package dev.plenum.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.plenum.programme.document.Organiser;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * The accessibility statement of an event's applications, a page without scripts.
 */
final class Statement {

	/** The policy of the page. */
	static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
			+ "form-action 'none'; frame-ancestors 'none'";

	private static final Map<String, String> NAMES = Map.of("en", "English", "fi", "Suomi", "sv", "Svenska");

	private static final Map<String, String> TEXTS = NAMES.keySet()
		.stream()
		.collect(Collectors.toUnmodifiableMap((lang) -> lang, Statement::read));

	private Statement() {
	}

	/**
	 * Creates the page.
	 * @param facts what the page is about; its title is the name of the event
	 * @param organisers the organisers of the event
	 * @param files the files of this version, with a slash at the end
	 * @param styles the style sheets
	 * @return the page
	 */
	static String page(Shell.Facts facts, List<Organiser> organisers, String files, List<String> styles) {
		String title = escaped(facts.title());
		String text = TEXTS.getOrDefault(facts.lang(), "");
		return """
				<!doctype html>
				<html lang="%s">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark">
				<title>%s · %s</title>
				<link rel="icon" href="%sshared/icon.svg" type="image/svg+xml">
				%s
				</head>
				<body>
				<main class="statement stack">
				<ul class="languages">
				%s
				</ul>
				%s
				<p><a class="alone" href="%s">%s</a></p>
				</main>
				</body>
				</html>
				""".formatted(facts.lang(), heading(text), title, files, links(files, styles), languages(facts.lang()),
				text.replace("{event}", title).replace("{organisers}", organisers(organisers, title)), facts.scope(),
				title);
	}

	private static String links(String files, List<String> styles) {
		return styles.stream()
			.map((style) -> "<link rel=\"stylesheet\" href=\"%s%s\">".formatted(files, style))
			.collect(Collectors.joining("\n"));
	}

	private static String languages(String shown) {
		return NAMES.keySet()
			.stream()
			.sorted()
			.map((lang) -> "<li><a href=\"?lang=%1$s\" lang=\"%1$s\" hreflang=\"%1$s\"%2$s>%3$s</a></li>"
				.formatted(lang, lang.equals(shown) ? " aria-current=\"page\"" : "", NAMES.get(lang)))
			.collect(Collectors.joining("\n"));
	}

	private static String organisers(List<Organiser> organisers, String event) {
		return organisers.isEmpty() ? "<p>" + event + "</p>"
				: organisers.stream()
					.map((one) -> "<li>" + linked(escaped(one.name()), one.url()) + "</li>")
					.collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
	}

	private static String linked(String name, @Nullable String url) {
		return (url != null && url.matches("https?://.*")) ? "<a href=\"%s\">%s</a>".formatted(escaped(url), name)
				: name;
	}

	private static String heading(String text) {
		return text.substring(text.indexOf('>') + 1, text.indexOf("</h1>"));
	}

	private static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	private static String read(String lang) {
		try {
			return new ClassPathResource("/web/statement/" + lang + ".html", Statement.class)
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
