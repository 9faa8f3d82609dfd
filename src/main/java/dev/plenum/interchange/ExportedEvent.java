package dev.plenum.interchange;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.interchange.format.Addresses;
import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.AnnouncementEntry;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.PartEntry;
import dev.plenum.interchange.format.ProgrammeFile.RoomEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ProgrammeFile.TrackEntry;
import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.programme.Programme;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.Session;
import dev.plenum.programme.Speaker;
import dev.plenum.programme.document.BookingWindow;
import dev.plenum.programme.document.EventDays;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventFacts;
import dev.plenum.programme.document.EventFacts.Documentation;
import dev.plenum.programme.document.EventFacts.Exhibition;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.Origin;
import dev.plenum.programme.document.ReservedSeats;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Converts the stored documents of an event to a {@link ProgrammeFile}. It is the inverse
 * of {@link ImportedEvent} and {@link ImportedContent}.
 */
final class ExportedEvent {

	private final Programme programme;

	private final ProgrammeDocuments documents;

	private final ZoneId zone;

	private final List<String> languages;

	private final List<AnnouncementDocument> announcements;

	private final @Nullable Instant materialsAt;

	/**
	 * Creates a converter.
	 * @param programme the programme
	 * @param announcements the announcements that were not withdrawn
	 * @param materialsAt includes only the materials that are available at this moment;
	 * null to include all
	 */
	ExportedEvent(Programme programme, List<AnnouncementDocument> announcements, @Nullable Instant materialsAt) {
		this.programme = programme;
		this.announcements = announcements;
		this.documents = programme.documents();
		this.zone = this.documents.zone();
		this.languages = this.documents.event().languages();
		this.materialsAt = materialsAt;
	}

	ProgrammeFile file() {
		EventDocument event = this.documents.event();
		Map<String, Map<String, String>> dayTopics = new LinkedHashMap<>();
		event.dayTopics()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.forEach((topic) -> dayTopics.put(topic.getKey(), texts(topic.getValue())));
		return new ProgrammeFile(event.slug(), texts(event.name()), event.alsoKnownAs(), textsOrNull(event.theme()),
				event.edition(), event.heldSince(), event.startsOn(), event.endsOn(),
				(event.dayChange() != null) ? EventDays.change(event.dayChange()) : null, event.timezone(),
				event.languages(), venue(event), Link.shown(Lists.orEmpty(event.links())), SafeLink.shown(event.logo()),
				event.organisers()
					.stream()
					.map((organiser) -> new ProgrammeFile.OrganiserEntry(organiser.name(), organiser.shortName(),
							organiser.role(), organiser.type(), SafeLink.shown(organiser.url())))
					.toList(),
				event.topics().stream().map(this::texts).toList(), dayTopics, event.attendance(), exhibition(event),
				event.nextEdition(), documentation(event), signUp(event), event.assumed(), event.roomSharing(),
				booking(event.booking()), event.seatRules(), hours(event),
				Objects.requireNonNullElse(event.forEverybody(), List.of()), event.admission(), event.certificateRule(),
				facts(event.origin()), rooms(event), tracks(event), speakers(), sessions(), announced());
	}

	/**
	 * Returns when a file changes next because a material becomes available or
	 * unavailable.
	 * @param now the time of the file
	 * @return the next such moment; {@link Instant#MAX} if there is none
	 */
	static Instant validUntil(Programme programme, Instant now) {
		return programme.documents()
			.sessions()
			.values()
			.stream()
			.flatMap((session) -> session.materials().stream())
			.flatMap((material) -> Stream.of(material.availableFrom(), material.availableUntil()))
			.filter((moment) -> moment != null && moment.isAfter(now))
			.min(Comparator.naturalOrder())
			.orElse(Instant.MAX);
	}

	private List<RoomEntry> rooms(EventDocument event) {
		return event.rooms()
			.entrySet()
			.stream()
			.sorted(Comparator
				.comparing((Map.Entry<String, EventDocument.RoomEntry> room) -> room.getValue().position())
				.thenComparing((room) -> room.getValue().name()))
			.map((room) -> new RoomEntry(Matching.key(room.getKey(), room.getValue().origin()), room.getValue().name(),
					room.getValue().capacity(), room.getValue().floor(), room.getValue().walkingMinutes(),
					room.getValue().accessibility(), facts(room.getValue().origin())))
			.toList();
	}

	private List<TrackEntry> tracks(EventDocument event) {
		return event.tracks()
			.entrySet()
			.stream()
			.sorted(Comparator
				.comparing((Map.Entry<String, EventDocument.TrackEntry> track) -> track.getValue().position())
				.thenComparing(Map.Entry::getKey))
			.map((track) -> new TrackEntry(Matching.key(track.getKey(), track.getValue().origin()),
					texts(track.getValue().name()), track.getValue().color(), facts(track.getValue().origin())))
			.toList();
	}

	/** The file for organisers contains all speakers, the public one those who appear. */
	private List<SpeakerEntry> speakers() {
		List<Speaker> speakers = (this.materialsAt != null) ? this.programme.speakers()
				: this.programme.forOrganisers().speakers();
		return speakers.stream()
			.map(Speaker::document)
			.sorted(Comparator.comparing(SpeakerDocument::name)
				.thenComparing((speaker) -> Matching.key(speaker.id(), speaker.origin())))
			.map((speaker) -> new SpeakerEntry(Matching.key(speaker.id(), speaker.origin()), speaker.name(),
					speaker.type(), speaker.titles(), speaker.organisation(), textsOrNull(speaker.bio()),
					textsOrNull(speaker.note()), speaker.hasPortrait(), speaker.portrait(), speaker.links(),
					facts(speaker.origin())))
			.toList();
	}

	private List<SessionEntry> sessions() {
		Map<String, String> rooms = keys(this.documents.event().rooms(), EventDocument.RoomEntry::origin);
		Map<String, String> tracks = keys(this.documents.event().tracks(), EventDocument.TrackEntry::origin);
		Map<String, String> speakers = keys(this.documents.speakers(), SpeakerDocument::origin);
		return this.programme.sessions()
			.stream()
			.map((session) -> session(session, rooms, tracks, speakers))
			.sorted(inOrder())
			.toList();
	}

	/**
	 * Orders sessions as the programme does, but by keys instead of ids: a copy of the
	 * event has the same keys and other ids.
	 */
	private Comparator<SessionEntry> inOrder() {
		Map<String, Integer> rooms = new HashMap<>();
		rooms(this.documents.event()).forEach((room) -> rooms.put(room.key(), rooms.size()));
		return Comparator.comparing((SessionEntry session) -> session.startsAt().in(this.zone))
			.thenComparing((session) -> session.rooms().stream().mapToInt(rooms::get).min().orElse(rooms.size()))
			.thenComparing(SessionEntry::key);
	}

	private List<AnnouncementEntry> announced() {
		Map<String, String> rooms = keys(this.documents.event().rooms(), EventDocument.RoomEntry::origin);
		Map<String, String> sessions = keys(this.documents.sessions(), SessionDocument::origin);
		return this.announcements.stream().map((announcement) -> {
			String session = (announcement.sessionId() != null) ? sessions.get(announcement.sessionId()) : null;
			String room = (announcement.roomId() != null) ? rooms.get(announcement.roomId()) : null;
			return new AnnouncementEntry(announcement.id(), texts(announcement.text()), announcement.urgency(),
					(session != null || room != null) ? new ProgrammeFile.Audience(session, room) : null,
					Moment.of(announcement.at(), this.zone), moment(announcement.validUntil()));
		}).toList();
	}

	private SessionEntry session(Session session, Map<String, String> rooms, Map<String, String> tracks,
			Map<String, String> speakers) {
		SessionDocument document = session.document();
		return new SessionEntry(Matching.key(document.id(), document.origin()), document.kind(),
				texts(document.title()), textsOrNull(document.subtitle()), textsOrNull(document.description()),
				textsOrNull(document.remark()), document.language(),
				(document.languages().size() > 1) ? document.languages() : List.of(),
				(document.trackId() != null) ? tracks.get(document.trackId()) : null, document.tags(),
				Moment.of(session.slot().startsAt(), this.zone), Moment.of(session.slot().endsAt(), this.zone),
				(session.slot().status() == SessionStatus.SCHEDULED) ? null : session.slot().status(),
				known(session.slot().roomIds(), rooms),
				session.slot()
					.speakers()
					.stream()
					.filter((speaker) -> speakers.containsKey(speaker.speakerId()))
					.map((speaker) -> new SpeakerPart(Objects.requireNonNull(speakers.get(speaker.speakerId())),
							speaker.role(), textsOrNull(document.speakerNotes().get(speaker.speakerId()))))
					.toList(),
				document.parts()
					.stream()
					.map((part) -> new PartEntry(texts(part.title()), part.region(),
							known(Objects.requireNonNullElse(part.speakerIds(), List.of()), speakers)))
					.toList(),
				document.organisations(),
				document.materials().stream().filter(this::isIncluded).map(this::material).toList(), session.links(),
				session.image(), document.capacity(), booking(document.booking()), document.signedUp(),
				document.ticketTypes(), reserved(document.reservedSeats()), document.preRecorded(),
				document.doNotRecord(), document.accessibility(), document.assumed(), facts(document.origin()));
	}

	private ProgrammeFile.@Nullable ReservedEntry reserved(@Nullable ReservedSeats seats) {
		return (seats != null) ? new ProgrammeFile.ReservedEntry(seats.seatCount(), seats.ticketTypes(),
				Moment.of(seats.releasedAt(), this.zone)) : null;
	}

	private boolean isIncluded(SessionDocument.MaterialEntry material) {
		return this.materialsAt == null || material.isAvailable(this.materialsAt);
	}

	private MaterialEntry material(SessionDocument.MaterialEntry material) {
		return new MaterialEntry(material.kind(), textsOrNull(material.title()), SafeLink.shown(material.url()),
				moment(material.availableFrom()), moment(material.availableUntil()));
	}

	private ProgrammeFile.@Nullable ExhibitionEntry exhibition(EventDocument event) {
		Exhibition kept = event.exhibition();
		return (kept != null) ? new ProgrammeFile.ExhibitionEntry(kept.staff(), kept.approximate(),
				kept.mostly().stream().map(this::texts).toList()) : null;
	}

	private static EventFacts.@Nullable VenueEntry venue(EventDocument event) {
		return (event.venue() != null) ? event.venue().shown() : null;
	}

	private static EventFacts.@Nullable SignUp signUp(EventDocument event) {
		EventFacts.SignUp kept = event.signUp();
		return (kept != null) ? new EventFacts.SignUp(kept.open(), kept.placesLeft(), SafeLink.shown(kept.url()))
				: null;
	}

	private ProgrammeFile.@Nullable DocumentationEntry documentation(EventDocument event) {
		Documentation kept = event.documentation();
		return (kept != null) ? new ProgrammeFile.DocumentationEntry(SafeLink.shown(kept.url()),
				textsOrNull(kept.published()), kept.kinds()) : null;
	}

	private ProgrammeFile.@Nullable Booking booking(@Nullable BookingWindow window) {
		return (window != null) ? new ProgrammeFile.Booking(moment(window.opensAt()), moment(window.closesAt())) : null;
	}

	private List<ProgrammeFile.Hours> hours(EventDocument event) {
		return Lists.orEmpty(event.exhibitionHours())
			.stream()
			.map((hours) -> new ProgrammeFile.Hours(Moment.of(hours.startsAt(), this.zone),
					Moment.of(hours.endsAt(), this.zone)))
			.toList();
	}

	private @Nullable Moment moment(@Nullable Instant instant) {
		return (instant != null) ? Moment.of(instant, this.zone) : null;
	}

	private Map<String, String> texts(Text text) {
		return this.languages.isEmpty() ? text.byLanguage()
				: text.fallingBackOn(this.languages.getFirst()).byLanguage();
	}

	private @Nullable Map<String, String> textsOrNull(@Nullable Text text) {
		return (text != null) ? texts(text) : null;
	}

	private static <T> Map<String, String> keys(Map<String, T> things, Function<T, @Nullable Origin> origin) {
		Map<String, String> keys = new HashMap<>();
		things.forEach((id, thing) -> keys.put(id, Matching.key(id, origin.apply(thing))));
		return keys;
	}

	private static List<String> known(List<String> ids, Map<String, String> keys) {
		return ids.stream().map(keys::get).filter(Objects::nonNull).toList();
	}

	private static Map<String, String> facts(@Nullable Origin origin) {
		Map<String, String> facts = new java.util.TreeMap<>();
		if (origin != null) {
			origin.facts().forEach((name, fact) -> {
				if (Addresses.isSafe(name, fact)) {
					facts.put(name, fact);
				}
			});
		}
		return facts;
	}

}
