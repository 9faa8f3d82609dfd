package dev.plenum.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.security.Caller;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleRules;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * One event with all that belongs to it, as it was at one moment: immutable, in memory,
 * everything linked with everything. Every public question is answered from here. What is
 * derived from the documents is computed when it is asked for first.
 */
public final class Programme {

	private final ProgrammeDocuments documents;

	private final ZoneId zone;

	private final SingletonSupplier<List<Room>> rooms = SingletonSupplier.of(this::linkRooms);

	private final SingletonSupplier<List<Track>> tracks = SingletonSupplier.of(this::linkTracks);

	private final SingletonSupplier<List<Speaker>> speakers = SingletonSupplier.of(this::linkSpeakers);

	private final SingletonSupplier<List<Session>> sessions = SingletonSupplier.of(this::linkSessions);

	private final SingletonSupplier<Map<String, Session>> sessionsById = SingletonSupplier.of(this::indexSessions);

	private final SingletonSupplier<Map<String, List<Session>>> sessionsBySpeaker = SingletonSupplier
		.of(() -> index(Session::speakerIds));

	private final SingletonSupplier<Map<String, List<Session>>> sessionsByRoom = SingletonSupplier
		.of(() -> index((session) -> session.slot().roomIds().stream()));

	private final SingletonSupplier<List<Day>> days = SingletonSupplier.of(this::linkDays);

	Programme(ProgrammeDocuments documents) {
		this.documents = documents;
		this.zone = documents.zone();
	}

	/**
	 * The event's id.
	 * @return the id
	 */
	public String id() {
		return this.documents.event().id();
	}

	/**
	 * The event itself.
	 * @return the event, which leads to everything here
	 */
	public Event event() {
		return new Event(this);
	}

	/**
	 * Looks whether somebody who listens may go on.
	 * @param caller who listens
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} if the event is a draft of others
	 * now
	 */
	public void requireVisibleTo(Caller caller) {
		if (!event().isVisibleTo(caller)) {
			throw Problem.of(ErrorCode.NOT_FOUND, "There is no event '%s' any more.".formatted(id()));
		}
	}

	/**
	 * The schedule that this snapshot was made from.
	 * @return the schedule
	 */
	public Schedule schedule() {
		return this.documents.schedule();
	}

	/**
	 * The sessions in the programme, cancelled ones included, by start and room.
	 * @return the sessions
	 */
	public List<Session> sessions() {
		return this.sessions.obtain();
	}

	/**
	 * Finds a session, also one that was removed.
	 * @param id the session's id
	 * @return the session; empty if there never was one
	 */
	public Optional<Session> session(String id) {
		return Optional.ofNullable(this.sessionsById.obtain().get(id));
	}

	/**
	 * A session that is not in the programme yet, to be shown beside those that are.
	 * @param document what it is
	 * @param slot when and where it would be
	 * @return the session
	 */
	public Session proposed(SessionDocument document, Slot slot) {
		return new Session(this, document, slot);
	}

	/**
	 * Whether this snapshot knows a write.
	 * @param written a session as it was written
	 * @return whether it is here as it was written, or newer
	 */
	public boolean shows(SessionDocument written) {
		SessionDocument known = this.documents.sessions().get(written.id());
		return known != null && known.version() >= written.version();
	}

	/**
	 * Whether this snapshot knows a write.
	 * @param written a speaker as they were written
	 * @return whether they are here as they were written, or newer
	 */
	public boolean shows(SpeakerDocument written) {
		SpeakerDocument known = this.documents.speakers().get(written.id());
		return known != null && known.version() >= written.version();
	}

	/**
	 * The speakers by name.
	 * @return the speakers
	 */
	public List<Speaker> speakers() {
		return this.speakers.obtain();
	}

	/**
	 * Finds a speaker.
	 * @param id the speaker's id
	 * @return the speaker; empty if there is none
	 */
	public Optional<Speaker> speaker(String id) {
		return Optional.ofNullable(this.documents.speakers().get(id)).map((document) -> new Speaker(this, document));
	}

	/**
	 * The rooms in the order to be shown.
	 * @return the rooms
	 */
	public List<Room> rooms() {
		return this.rooms.obtain();
	}

	/**
	 * Finds a room.
	 * @param id the room's id
	 * @return the room; empty if there is none
	 */
	public Optional<Room> room(String id) {
		return Optional.ofNullable(this.documents.event().rooms().get(id)).map((entry) -> new Room(this, id, entry));
	}

	/**
	 * The tracks in the order to be shown.
	 * @return the tracks
	 */
	public List<Track> tracks() {
		return this.tracks.obtain();
	}

	/**
	 * Finds a track.
	 * @param id the track's id
	 * @return the track; empty if there is none
	 */
	public Optional<Track> track(String id) {
		return Optional.ofNullable(this.documents.event().tracks().get(id)).map((entry) -> new Track(this, id, entry));
	}

	/**
	 * Steps of the schedule as they are shown.
	 * @param changes the steps
	 * @return the same steps, linked with everything here
	 */
	public List<PublishedChange> published(List<ScheduleChange> changes) {
		return changes.stream().map(this::published).toList();
	}

	/**
	 * A step of the schedule as it is shown.
	 * @param change the step
	 * @return the same step, linked with everything here
	 */
	public PublishedChange published(ScheduleChange change) {
		return new PublishedChange(this, change);
	}

	/**
	 * What the event allows its schedule.
	 * @return the rules
	 */
	public ScheduleRules rules() {
		return this.documents.rules();
	}

	/**
	 * Whether attendees can only read: the event is over, its last night included, or it
	 * is archived.
	 * @param moment the moment
	 * @return whether nothing of theirs can be changed any more
	 */
	public boolean isReadOnlyAt(Instant moment) {
		return this.documents.event().state() == EventState.ARCHIVED || !moment.isBefore(this.documents.close());
	}

	/**
	 * A moment as it is shown in this event.
	 * @param instant the moment
	 * @return the moment with the offset of the event's timezone
	 */
	public OffsetDateTime at(Instant instant) {
		return zoned(instant).toOffsetDateTime();
	}

	/**
	 * A text as it is read in this event.
	 * @param text the text; null where there is none
	 * @return the text, falling back on the event's first language; null where there is
	 * none
	 */
	public @Nullable Text text(@Nullable Text text) {
		return (text != null) ? readable(text) : null;
	}

	/**
	 * A text as it is read in this event.
	 * @param text the text
	 * @return the text, falling back on the event's first language
	 */
	public Text readable(Text text) {
		return this.documents.event().languages().isEmpty() ? text
				: text.fallingBackOn(this.documents.event().languages().getFirst());
	}

	/**
	 * The documents that this snapshot was made from.
	 * @return the documents
	 */
	public ProgrammeDocuments documents() {
		return this.documents;
	}

	ZonedDateTime zoned(Instant instant) {
		return instant.atZone(this.zone);
	}

	EventDocument document() {
		return this.documents.event();
	}

	List<Day> days() {
		return this.days.obtain();
	}

	List<Session> sessionsOfSpeaker(String speakerId) {
		return this.sessionsBySpeaker.obtain().getOrDefault(speakerId, List.of());
	}

	List<Session> sessionsInRoom(String roomId) {
		return this.sessionsByRoom.obtain().getOrDefault(roomId, List.of());
	}

	/**
	 * The next snapshot.
	 * @param change what happened to the documents
	 * @return the snapshot of the changed documents; this one where nothing changed
	 */
	Programme after(UnaryOperator<ProgrammeDocuments> change) {
		ProgrammeDocuments next = change.apply(this.documents);
		return (next != this.documents) ? new Programme(next) : this;
	}

	private List<Room> linkRooms() {
		return this.documents.event()
			.rooms()
			.entrySet()
			.stream()
			.map((entry) -> new Room(this, entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparingInt(Room::position).thenComparing(Room::name))
			.toList();
	}

	private List<Track> linkTracks() {
		return this.documents.event()
			.tracks()
			.entrySet()
			.stream()
			.map((entry) -> new Track(this, entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparingInt(Track::position).thenComparing(Track::id))
			.toList();
	}

	private List<Speaker> linkSpeakers() {
		return this.documents.speakers()
			.values()
			.stream()
			.map((document) -> new Speaker(this, document))
			.sorted(Comparator.comparing(Speaker::name).thenComparing(Speaker::id))
			.toList();
	}

	private List<Session> linkSessions() {
		Map<String, Integer> roomOrder = new HashMap<>();
		rooms().forEach((room) -> roomOrder.put(room.id(), roomOrder.size()));
		return link(this.documents.schedule().slots())
			.sorted(Comparator.comparing((Session session) -> session.slot().startsAt())
				.thenComparing((session) -> session.slot()
					.roomIds()
					.stream()
					.mapToInt((room) -> roomOrder.getOrDefault(room, roomOrder.size()))
					.min()
					.orElse(roomOrder.size()))
				.thenComparing(Session::id))
			.toList();
	}

	private Stream<Session> link(Map<String, Slot> slots) {
		return slots.entrySet().stream().flatMap((entry) -> {
			SessionDocument document = this.documents.sessions().get(entry.getKey());
			return (document != null) ? Stream.of(new Session(this, document, entry.getValue())) : Stream.empty();
		});
	}

	private Map<String, Session> indexSessions() {
		return Stream.concat(sessions().stream(), link(this.documents.schedule().removed()))
			.collect(Collectors.toMap(Session::id, Function.identity(), (present, removed) -> present));
	}

	private Map<String, List<Session>> index(Function<Session, Stream<String>> ids) {
		return sessions().stream()
			.flatMap((session) -> ids.apply(session).distinct().map((id) -> Map.entry(id, session)))
			.collect(Collectors.groupingBy(Entry::getKey,
					Collectors.mapping(Entry::getValue, Collectors.toUnmodifiableList())));
	}

	private List<Day> linkDays() {
		Map<LocalDate, List<Session>> byDate = sessions().stream()
			.collect(Collectors.groupingBy(Session::date, TreeMap::new, Collectors.toUnmodifiableList()));
		Set<LocalDate> dates = new TreeSet<>(byDate.keySet());
		this.documents.event().startsOn().datesUntil(this.documents.event().endsOn().plusDays(1)).forEach(dates::add);
		return dates.stream()
			.map((date) -> new Day(date, text(this.documents.event().dayTopics().get(date.toString())),
					byDate.getOrDefault(date, List.of())))
			.toList();
	}

}
