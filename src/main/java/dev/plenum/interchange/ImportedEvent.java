package dev.plenum.interchange;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventDocument.HoursEntry;
import dev.plenum.programme.document.EventFacts.Documentation;
import dev.plenum.programme.document.EventFacts.Exhibition;
import dev.plenum.programme.document.EventState;
import dev.plenum.programme.document.Organiser;
import dev.plenum.programme.document.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Converts the event in a file, with its rooms and tracks, to the event's document.
 */
final class ImportedEvent {

	private final ProgrammeFile file;

	private final String eventId;

	private final String slug;

	private final ZoneId zone;

	private final @Nullable ProgrammeDocuments there;

	private final Matching matching;

	private final ImportedTexts texts;

	/**
	 * Creates a converter.
	 * @param file the file
	 * @param frame the event's id, slug and time zone
	 * @param there the stored documents; null for a new event
	 * @param matching converts keys to ids
	 * @param texts the languages of the file's texts
	 */
	ImportedEvent(ProgrammeFile file, EventFrame frame, @Nullable ProgrammeDocuments there, Matching matching,
			ImportedTexts texts) {
		this.file = file;
		this.eventId = frame.eventId();
		this.slug = frame.slug();
		this.zone = frame.zone();
		this.there = there;
		this.matching = matching;
		this.texts = texts;
	}

	EventDocument document(LocalDate startsOn, LocalDate endsOn, List<String> organiserSubjects) {
		EventDocument known = (this.there != null) ? this.there.event() : null;
		Map<String, EventDocument.RoomEntry> knownRooms = (known != null) ? known.rooms() : Map.of();
		Map<String, EventDocument.TrackEntry> knownTracks = (known != null) ? known.tracks() : Map.of();
		Map<String, EventDocument.RoomEntry> newRooms = new LinkedHashMap<>();
		this.file.rooms().forEach((room) -> {
			String id = this.matching.room(room.key());
			EventDocument.RoomEntry before = knownRooms.get(id);
			int position = (before != null) ? before.position()
					: positionAfter(knownRooms.size(), newRooms, knownRooms);
			String roomName = (before != null && ImportedTexts.isSame(before.name(), room.name())) ? before.name()
					: room.name();
			newRooms.put(id, new EventDocument.RoomEntry(position, roomName, room.capacity(), room.floor(),
					room.walkingMinutes(), room.accessibility(),
					Matching.origin(room.key(), room.facts(), (before != null) ? before.origin() : null), null));
		});
		Map<String, EventDocument.TrackEntry> newTracks = new LinkedHashMap<>();
		this.file.tracks().forEach((track) -> {
			String id = this.matching.track(track.key());
			EventDocument.TrackEntry before = knownTracks.get(id);
			int position = (before != null) ? before.position()
					: positionAfter(knownTracks.size(), newTracks, knownTracks);
			newTracks.put(id, new EventDocument.TrackEntry(position,
					Objects
						.requireNonNull(this.texts.text(track.name(), (before != null) ? before.name() : null, null)),
					track.color(),
					Matching.origin(track.key(), track.facts(), (before != null) ? before.origin() : null), null));
		});
		Map<String, Text> dayTopics = new HashMap<>();
		this.file.dayTopics().forEach((date, topic) -> dayTopics.put(date, new Text(topic)));
		Text name = this.texts.text(this.file.name(), (known != null) ? known.name() : null, null);
		return new EventDocument(this.eventId, 1, this.slug, EventState.PUBLISHED, organiserSubjects,
				(name != null) ? name : new Text(Map.of(this.texts.first(), this.slug)), this.file.alsoKnownAs(),
				this.texts.text(this.file.theme(), (known != null) ? known.theme() : null, null), this.file.edition(),
				this.file.heldSince(), startsOn, endsOn, this.zone.getId(), this.texts.languages(), this.file.venue(),
				this.texts.eventLinks(this.file.links(), (known != null) ? known.links() : null), this.file.logo(),
				this.file.organisers()
					.stream()
					.map((entry) -> new Organiser(entry.name(), entry.shortName(), entry.role(), entry.type(),
							entry.url()))
					.toList(),
				ImportedTexts.all(this.file.topics()), dayTopics, this.file.attendance(), exhibition(),
				this.file.nextEdition(), documentation(), this.file.signUp(), this.file.assumed(),
				this.file.roomSharing(), (this.file.booking() != null) ? this.file.booking().in(this.zone) : null,
				this.file.forEverybody().isEmpty() ? null : this.file.forEverybody(), this.file.seatRules(), newRooms,
				newTracks, this.file.facts().isEmpty() ? null : new Origin(this.slug, this.file.facts()), null, null,
				null, null, hours(), (this.file.dayChange() != null) ? this.file.dayChange().toString() : null,
				Map.of(), this.file.admission(), this.file.certificateRule(), null);
	}

	private @Nullable List<HoursEntry> hours() {
		return this.file.exhibitionHours().isEmpty() ? null
				: this.file.exhibitionHours()
					.stream()
					.map((hours) -> new HoursEntry(hours.startsAt().in(this.zone), hours.endsAt().in(this.zone)))
					.sorted(Comparator.comparing(HoursEntry::startsAt))
					.toList();
	}

	private @Nullable Exhibition exhibition() {
		ProgrammeFile.ExhibitionEntry entry = this.file.exhibition();
		return (entry != null) ? new Exhibition(entry.staff(), Boolean.TRUE.equals(entry.approximate()),
				ImportedTexts.all(entry.mostly())) : null;
	}

	private @Nullable Documentation documentation() {
		ProgrammeFile.DocumentationEntry entry = this.file.documentation();
		return (entry != null)
				? new Documentation(entry.url(), this.texts.text(entry.published(), null, null), entry.kinds()) : null;
	}

	private static <T> int positionAfter(int known, Map<String, T> fresh, Map<String, T> before) {
		return known + (int) fresh.keySet().stream().filter((id) -> !before.containsKey(id)).count();
	}

}
