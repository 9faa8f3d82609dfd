package dev.plenum.interchange;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.announcement.Announcements;
import dev.plenum.interchange.ProgrammeFile.AnnouncementEntry;
import dev.plenum.interchange.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.ProgrammeFile.SpeakerEntry;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Text;
import dev.plenum.programme.EventDocument;
import dev.plenum.programme.EventFacts.Documentation;
import dev.plenum.programme.EventFacts.Exhibition;
import dev.plenum.programme.EventState;
import dev.plenum.programme.Organiser;
import dev.plenum.programme.SessionDocument;
import dev.plenum.programme.SpeakerDocument;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a file becomes. Keys become ids, wall time becomes instants.
 */
final class ImportedEvent {

	private final ProgrammeFile file;

	private final String eventId;

	private final ZoneId zone;

	ImportedEvent(ProgrammeFile file) {
		this.file = file;
		this.eventId = Ids.event(file.slug());
		this.zone = ZoneId.of(file.timezone());
	}

	EventDocument event(List<String> organiserSubjects) {
		Map<String, EventDocument.RoomEntry> rooms = new LinkedHashMap<>();
		this.file.rooms()
			.forEach((room) -> rooms.put(id("roo", room.key()), new EventDocument.RoomEntry(rooms.size(), room.name(),
					room.capacity(), room.floor(), null, room.accessibility(), null)));
		Map<String, EventDocument.TrackEntry> tracks = new LinkedHashMap<>();
		this.file.tracks()
			.forEach((track) -> tracks.put(id("trk", track.key()),
					new EventDocument.TrackEntry(tracks.size(), new Text(track.name()), track.color(), null)));
		Map<String, Text> dayTopics = new HashMap<>();
		this.file.dayTopics().forEach((date, topic) -> dayTopics.put(date, new Text(topic)));
		return new EventDocument(this.eventId, 1, this.file.slug(), EventState.PUBLISHED, organiserSubjects,
				new Text(this.file.name()), this.file.alsoKnownAs(), text(this.file.theme()), this.file.edition(),
				this.file.heldSince(), this.file.startsOn(), this.file.endsOn(), this.file.timezone(),
				this.file.languages(), this.file.venue(),
				this.file.organisers()
					.stream()
					.map((entry) -> new Organiser(entry.name(), entry.shortName(), entry.role(), entry.type(),
							entry.url()))
					.toList(),
				texts(this.file.topics()), dayTopics, this.file.attendance(), exhibition(), this.file.nextEdition(),
				documentation(), this.file.signUp(), this.file.assumed(), this.file.roomSharing(), null, null, rooms,
				tracks, null);
	}

	List<SpeakerDocument> speakers() {
		return this.file.speakers().stream().map(this::speaker).toList();
	}

	List<SessionDocument> sessions() {
		return this.file.sessions().stream().map(this::session).toList();
	}

	Schedule schedule() {
		Map<String, Slot> slots = new HashMap<>();
		this.file.sessions().forEach((session) -> slots.put(id("ses", session.key()), slot(session)));
		return Schedule.first(this.eventId, slots);
	}

	List<AnnouncementDocument> announcements() {
		return this.file.announcements().stream().map(this::announcement).toList();
	}

	private SpeakerDocument speaker(SpeakerEntry entry) {
		return new SpeakerDocument(id("spk", entry.key()), this.eventId, 1, entry.name(), entry.type(), entry.titles(),
				entry.organisation(), text(entry.bio()), text(entry.note()), entry.hasPortrait(), entry.portrait(),
				entry.links(), null);
	}

	private SessionDocument session(SessionEntry entry) {
		Map<String, Text> notes = new HashMap<>();
		entry.speakers().forEach((part) -> {
			if (part.note() != null) {
				notes.put(id("spk", part.speaker()), new Text(part.note()));
			}
		});
		return new SessionDocument(id("ses", entry.key()), this.eventId, 1, entry.kind(), new Text(entry.title()),
				text(entry.description()), text(entry.remark()), entry.language(),
				(entry.track() != null) ? id("trk", entry.track()) : null, entry.tags(),
				entry.parts()
					.stream()
					.map((part) -> new SessionDocument.PartEntry(new Text(part.title()), part.region(),
							part.speakers().stream().map((key) -> id("spk", key)).toList()))
					.toList(),
				entry.materials().stream().map(this::material).toList(), entry.links(), entry.organisations(), notes,
				entry.preRecorded(), entry.capacity(), null, entry.signedUp(), entry.accessibility(), entry.assumed(),
				null, null, null);
	}

	private SessionDocument.MaterialEntry material(MaterialEntry entry) {
		return new SessionDocument.MaterialEntry(entry.kind(), text(entry.title()), entry.url(),
				moment(entry.availableFrom()), moment(entry.availableUntil()));
	}

	private Slot slot(SessionEntry entry) {
		return new Slot(at(entry.startsAt()), at(entry.endsAt()),
				entry.rooms().stream().map((key) -> id("roo", key)).toList(),
				entry.speakers()
					.stream()
					.map((part) -> new SpeakerRef(id("spk", part.speaker()),
							(part.role() != null) ? part.role() : SpeakerRole.SPEAKER))
					.toList(),
				SessionStatus.SCHEDULED);
	}

	private AnnouncementDocument announcement(AnnouncementEntry entry) {
		String session = (entry.audience() != null) ? entry.audience().session() : null;
		String room = (entry.audience() != null) ? entry.audience().room() : null;
		return new AnnouncementDocument(id(Announcements.ID_PREFIX, entry.key()), this.eventId, 1,
				new Text(entry.text()), entry.urgency(), (session != null) ? id("ses", session) : null,
				(room != null) ? id("roo", room) : null, at(entry.publishedAt()), moment(entry.validUntil()), null);
	}

	private @Nullable Exhibition exhibition() {
		ProgrammeFile.ExhibitionEntry entry = this.file.exhibition();
		return (entry != null)
				? new Exhibition(entry.staff(), Boolean.TRUE.equals(entry.approximate()), texts(entry.mostly())) : null;
	}

	private @Nullable Documentation documentation() {
		ProgrammeFile.DocumentationEntry entry = this.file.documentation();
		return (entry != null) ? new Documentation(entry.url(), text(entry.published()), entry.kinds()) : null;
	}

	private String id(String type, String key) {
		return Ids.in(type, this.eventId, key);
	}

	private Instant at(LocalDateTime wallTime) {
		return wallTime.atZone(this.zone).toInstant();
	}

	private @Nullable Instant moment(@Nullable LocalDateTime wallTime) {
		return (wallTime != null) ? at(wallTime) : null;
	}

	private static @Nullable Text text(@Nullable Map<String, String> byLanguage) {
		return (byLanguage != null) ? new Text(byLanguage) : null;
	}

	private static List<Text> texts(List<Map<String, String>> all) {
		return all.stream().map(Text::new).toList();
	}

}
