package dev.plenum.programme.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.programme.document.EventFacts.Attendance;
import dev.plenum.programme.document.EventFacts.Documentation;
import dev.plenum.programme.document.EventFacts.Exhibition;
import dev.plenum.programme.document.EventFacts.NextEdition;
import dev.plenum.programme.document.EventFacts.SignUp;
import dev.plenum.programme.document.EventFacts.VenueEntry;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored. A list or map that is missing in the database is empty here.
 *
 * @param id the event's id
 * @param version raised by every write
 * @param slug its name in addresses
 * @param state who can see it
 * @param organiserSubjects the subjects of the tokens that may change it
 * @param name its name
 * @param alsoKnownAs another name
 * @param theme its theme
 * @param edition its ordinal number, starting at 1
 * @param heldSince the year of the first edition
 * @param startsOn its first day
 * @param endsOn its last day
 * @param timezone the IANA name of its timezone
 * @param languages its languages; the first one is used if a text is not available in
 * another
 * @param venue its place
 * @param links links with more about it; null for none
 * @param logo the address of its logo; null for none
 * @param organisers the organisations that hold it
 * @param topics the questions that it deals with
 * @param dayTopics the topic of each day that has one, by ISO date
 * @param attendance the number of people who come
 * @param exhibition facts about the exhibition
 * @param nextEdition when and where the next edition takes place
 * @param documentation what remains to read and watch
 * @param signUp how to sign up
 * @param assumed which facts about it are assumed
 * @param roomSharing the kinds of session that can share their room
 * @param booking when seats can be booked in sessions without a booking window of their
 * own
 * @param forEverybody the kinds of session that are for everybody; null for
 * {@link #FOR_EVERYBODY}
 * @param seatRules the rules for seats; null for {@link SeatRules#DEFAULT}
 * @param rooms its rooms by id
 * @param tracks its tracks by id
 * @param origin what an import remembers of it; null if it was not imported
 * @param countedWrites how many writes raised the version of the room or track that they
 * changed; null for none. The others are those of imports and of older servers, and each
 * of them counts as a change of every room and track.
 * @param alias a slug that leads to the newest published event that has this alias; null
 * if the event has none
 * @param publishAt when a server publishes the draft by itself; null for never
 * @param deletedAt when the deletion of the draft began; null if it is not being deleted
 * @param exhibitionHours when the exhibition is open; null or empty if the event's days
 * apply
 * @param dayChange the local time at which the event's days change, such as 04:00; null
 * for {@link EventDays#DEFAULT_CHANGE}
 * @param changed when each room and track was last written, by its id, also if it was
 * removed; and when anything else of the event was, by {@link #FACTS}
 * @param admission who can book seats; null for {@code OPEN}
 * @param certificateRule who can get a certificate of attendance; null if nobody can
 * @param needsDeletedOn the date at whose start dietary and access needs are deleted;
 * null for {@link #NEEDS_KEPT_DAYS} days after the last day
 */
public record EventDocument(@BsonId String id, long version, String slug, EventState state,
		List<String> organiserSubjects, Text name, @Nullable String alsoKnownAs, @Nullable Text theme,
		@Nullable Integer edition, @Nullable Integer heldSince, LocalDate startsOn, LocalDate endsOn, String timezone,
		List<String> languages, @Nullable VenueEntry venue, @Nullable List<Link> links, @Nullable String logo,
		List<Organiser> organisers, List<Text> topics, Map<String, Text> dayTopics, @Nullable Attendance attendance,
		@Nullable Exhibition exhibition, @Nullable NextEdition nextEdition, @Nullable Documentation documentation,
		@Nullable SignUp signUp, List<String> assumed, List<SessionKind> roomSharing, @Nullable BookingWindow booking,
		@Nullable List<SessionKind> forEverybody, SeatRules.@Nullable Stored seatRules, Map<String, RoomEntry> rooms,
		Map<String, TrackEntry> tracks, @Nullable Origin origin, @Nullable Integer countedWrites,
		@Nullable String alias, @Nullable Instant publishAt, @Nullable Instant deletedAt,
		@Nullable List<HoursEntry> exhibitionHours, @Nullable String dayChange, Map<String, Instant> changed,
		@Nullable EventAdmission admission, @Nullable CertificateRule certificateRule,
		@Nullable LocalDate needsDeletedOn) {

	/**
	 * The kinds of session that are for everybody unless the organisers say otherwise.
	 */
	private static final List<SessionKind> FOR_EVERYBODY = List.of(SessionKind.PLENARY, SessionKind.CULTURE,
			SessionKind.ANNUAL_MEETING, SessionKind.BREAK, SessionKind.MEAL, SessionKind.SOCIAL);

	/** How long needs are kept after the last day unless the organisers set a date. */
	private static final int NEEDS_KEPT_DAYS = 14;

	/** The key of everything except rooms and tracks in {@link #changed}. */
	public static final String FACTS = "facts";

	public EventDocument {
		organiserSubjects = Lists.orEmpty(organiserSubjects);
		organisers = Lists.orEmpty(organisers);
		topics = Lists.orEmpty(topics);
		dayTopics = Lists.orEmpty(dayTopics);
		assumed = Lists.orEmpty(assumed);
		roomSharing = Lists.orEmpty(roomSharing);
		rooms = Lists.orEmpty(rooms);
		tracks = Lists.orEmpty(tracks);
		changed = Lists.orEmpty(changed);
	}

	/**
	 * Returns the date at whose start dietary and access needs are deleted.
	 * @return the date in the event's timezone
	 */
	public LocalDate needsEndOn() {
		return (this.needsDeletedOn != null) ? this.needsDeletedOn : this.endsOn.plusDays(NEEDS_KEPT_DAYS);
	}

	/**
	 * Returns whether dietary and access needs of attendees can be stored.
	 * @param moment the present
	 * @return false from the start of the day of their deletion, in the event's timezone
	 */
	public boolean keepsNeedsAt(Instant moment) {
		return moment.isBefore(needsEndOn().atStartOfDay(ZoneId.of(this.timezone)).toInstant());
	}

	/**
	 * Returns whether a session is for everybody: its kind is one of those for everybody,
	 * and no booking is needed.
	 * @param session a session of this event
	 * @return whether it is in every attendee's agenda
	 */
	public boolean isForEverybody(SessionDocument session) {
		return session.capacity() == null && kindsForEverybody().contains(session.kind());
	}

	/**
	 * Returns the kinds of session that are for everybody.
	 * @return the kinds that the organisers chose, or the default
	 */
	public List<SessionKind> kindsForEverybody() {
		return Objects.requireNonNullElse(this.forEverybody, FOR_EVERYBODY);
	}

	/**
	 * The version of a room or track.
	 * @param stored the version in its entry; null if the entry was stored before there
	 * were versions
	 * @return the version that clients see, which rises with every change
	 */
	public int partVersion(@Nullable Integer stored) {
		return Objects.requireNonNullElse(stored, 1) + uncountedWrites();
	}

	/**
	 * The version that the entry of a room or track must have.
	 * @param expected the version that a client expects; 0 if there must be no such entry
	 */
	@Nullable Integer storedVersion(@Nullable Integer expected) {
		return (expected == null || expected == 0) ? expected : Integer.valueOf(expected - uncountedWrites());
	}

	private int uncountedWrites() {
		return Math.toIntExact(this.version) - Objects.requireNonNullElse(this.countedWrites, 0);
	}

	/**
	 * Opening hours of the exhibition as they are stored.
	 *
	 * @param startsAt when it opens
	 * @param endsAt when it closes, after it opens
	 */
	public record HoursEntry(Instant startsAt, Instant endsAt) {
	}

	/**
	 * A room as it is stored.
	 *
	 * @param position its position among the rooms, starting at 0
	 * @param name its name as on the signs
	 * @param capacity the number of people who fit in
	 * @param floor its floor
	 * @param walkingMinutes the walking time to the other rooms
	 * @param accessibility who can enter and follow
	 * @param origin what an import remembers of it; null if it was not imported
	 * @param version rises with every write that changes it; null before the first such
	 * write
	 */
	public record RoomEntry(int position, String name, @Nullable Integer capacity, @Nullable String floor,
			@Nullable Integer walkingMinutes, @Nullable Accessibility accessibility, @Nullable Origin origin,
			@Nullable Integer version) {
	}

	/**
	 * A track as it is stored.
	 *
	 * @param position its position among the tracks, starting at 0
	 * @param name its name
	 * @param color the colour to show it in, as {@code #rrggbb}
	 * @param origin what an import remembers of it; null if it was not imported
	 * @param version rises with every write that changes it; null before the first such
	 * write
	 */
	public record TrackEntry(int position, Text name, @Nullable String color, @Nullable Origin origin,
			@Nullable Integer version) {
	}

}
