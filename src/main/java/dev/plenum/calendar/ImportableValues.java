package dev.plenum.calendar;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.stream.Collectors;

import biweekly.component.VEvent;
import biweekly.property.RawProperty;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an entry what an import of the calendar needs and iCalendar cannot express:
 * rooms apart from the venue, speakers, the track, the kind. Calendar apps ignore
 * properties whose names begin with {@code X-}.
 */
final class ImportableValues {

	private ImportableValues() {
	}

	static void add(Session session, VEvent event, List<LanguageRange> languages) {
		add(event, "KIND", session.kind().name());
		if (!session.languages().isEmpty()) {
			add(event, "LANGUAGES",
					session.languages().stream().map(Locale::toLanguageTag).collect(Collectors.joining(",")));
		}
		if (session.track() != null) {
			Text name = session.track().name();
			add(event, "TRACK", escaped(name.in(languages))).setParameter("LANGUAGE", name.language(languages));
		}
		session.rooms().forEach((room) -> add(event, "ROOM", escaped(room.name())));
		session.speakers().forEach((speaker) -> {
			RawProperty property = add(event, "SPEAKER", escaped(speaker.speaker().name()));
			property.setParameter("X-PLENUM-KEY", speaker.speaker().id());
			property.setParameter("X-PLENUM-ROLE", speaker.role().name());
		});
		String note = session.note();
		if (note != null) {
			add(event, "NOTE", escaped(note));
		}
		session.links().forEach((link) -> {
			RawProperty property = add(event, "LINK", escaped(link.url()));
			if (link.title() != null) {
				property.setParameter("X-PLENUM-TITLE", link.title());
			}
			if (link.kind() != null) {
				property.setParameter("X-PLENUM-KIND", link.kind().name());
			}
		});
	}

	/**
	 * Adds the subtitle in all languages, and the other texts in those that the entry
	 * does not have: iCalendar allows one language for each of them.
	 */
	static void translate(Session session, VEvent event, List<LanguageRange> languages) {
		others(session.title(), event, "SUMMARY", languages);
		others(session.getAbstract(), event, "DESCRIPTION", languages);
		if (session.track() != null) {
			others(session.track().name(), event, "TRACK", languages);
		}
		Text subtitle = session.subtitle();
		if (subtitle != null) {
			subtitle.byLanguage()
				.forEach((language, text) -> add(event, "SUBTITLE", escaped(text)).setParameter("LANGUAGE", language));
		}
	}

	private static void others(@Nullable Text text, VEvent event, String name, List<LanguageRange> languages) {
		if (text != null) {
			String shown = text.language(languages);
			text.byLanguage()
				.entrySet()
				.stream()
				.filter((other) -> !other.getKey().equals(shown))
				.forEach((other) -> add(event, name, escaped(other.getValue())).setParameter("LANGUAGE",
						other.getKey()));
		}
	}

	private static RawProperty add(VEvent event, String name, String value) {
		return event.addExperimentalProperty("X-PLENUM-" + name, value);
	}

	/**
	 * Escapes a text, which the library does not do for properties that it does not know.
	 */
	static String escaped(String text) {
		return VObjectPropertyValues.escape(text.replace("\r\n", "\n")).replace("\n", "\\n");
	}

}
