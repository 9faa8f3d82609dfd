package dev.plenum.interchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.announcement.Announcements;
import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.AnnouncementEntry;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.platform.graphql.Text;
import dev.plenum.programme.BookingWindow;
import dev.plenum.programme.EventDocument;
import dev.plenum.programme.EventFacts.Documentation;
import dev.plenum.programme.EventFacts.Exhibition;
import dev.plenum.programme.EventState;
import dev.plenum.programme.Organiser;
import dev.plenum.programme.Origin;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.SessionDocument;
import dev.plenum.programme.SpeakerDocument;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a file says there should be. Keys become the ids of what they name,
 * wall time becomes instants, and where a format has no word for something that is
 * decided here (the language of a text, a speaker's role) what is here stands.
 */
final class ImportedEvent {

	private final ProgrammeFile file;

	private final String eventId;

	private final String slug;

	private final ZoneId zone;

	private final List<String> languages;

	private final @Nullable ProgrammeDocuments there;

	private final Matching matching;

	/** Whether the format has a word for everything. */
	private final boolean tells;

	private final Map<String, String> rooms;

	private final Map<String, String> tracks;

	/**
	 * Prepares the documents.
	 * @param file the file
	 * @param eventId the event's id
	 * @param slug the event's slug
	 * @param zone the event's timezone
	 * @param there what is here already; null for a new event
	 */
	ImportedEvent(ProgrammeFile file, String eventId, String slug, ZoneId zone, @Nullable ProgrammeDocuments there) {
		this.file = file;
		this.eventId = eventId;
		this.slug = slug;
		this.zone = zone;
		this.there = there;
		this.languages = languages(file, there);
		this.tells = !file.languages().isEmpty() && !file.name().containsKey(ProgrammeFile.UNSAID);
		this.matching = new Matching(eventId, there);
		this.rooms = this.matching.rooms(file.rooms());
		this.tracks = this.matching.tracks(file.tracks());
	}

	EventDocument event(LocalDate startsOn, LocalDate endsOn, List<String> organiserSubjects) {
		EventDocument known = (this.there != null) ? this.there.event() : null;
		Map<String, EventDocument.RoomEntry> knownRooms = (known != null) ? known.rooms() : Map.of();
		Map<String, EventDocument.TrackEntry> knownTracks = (known != null) ? known.tracks() : Map.of();
		Map<String, EventDocument.RoomEntry> newRooms = new LinkedHashMap<>();
		this.file.rooms().forEach((room) -> {
			String id = Objects.requireNonNull(this.rooms.get(room.key()));
			EventDocument.RoomEntry before = knownRooms.get(id);
			int position = (before != null) ? before.position()
					: positionAfter(knownRooms.size(), newRooms, knownRooms);
			newRooms.put(id,
					new EventDocument.RoomEntry(position, room.name(), room.capacity(), room.floor(),
							room.walkingMinutes(), room.accessibility(),
							origin(id, room.key(), room.facts(), (before != null) ? before.origin() : null)));
		});
		Map<String, EventDocument.TrackEntry> newTracks = new LinkedHashMap<>();
		this.file.tracks().forEach((track) -> {
			String id = Objects.requireNonNull(this.tracks.get(track.key()));
			EventDocument.TrackEntry before = knownTracks.get(id);
			int position = (before != null) ? before.position()
					: positionAfter(knownTracks.size(), newTracks, knownTracks);
			newTracks.put(id, new EventDocument.TrackEntry(position,
					Objects.requireNonNull(text(track.name(), (before != null) ? before.name() : null, null)),
					track.color(), origin(id, track.key(), track.facts(), (before != null) ? before.origin() : null)));
		});
		Map<String, Text> dayTopics = new HashMap<>();
		this.file.dayTopics().forEach((date, topic) -> dayTopics.put(date, new Text(topic)));
		Text name = text(this.file.name(), (known != null) ? known.name() : null, null);
		return new EventDocument(this.eventId, 1, this.slug, EventState.PUBLISHED, organiserSubjects,
				(name != null) ? name : new Text(Map.of(this.languages.getFirst(), this.slug)), this.file.alsoKnownAs(),
				text(this.file.theme(), (known != null) ? known.theme() : null, null), this.file.edition(),
				this.file.heldSince(), startsOn, endsOn, this.zone.getId(), this.languages, this.file.venue(),
				this.file.organisers()
					.stream()
					.map((entry) -> new Organiser(entry.name(), entry.shortName(), entry.role(), entry.type(),
							entry.url()))
					.toList(),
				texts(this.file.topics()), dayTopics, this.file.attendance(), exhibition(), this.file.nextEdition(),
				documentation(), this.file.signUp(), this.file.assumed(), this.file.roomSharing(),
				booking(this.file.booking()), this.file.forEverybody().isEmpty() ? null : this.file.forEverybody(),
				newRooms, newTracks, this.file.facts().isEmpty() ? null : new Origin(this.slug, this.file.facts()));
	}

	List<SpeakerDocument> speakers() {
		return this.file.speakers().stream().map(this::speaker).toList();
	}

	String sessionId(SessionEntry entry) {
		return this.matching.session(entry.key());
	}

	SessionDocument session(SessionEntry entry) {
		String id = sessionId(entry);
		SessionDocument known = (this.there != null) ? this.there.sessions().get(id) : null;
		Map<String, Text> notes = new HashMap<>();
		entry.speakers().forEach((part) -> {
			if (part.note() != null) {
				notes.put(this.matching.speaker(part.speaker()), new Text(part.note()));
			}
		});
		String language = entry.language();
		return new SessionDocument(id, this.eventId, 1, entry.kind(),
				Objects.requireNonNull(text(entry.title(), (known != null) ? known.title() : null, language)),
				text(entry.description(), (known != null) ? known.description() : null, language),
				text(entry.remark(), (known != null) ? known.remark() : null, language), language,
				(entry.track() != null) ? this.tracks.get(entry.track()) : null, entry.tags(),
				entry.parts()
					.stream()
					.map((part) -> new SessionDocument.PartEntry(new Text(part.title()), part.region(),
							part.speakers().stream().map(this.matching::speaker).toList()))
					.toList(),
				materials(entry, known), entry.links(), entry.organisations(), notes, entry.preRecorded(),
				entry.capacity(), booking(entry.booking()), entry.signedUp(), entry.accessibility(), entry.assumed(),
				text(entry.subtitle(), (known != null) ? known.subtitle() : null, language), entry.doNotRecord(),
				origin(id, entry.key(), entry.facts(), (known != null) ? known.origin() : null));
	}

	Slot slot(SessionEntry entry) {
		Slot known = (this.there != null) ? this.there.schedule().slots().get(sessionId(entry)) : null;
		return new Slot(entry.startsAt().in(this.zone), entry.endsAt().in(this.zone),
				entry.rooms().stream().map((room) -> Objects.requireNonNull(this.rooms.get(room))).toList(),
				entry.speakers().stream().map((part) -> speaker(part, known)).toList(),
				(entry.status() != null) ? entry.status() : SessionStatus.SCHEDULED);
	}

	List<AnnouncementDocument> announcements() {
		return this.file.announcements().stream().map(this::announcement).toList();
	}

	private SpeakerRef speaker(SpeakerPart part, @Nullable Slot known) {
		String id = this.matching.speaker(part.speaker());
		if (part.role() != null) {
			return new SpeakerRef(id, part.role());
		}
		return (known != null) ? known.speakers()
			.stream()
			.filter((speaker) -> speaker.speakerId().equals(id))
			.findFirst()
			.orElse(new SpeakerRef(id, SpeakerRole.SPEAKER)) : new SpeakerRef(id, SpeakerRole.SPEAKER);
	}

	private SpeakerDocument speaker(SpeakerEntry entry) {
		String id = this.matching.speaker(entry.key());
		SpeakerDocument known = (this.there != null) ? this.there.speakers().get(id) : null;
		return new SpeakerDocument(id, this.eventId, 1, entry.name(),
				(known != null && !this.tells) ? known.type() : entry.type(), entry.titles(), entry.organisation(),
				text(entry.bio(), (known != null) ? known.bio() : null, null),
				text(entry.note(), (known != null) ? known.note() : null, null), entry.hasPortrait(), entry.portrait(),
				entry.links(), origin(id, entry.key(), entry.facts(), (known != null) ? known.origin() : null));
	}

	/**
	 * The materials. A format that has a word for addresses only is believed in those;
	 * what has none it cannot take away.
	 */
	private List<SessionDocument.MaterialEntry> materials(SessionEntry entry, @Nullable SessionDocument known) {
		Map<String, MaterialEntry> said = new LinkedHashMap<>();
		List<SessionDocument.MaterialEntry> materials = new ArrayList<>();
		if (known == null || this.tells) {
			entry.materials().forEach((material) -> materials.add(material(material, entry.language())));
			return materials;
		}
		entry.materials().forEach((material) -> said.put(String.valueOf(material.url()), material));
		known.materials().forEach((material) -> {
			MaterialEntry same = said.remove(String.valueOf(material.url()));
			if (same != null) {
				materials.add(new SessionDocument.MaterialEntry(material.kind(),
						inOneLanguage(same.title(), material.title(), entry.language()), material.url(),
						material.availableFrom(), material.availableUntil()));
			}
			else if (material.url() == null) {
				materials.add(material);
			}
		});
		said.values().forEach((material) -> materials.add(material(material, entry.language())));
		return materials;
	}

	private SessionDocument.MaterialEntry material(MaterialEntry entry, @Nullable String language) {
		return new SessionDocument.MaterialEntry(entry.kind(), text(entry.title(), null, language), entry.url(),
				moment(entry.availableFrom()), moment(entry.availableUntil()));
	}

	private @Nullable Text inOneLanguage(@Nullable Map<String, String> said, @Nullable Text known,
			@Nullable String language) {
		Text text = text(said, known, language);
		if (text == null || known == null) {
			return text;
		}
		Map<String, String> all = new LinkedHashMap<>(known.byLanguage());
		all.putAll(text.byLanguage());
		return new Text(all);
	}

	private AnnouncementDocument announcement(AnnouncementEntry entry) {
		String session = (entry.audience() != null) ? entry.audience().session() : null;
		String room = (entry.audience() != null) ? entry.audience().room() : null;
		return new AnnouncementDocument(this.matching.id(Announcements.ID_PREFIX, entry.key()), this.eventId, 1,
				new Text(entry.text()), entry.urgency(), (session != null) ? this.matching.session(session) : null,
				(room != null) ? this.rooms.get(room) : null, entry.publishedAt().in(this.zone),
				moment(entry.validUntil()), null);
	}

	private @Nullable Exhibition exhibition() {
		ProgrammeFile.ExhibitionEntry entry = this.file.exhibition();
		return (entry != null)
				? new Exhibition(entry.staff(), Boolean.TRUE.equals(entry.approximate()), texts(entry.mostly())) : null;
	}

	private @Nullable Documentation documentation() {
		ProgrammeFile.DocumentationEntry entry = this.file.documentation();
		return (entry != null) ? new Documentation(entry.url(), text(entry.published(), null, null), entry.kinds())
				: null;
	}

	private @Nullable BookingWindow booking(ProgrammeFile.@Nullable Booking entry) {
		return (entry != null) ? new BookingWindow(moment(entry.opensAt()), moment(entry.closesAt())) : null;
	}

	private @Nullable Instant moment(@Nullable Moment moment) {
		return (moment != null) ? moment.in(this.zone) : null;
	}

	/**
	 * A text; one whose language the file does not say is in the one that it is in here,
	 * else in that of its session, else in the event's first.
	 */
	private @Nullable Text text(@Nullable Map<String, String> byLanguage, @Nullable Text known,
			@Nullable String language) {
		String unsaid = (byLanguage != null) ? byLanguage.get(ProgrammeFile.UNSAID) : null;
		if (unsaid == null) {
			return (byLanguage == null || byLanguage.isEmpty()) ? null : new Text(byLanguage);
		}
		String own = (language != null) ? language : this.languages.getFirst();
		if (known == null || known.byLanguage().containsKey(own)) {
			return new Text(Map.of(own, unsaid));
		}
		return new Text(Map.of(shown(known, this.languages), unsaid));
	}

	/**
	 * The language of a text in which it leaves where only one can.
	 */
	static String shown(Text text, List<String> languages) {
		return text.fallingBackOn(languages.getFirst()).byLanguage().keySet().iterator().next();
	}

	private static Origin origin(String id, String key, Map<String, String> facts, @Nullable Origin known) {
		return new Origin((known != null) ? known.key() : key, facts);
	}

	private static <T> int positionAfter(int known, Map<String, T> fresh, Map<String, T> before) {
		return known + (int) fresh.keySet().stream().filter((id) -> !before.containsKey(id)).count();
	}

	private static List<String> languages(ProgrammeFile file, @Nullable ProgrammeDocuments there) {
		if (there != null && !there.event().languages().isEmpty()) {
			boolean tells = !file.languages().isEmpty() && !file.name().containsKey(ProgrammeFile.UNSAID);
			return tells ? file.languages() : there.event().languages();
		}
		return file.languages().isEmpty() ? List.of("en") : file.languages();
	}

	private static List<Text> texts(Collection<Map<String, String>> all) {
		return all.stream().map(Text::new).toList();
	}

}
