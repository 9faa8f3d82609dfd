package dev.plenum.certificate;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

import dev.plenum.certificate.CertificateDocument.Facts;
import dev.plenum.platform.QrCode;
import dev.plenum.platform.Sha256;
import dev.plenum.platform.graphql.language.Languages;

import org.springframework.web.util.HtmlUtils;

/**
 * The page of a certificate, in Swedish, Finnish or English, on the screen and on paper.
 * It has no scripts.
 *
 * @param html the page
 */
record CertificatePage(String html) {

	private static final List<String> LANGUAGES = List.of("en", "sv", "fi");

	private static final String STYLE = """
			:root{color-scheme:light}
			body{margin:0;font:1.1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#f2f2f2}
			main{box-sizing:border-box;max-width:44rem;margin:2rem auto;padding:3rem 2rem;background:#fff;border:.4rem double #1a4d3a;text-align:center}
			h1{font-size:1.4rem;letter-spacing:.06em;margin:0 0 2rem}
			.name{font-size:2.2rem;line-height:1.2;font-weight:700;margin:0 0 1rem;overflow-wrap:anywhere}
			.event{font-size:1.4rem;font-weight:700;margin:0;overflow-wrap:anywhere}
			.valid{color:#1a4d3a;font-weight:700}
			.revoked{color:#8b0000;font-weight:700;font-size:1.3rem}
			.check{display:grid;grid-template-columns:7rem 1fr;gap:1rem;align-items:center;text-align:left;margin-top:2.5rem;font-size:.85rem}
			.check svg{width:7rem;height:7rem}
			.check p{margin:0;overflow-wrap:anywhere}
			@media print{@page{size:A4 landscape;margin:12mm}body{background:none}main{margin:0 auto;max-width:none}.screen{display:none}}
			""";

	/** Nothing but the style of the page is allowed. */
	static final String POLICY = "default-src 'none'; style-src 'sha256-"
			+ Base64.getEncoder().encodeToString(Sha256.of(STYLE)) + "'; base-uri 'none'; form-action 'none'; "
			+ "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

	/**
	 * The page of a certificate.
	 * @param certificate the certificate, which may be revoked
	 * @param address the address of the page
	 * @param languages the languages of the reader
	 */
	static CertificatePage of(CertificateDocument certificate, String address, Languages languages) {
		Texts texts = Texts.in(languages);
		if (!certificate.isValid()) {
			return new CertificatePage(texts.page("<p class=\"revoked\">" + texts.text("revoked") + "</p>"));
		}
		Facts facts = Objects.requireNonNull(certificate.facts());
		LocalDate issued = LocalDate.ofInstant(certificate.issuedAt(), ZoneId.of(facts.timezone()));
		Duration time = Duration.ofMinutes(facts.minutes());
		String place = (facts.place() != null) ? ", " + facts.place() : "";
		String days = facts.startsOn().equals(facts.endsOn()) ? texts.date(facts.startsOn())
				: texts.date(facts.startsOn()) + " – " + texts.date(facts.endsOn());
		String link = escaped(address);
		return new CertificatePage(texts.page("""
				<p class="name">%s</p>
				<p>%s</p>
				<p class="event">%s</p>
				<p>%s</p>
				<p>%s</p>
				<p>%s</p>
				<p class="valid">%s</p>
				<div class="check">%s<p>%s<br><a href="%s">%s</a></p></div>
				<p class="screen"><a href="%s/badge">%s</a></p>
				""".formatted(escaped(facts.name()), texts.text("attended"),
				escaped(facts.event().in(languages.ranges())), escaped(days + place),
				texts.text("extent", facts.sessions(), time.toHours(), time.toMinutesPart()),
				texts.text("issued", facts.issuer(), texts.date(issued)), texts.text("valid"), QrCode.svg(address),
				texts.text("verify"), link, link, link, texts.text("badge"))));
	}

	/**
	 * The page for an address without a certificate.
	 */
	static CertificatePage unknown(Languages languages) {
		Texts texts = Texts.in(languages);
		return new CertificatePage(texts.page("<p class=\"revoked\">" + texts.text("unknown") + "</p>"));
	}

	private static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	/** The texts of the page in one language. */
	private record Texts(Locale locale, ResourceBundle bundle) {

		static Texts in(Languages languages) {
			Locale locale = Locale.forLanguageTag(languages.among(LANGUAGES));
			return new Texts(locale, ResourceBundle.getBundle("dev.plenum.certificate.texts", locale,
					Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
		}

		/**
		 * A text, escaped for HTML.
		 */
		String text(String key, Object... values) {
			return escaped(new MessageFormat(this.bundle.getString(key), this.locale).format(values));
		}

		String date(LocalDate date) {
			return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(this.locale).format(date);
		}

		String page(String content) {
			return """
					<!doctype html>
					<html lang="%s">
					<head>
					<meta charset="utf-8">
					<meta name="viewport" content="width=device-width, initial-scale=1">
					<title>%s</title>
					<style>%s</style>
					</head>
					<body>
					<main>
					<h1>%s</h1>
					%s</main>
					</body>
					</html>
					""".formatted(this.locale.toLanguageTag(), text("title"), STYLE, text("title"), content);
		}

	}

}
