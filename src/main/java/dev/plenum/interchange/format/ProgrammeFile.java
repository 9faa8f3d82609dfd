package dev.plenum.interchange.format;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plenum.announcement.Urgency;
import dev.plenum.programme.document.Accessibility;
import dev.plenum.programme.document.BookingWindow;
import dev.plenum.programme.document.CertificateRule;
import dev.plenum.programme.document.EventAdmission;
import dev.plenum.programme.document.EventFacts.Attendance;
import dev.plenum.programme.document.EventFacts.NextEdition;
import dev.plenum.programme.document.EventFacts.SignUp;
import dev.plenum.programme.document.EventFacts.VenueEntry;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.Organiser;
import dev.plenum.programme.document.SeatRules;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.programme.document.SpeakerType;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * The content of a programme file. As JSON it is the format of Plenum. Objects are
 * identified by keys, which are unique in the file. Texts are maps by BCP 47 language; a
 * text of a format that does not name languages has the language {@link #NO_LANGUAGE}.
 * Times without an offset are local times of the event. A value that the file does not
 * contain is null or empty.
 */
public record ProgrammeFile(@Nullable String slug, Map<String, String> name, @Nullable String alsoKnownAs,
		@Nullable Map<String, String> theme, @Nullable Integer edition, @Nullable Integer heldSince,
		@Nullable LocalDate startsOn, @Nullable LocalDate endsOn,
		@JsonFormat(pattern = "HH:mm") @Nullable LocalTime dayChange, @Nullable String timezone, List<String> languages,
		@Nullable VenueEntry venue, List<Link> links, @Nullable String logo, List<OrganiserEntry> organisers,
		List<Map<String, String>> topics, Map<String, Map<String, String>> dayTopics, @Nullable Attendance attendance,
		@Nullable ExhibitionEntry exhibition, @Nullable NextEdition nextEdition,
		@Nullable DocumentationEntry documentation, @Nullable SignUp signUp, List<String> assumed,
		List<SessionKind> roomSharing, @Nullable Booking booking, SeatRules.@Nullable Stored seatRules,
		List<Hours> exhibitionHours, List<SessionKind> forEverybody, @Nullable EventAdmission admission,
		@Nullable CertificateRule certificateRule, Map<String, String> facts, List<RoomEntry> rooms,
		List<TrackEntry> tracks, List<SpeakerEntry> speakers, List<SessionEntry> sessions,
		List<AnnouncementEntry> announcements) {

	/** The language of a text whose language is not known. */
	public static final String NO_LANGUAGE = "";

	public ProgrammeFile {
		name = orEmpty(name);
		languages = orEmpty(languages);
		links = orEmpty(links);
		organisers = orEmpty(organisers);
		topics = orEmpty(topics);
		dayTopics = orEmpty(dayTopics);
		assumed = orEmpty(assumed);
		roomSharing = orEmpty(roomSharing);
		exhibitionHours = orEmpty(exhibitionHours);
		forEverybody = orEmpty(forEverybody);
		facts = orEmpty(facts);
		rooms = orEmpty(rooms);
		tracks = orEmpty(tracks);
		speakers = orEmpty(speakers);
		sessions = orEmpty(sessions);
		announcements = orEmpty(announcements);
	}

	/**
	 * Returns a text whose language is not known.
	 * @param text the text
	 * @return the text by language
	 */
	public static Map<String, String> text(String text) {
		return Map.of(NO_LANGUAGE, text);
	}

	/**
	 * Returns a text whose language is not known.
	 * @param text the text
	 * @return the text by language; null if it is empty
	 */
	public static @Nullable Map<String, String> textOrNull(String text) {
		return text.isEmpty() ? null : text(text);
	}

	/**
	 * Returns a programme that contains nothing about its event.
	 * @param rooms the rooms
	 * @param tracks the tracks
	 * @param speakers the speakers
	 * @param sessions the sessions
	 * @return the programme
	 */
	public static ProgrammeFile ofSessions(List<RoomEntry> rooms, List<TrackEntry> tracks, List<SpeakerEntry> speakers,
			List<SessionEntry> sessions) {
		return new ProgrammeFile(null, Map.of(), null, null, null, null, null, null, null, null, List.of(), null,
				List.of(), null, List.of(), List.of(), Map.of(), null, null, null, null, null, List.of(), List.of(),
				null, null, List.of(), List.of(), null, null, Map.of(), rooms, tracks, speakers, sessions, List.of());
	}

	/**
	 * Returns the programme with other speakers and sessions.
	 * @param otherSpeakers the speakers
	 * @param others the sessions
	 * @return the programme
	 */
	public ProgrammeFile with(List<SpeakerEntry> otherSpeakers, List<SessionEntry> others) {
		return with(this.rooms, this.tracks, otherSpeakers, others, this.announcements);
	}

	/**
	 * Returns the programme with other sessions.
	 * @param others the sessions
	 * @return the programme
	 */
	public ProgrammeFile with(List<SessionEntry> others) {
		return with(this.rooms, this.tracks, this.speakers, others, this.announcements);
	}

	ProgrammeFile with(List<RoomEntry> newRooms, List<TrackEntry> newTracks, List<SpeakerEntry> newSpeakers,
			List<SessionEntry> newSessions, List<AnnouncementEntry> newAnnouncements) {
		return new ProgrammeFile(this.slug, this.name, this.alsoKnownAs, this.theme, this.edition, this.heldSince,
				this.startsOn, this.endsOn, this.dayChange, this.timezone, this.languages, this.venue, this.links,
				this.logo, this.organisers, this.topics, this.dayTopics, this.attendance, this.exhibition,
				this.nextEdition, this.documentation, this.signUp, this.assumed, this.roomSharing, this.booking,
				this.seatRules, this.exhibitionHours, this.forEverybody, this.admission, this.certificateRule,
				this.facts, newRooms, newTracks, newSpeakers, newSessions, newAnnouncements);
	}

	private static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? List.copyOf(list) : List.of();
	}

	private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
		return (map != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(map)) : Map.of();
	}

	/**
	 * The time in which seats can be booked.
	 *
	 * @param opensAt its start; null if the file does not contain it
	 * @param closesAt its end; null if the file does not contain it
	 */
	public record Booking(@Nullable Moment opensAt, @Nullable Moment closesAt) {

		/**
		 * Converts the moments to instants.
		 * @param zone the event's time zone
		 * @return the window with instants
		 */
		public BookingWindow in(ZoneId zone) {
			return new BookingWindow(Moment.in(this.opensAt, zone), Moment.in(this.closesAt, zone));
		}

	}

	/**
	 * Opening hours of the exhibition.
	 *
	 * @param startsAt when it opens
	 * @param endsAt when it closes
	 */
	public record Hours(Moment startsAt, Moment endsAt) {
	}

	/** An organisation that organises the event. */
	public record OrganiserEntry(String name, @JsonProperty("short") @Nullable String shortName, Organiser.Role role,
			Organiser.@Nullable Type type, @Nullable String url) {
	}

	/** Facts about the exhibition. */
	public record ExhibitionEntry(@Nullable Integer staff, @Nullable Boolean approximate,
			List<Map<String, String>> mostly) {

		public ExhibitionEntry {
			mostly = orEmpty(mostly);
		}

	}

	/** The published documentation of the event. */
	public record DocumentationEntry(@Nullable String url, @Nullable Map<String, String> published,
			List<MaterialKind> kinds) {

		public DocumentationEntry {
			kinds = orEmpty(kinds);
		}

	}

	/** A room. */
	public record RoomEntry(String key, String name, @Nullable Integer capacity, @Nullable String floor,
			@Nullable Integer walkingMinutes, @Nullable Accessibility accessibility, Map<String, String> facts) {

		public RoomEntry {
			facts = orEmpty(facts);
		}

	}

	/** A track. */
	public record TrackEntry(String key, Map<String, String> name, @Nullable String color, Map<String, String> facts) {

		public TrackEntry {
			facts = orEmpty(facts);
		}

	}

	/** A speaker. */
	public record SpeakerEntry(String key, String name, SpeakerType type, List<String> titles,
			@Nullable String organisation, @Nullable Map<String, String> bio, @Nullable Map<String, String> note,
			@Nullable Boolean hasPortrait, @Nullable String portrait, List<Link> links, Map<String, String> facts) {

		public SpeakerEntry {
			titles = orEmpty(titles);
			links = orEmpty(links);
			facts = orEmpty(facts);
		}

	}

	/** A session with its slot. */
	public record SessionEntry(String key, SessionKind kind, Map<String, String> title,
			@Nullable Map<String, String> subtitle, @JsonProperty("abstract") @Nullable Map<String, String> description,
			@Nullable Map<String, String> remark, @Nullable String language, List<String> languages,
			@Nullable String track, List<String> tags, Moment startsAt, Moment endsAt, @Nullable SessionStatus status,
			List<String> rooms, List<SpeakerPart> speakers, List<PartEntry> parts, List<String> organisations,
			List<MaterialEntry> materials, List<Link> links, @Nullable String image, @Nullable Integer capacity,
			@Nullable Booking booking, @Nullable Integer signedUp, List<String> ticketTypes,
			@Nullable ReservedEntry reservedSeats, @Nullable Boolean preRecorded, @Nullable Boolean doNotRecord,
			@Nullable Accessibility accessibility, List<String> assumed, Map<String, String> facts) {

		public SessionEntry {
			languages = orEmpty(languages);
			language = (language == null && !languages.isEmpty()) ? languages.getFirst() : language;
			tags = orEmpty(tags);
			rooms = orEmpty(rooms);
			speakers = orEmpty(speakers);
			parts = orEmpty(parts);
			organisations = orEmpty(organisations);
			materials = orEmpty(materials);
			links = orEmpty(links);
			ticketTypes = orEmpty(ticketTypes);
			assumed = orEmpty(assumed);
			facts = orEmpty(facts);
		}

		/**
		 * Returns the languages in which the session is held.
		 * @return the BCP 47 tags, the main one first; empty if the file does not contain
		 * them
		 */
		List<String> spoken() {
			return (this.languages.isEmpty() && this.language != null) ? List.of(this.language) : this.languages;
		}

		/**
		 * Returns the session in other rooms.
		 * @param otherRooms the keys of the rooms
		 * @return the session
		 */
		public SessionEntry in(List<String> otherRooms) {
			return with(this.key, this.endsAt, otherRooms);
		}

		/**
		 * Returns the session with another key.
		 * @param otherKey the key
		 * @return the session
		 */
		public SessionEntry as(String otherKey) {
			return with(otherKey, this.endsAt, this.rooms);
		}

		/**
		 * Returns the session with another end.
		 * @param otherEnd the end
		 * @return the session
		 */
		public SessionEntry until(Moment otherEnd) {
			return with(this.key, otherEnd, this.rooms);
		}

		/**
		 * Returns the session with other speakers.
		 * @param others the speakers
		 * @return the session
		 */
		public SessionEntry by(List<SpeakerPart> others) {
			return with(this.key, this.endsAt, this.rooms, others);
		}

		private SessionEntry with(String newKey, Moment newEnd, List<String> newRooms) {
			return with(newKey, newEnd, newRooms, this.speakers);
		}

		private SessionEntry with(String newKey, Moment newEnd, List<String> newRooms, List<SpeakerPart> newSpeakers) {
			return new SessionEntry(newKey, this.kind, this.title, this.subtitle, this.description, this.remark,
					this.language, this.languages, this.track, this.tags, this.startsAt, newEnd, this.status, newRooms,
					newSpeakers, this.parts, this.organisations, this.materials, this.links, this.image, this.capacity,
					this.booking, this.signedUp, this.ticketTypes, this.reservedSeats, this.preRecorded,
					this.doNotRecord, this.accessibility, this.assumed, this.facts);
		}

	}

	/**
	 * Seats of a session that are kept for some types of ticket.
	 *
	 * @param seatCount the number of seats
	 * @param ticketTypes the types of ticket
	 * @param releasedAt when the seats that are left become free for everybody
	 */
	public record ReservedEntry(@Nullable Integer seatCount, List<String> ticketTypes, @Nullable Moment releasedAt) {

		public ReservedEntry {
			ticketTypes = orEmpty(ticketTypes);
		}

	}

	/** A speaker of a session; the role is null if the file does not contain it. */
	public record SpeakerPart(String speaker, @Nullable SpeakerRole role, @Nullable Map<String, String> note) {
	}

	/** A part of a session. */
	public record PartEntry(Map<String, String> title, @Nullable String region, List<String> speakers) {

		public PartEntry {
			speakers = orEmpty(speakers);
		}

	}

	/** A material of a session, such as slides or a film. */
	public record MaterialEntry(MaterialKind kind, @Nullable Map<String, String> title, @Nullable String url,
			@Nullable Moment availableFrom, @Nullable Moment availableUntil) {
	}

	/** An announcement of the organisers. */
	public record AnnouncementEntry(String key, Map<String, String> text, Urgency urgency, @Nullable Audience audience,
			Moment publishedAt, @Nullable Moment validUntil) {
	}

	/** The audience of an announcement: one session or one room. */
	public record Audience(@Nullable String session, @Nullable String room) {
	}

}
