package dev.plenum.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.changelog.Changelog;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventDocument.RoomEntry;
import dev.plenum.programme.document.EventState;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.programme.document.SpeakerType;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import org.jspecify.annotations.Nullable;

/**
 * Programmes without a database: in the rooms Sal 1, Sal 2 and Sal 3, with the speakers
 * Anna, Bo and Cecilia, whose ids are their names.
 */
final class SmallProgramme {

	private final String timezone;

	private final LocalDate first;

	private final LocalDate last;

	private final List<String> languages;

	private @Nullable String dayChange;

	private final Map<String, Slot> slots = new LinkedHashMap<>();

	SmallProgramme(String timezone, String first, String last, String... languages) {
		this.timezone = timezone;
		this.first = LocalDate.parse(first);
		this.last = LocalDate.parse(last);
		this.languages = List.of(languages);
	}

	SmallProgramme daysChangeAt(String time) {
		this.dayChange = time;
		return this;
	}

	/**
	 * Adds a session whose title is its id.
	 */
	SmallProgramme session(String id, String startsAt, String endsAt, String... rooms) {
		this.slots.put(id, slot(startsAt, endsAt, List.of(rooms)));
		return this;
	}

	Programme programme() {
		Map<String, RoomEntry> rooms = new LinkedHashMap<>();
		Stream.of("Sal 1", "Sal 2", "Sal 3")
			.forEach((name) -> rooms.put(name, new RoomEntry(rooms.size(), name, null, null, null, null, null, null)));
		EventDocument event = new EventDocument("evt", 1, "evt", EventState.PUBLISHED, List.of(), text("Konferens"),
				null, null, null, null, this.first, this.last, this.timezone, this.languages, null, null, null,
				List.of(), List.of(), Map.of(this.first.toString(), text("Första dagen")), null, null, null, null, null,
				List.of(), List.of(), null, null, null, rooms, Map.of(), null, null, null, null, null, null,
				this.dayChange, Map.of(), null, null, null);
		return new Programme(new ProgrammeDocuments(event,
				this.slots.keySet().stream().collect(Collectors.toMap(Function.identity(), SmallProgramme::document)),
				Stream.of("Anna", "Bo", "Cecilia")
					.collect(Collectors.toMap(Function.identity(), SmallProgramme::speaker)),
				Schedule.first("evt", this.slots)), Changelog.NONE);
	}

	static Slot slot(String startsAt, String endsAt, List<String> rooms, SpeakerRef... speakers) {
		return new Slot(Instant.parse(startsAt), Instant.parse(endsAt), rooms, List.of(speakers),
				SessionStatus.SCHEDULED);
	}

	private static SessionDocument document(String id) {
		return new SessionDocument(id, "evt", 1, SessionKind.LECTURE, text(id), null, null, null, List.of(), null,
				List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), null, null, null, null, null,
				List.of(), null, null, null, null, null, List.of(), null);
	}

	private static SpeakerDocument speaker(String name) {
		return new SpeakerDocument(name, "evt", 1, name, SpeakerType.PERSON, List.of(), null, null, null, null, null,
				List.of(), null, null);
	}

	private static Text text(String text) {
		return new Text(Map.of("sv", text));
	}

}
