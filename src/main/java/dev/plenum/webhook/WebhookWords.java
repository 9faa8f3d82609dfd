package dev.plenum.webhook;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.changelog.ChangedNode;
import dev.plenum.changelog.Step;
import dev.plenum.platform.graphql.language.Translated;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Room;
import dev.plenum.programme.Speaker;
import org.jspecify.annotations.Nullable;

/**
 * The texts of messages in one language. The server's own words are in Swedish, Finnish
 * and English.
 *
 * @param language the preferred language as a BCP 47 tag
 */
record WebhookWords(String language) {

	private static final String WORDS = WebhookWords.class.getPackageName() + ".messages";

	private static final List<String> OWN_LANGUAGES = List.of("sv", "fi", "en");

	private static final int MOST_NAMES = 5;

	/**
	 * The words of a webhook.
	 * @param chosen the language that its organiser chose; null for none
	 * @param programme the event, whose first language is used otherwise
	 */
	static WebhookWords of(@Nullable String chosen, Programme programme) {
		return new WebhookWords((chosen != null) ? chosen : programme.event().languages().getFirst().toLanguageTag());
	}

	/**
	 * A text in this language, otherwise in its first one.
	 */
	String in(Translated text) {
		return Stream.concat(Stream.of(this.language, primary()), text.languages().stream())
			.filter(text.languages()::contains)
			.findFirst()
			.map(text::in)
			.orElse("");
	}

	String change(PublishedChange change) {
		String text = in(change.session().title()) + ": " + in(change.summary());
		return (change.note() != null) ? text + "\n" + change.note() : text;
	}

	String step(Step step, Programme programme) {
		String names = step.nodes()
			.stream()
			.map((node) -> name(node, programme))
			.distinct()
			.limit(MOST_NAMES)
			.collect(Collectors.joining(", "));
		return say("changed", (step.nodes().size() > MOST_NAMES) ? names + ", …" : names);
	}

	String say(String key, String... values) {
		Locale locale = Locale.forLanguageTag(OWN_LANGUAGES.contains(primary()) ? primary() : "en");
		return new MessageFormat(
				ResourceBundle.getBundle(WORDS, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES))
					.getString(key),
				locale)
			.format(values);
	}

	private String primary() {
		return Locale.forLanguageTag(this.language).getLanguage();
	}

	private String name(ChangedNode node, Programme programme) {
		return programme.session(node.id())
			.map((session) -> in(session.title()))
			.or(() -> programme.speaker(node.id()).map(Speaker::name))
			.or(() -> programme.room(node.id()).map(Room::name))
			.or(() -> programme.track(node.id()).map((track) -> in(track.name())))
			.orElse(in(programme.event().name()));
	}

}
