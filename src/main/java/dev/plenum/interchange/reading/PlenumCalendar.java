package dev.plenum.interchange.reading;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.Kinds;
import dev.plenum.interchange.format.PlainText;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.reading.CalendarComponent.Property;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.LinkKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of calendars that Plenum wrote. They contain everything that iCalendar
 * cannot express in properties whose names begin with {@code X-PLENUM-}.
 */
final class PlenumCalendar {

	private static final String HOST = "@plenum";

	private final ForeignProgramme programme;

	PlenumCalendar(ForeignProgramme programme) {
		this.programme = programme;
	}

	/**
	 * Returns the key of an event.
	 * @param uid its UID
	 */
	static String key(String uid) {
		return uid.endsWith(HOST) ? uid.substring(0, uid.length() - HOST.length()) : uid;
	}

	void read(CalendarComponent event, SessionDraft session) {
		session.kind = Kinds.of(event.text("X-PLENUM-KIND"), SessionKind.OTHER);
		session.title = lines(Stream.concat(event.first("SUMMARY").stream(), event.all("X-PLENUM-SUMMARY")));
		session.subtitle = lines(event.all("X-PLENUM-SUBTITLE"));
		session.track = this.programme.track(lines(event.all("X-PLENUM-TRACK")), "");
		event.all("CATEGORIES")
			.flatMap((property) -> property.texts().stream())
			.filter((category) -> !category.equals(event.text("X-PLENUM-TRACK")))
			.forEach(session.tags::add);
		event.all("X-PLENUM-ROOM").forEach((room) -> this.programme.room(room.text()).ifPresent(session.rooms::add));
		event.all("X-PLENUM-SPEAKER").forEach((speaker) -> speaker(speaker, session));
		event.all("X-PLENUM-LINK")
			.forEach(
					(link) -> Addresses.of(link.text(), "")
						.ifPresent((url) -> session.links.add(new Link(
								link.parameter("X-PLENUM-TITLE").isEmpty() ? null : link.parameter("X-PLENUM-TITLE"),
								url, constant(LinkKind.values(), link.parameter("X-PLENUM-KIND"))))));
		String names = event.all("X-PLENUM-SPEAKER").map(Property::text).distinct().collect(Collectors.joining(", "));
		String description = event.text("DESCRIPTION");
		for (String before : List.of(event.text("X-PLENUM-NOTE"), names)) {
			if (!before.isEmpty() && description.startsWith(before)) {
				description = description.substring(before.length()).strip();
			}
		}
		Map<String, String> texts = new LinkedHashMap<>();
		if (!description.isEmpty()) {
			texts.put(language(event.first("DESCRIPTION").orElseThrow()), description);
		}
		event.all("X-PLENUM-DESCRIPTION").forEach((other) -> texts.put(language(other), other.text()));
		session.description = texts;
	}

	private void speaker(Property property, SessionDraft session) {
		String key = property.parameter("X-PLENUM-KEY").isEmpty() ? "name/" + property.text()
				: property.parameter("X-PLENUM-KEY");
		SpeakerPart speaker = this.programme.speaker(key, property.text(), null, Map.of(), "", List.of());
		SpeakerRole role = constant(SpeakerRole.values(), property.parameter("X-PLENUM-ROLE"));
		session.speakers.add(new SpeakerPart(speaker.speaker(), role, null));
	}

	private static <T extends Enum<T>> @Nullable T constant(T[] all, String name) {
		return Arrays.stream(all).filter((candidate) -> candidate.name().equals(name)).findFirst().orElse(null);
	}

	private static Map<String, String> lines(Stream<Property> properties) {
		Map<String, String> lines = new LinkedHashMap<>();
		properties.forEach((property) -> lines.put(language(property), PlainText.line(property.text())));
		return lines;
	}

	private static String language(Property property) {
		return Objects.requireNonNullElse(property.language(), ProgrammeFile.NO_LANGUAGE);
	}

}
