package dev.plenum.programme;

import java.time.LocalDate;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.programme.document.SessionDocument;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Lists and indexes that are computed from the documents of a programme: everything in
 * display order, and how to find one object by another. Each is computed on first use.
 */
final class ProgrammeLinks {

	private final Programme programme;

	private final ProgrammeDocuments documents;

	private final SingletonSupplier<List<Room>> rooms = SingletonSupplier.of(this::linkRooms);

	private final SingletonSupplier<List<Track>> tracks = SingletonSupplier.of(this::linkTracks);

	private final SingletonSupplier<List<Speaker>> speakers = SingletonSupplier.of(this::linkSpeakers);

	private final SingletonSupplier<List<Session>> sessions = SingletonSupplier.of(this::linkSessions);

	private final SingletonSupplier<Map<String, Session>> sessionsById = SingletonSupplier.of(this::indexSessions);

	private final SingletonSupplier<Map<String, List<Session>>> sessionsBySpeaker = SingletonSupplier
		.of(() -> index(Session::speakerIds));

	private final SingletonSupplier<Map<String, List<Session>>> sessionsByRoom = SingletonSupplier
		.of(() -> index((session) -> session.slot().roomIds().stream()));

	private final SingletonSupplier<Set<String>> everShown = SingletonSupplier.of(this::indexShown);

	private final SingletonSupplier<Map<String, SessionPart>> partsById = SingletonSupplier.of(this::indexParts);

	private final SingletonSupplier<List<Day>> days = SingletonSupplier.of(this::linkDays);

	/**
	 * Prepares the links of a programme, without computing any.
	 * @param programme the programme, with its documents
	 */
	ProgrammeLinks(Programme programme) {
		this.programme = programme;
		this.documents = programme.documents();
	}

	List<Room> rooms() {
		return this.rooms.obtain();
	}

	List<Track> tracks() {
		return this.tracks.obtain();
	}

	List<Speaker> speakers() {
		return this.speakers.obtain();
	}

	List<Session> sessions() {
		return this.sessions.obtain();
	}

	@Nullable Session session(String id) {
		return this.sessionsById.obtain().get(id);
	}

	List<Session> ofSpeaker(String speakerId) {
		return this.sessionsBySpeaker.obtain().getOrDefault(speakerId, List.of());
	}

	List<Session> inRoom(String roomId) {
		return this.sessionsByRoom.obtain().getOrDefault(roomId, List.of());
	}

	/**
	 * Returns the speakers of all sessions that are or were visible, and of their
	 * changes.
	 */
	Set<String> everShown() {
		return this.everShown.obtain();
	}

	List<Day> days() {
		return this.days.obtain();
	}

	@Nullable SessionPart part(String id) {
		return this.partsById.obtain().get(id);
	}

	private List<Room> linkRooms() {
		return this.documents.event()
			.rooms()
			.entrySet()
			.stream()
			.map((entry) -> new Room(this.programme, entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparingInt(Room::position).thenComparing(Room::name))
			.toList();
	}

	private List<Track> linkTracks() {
		return this.documents.event()
			.tracks()
			.entrySet()
			.stream()
			.map((entry) -> new Track(this.programme, entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparingInt(Track::position).thenComparing(Track::id))
			.toList();
	}

	private List<Speaker> linkSpeakers() {
		return this.documents.speakers()
			.values()
			.stream()
			.filter((document) -> !ofSpeaker(document.id()).isEmpty())
			.map((document) -> new Speaker(this.programme, document))
			.sorted(Speaker.BY_NAME)
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
			return (document != null) ? Stream.of(new Session(this.programme, document, entry.getValue()))
					: Stream.empty();
		});
	}

	private Map<String, Session> indexSessions() {
		return Stream.concat(sessions().stream(), link(this.documents.schedule().removed()))
			.collect(Collectors.toMap(Session::id, Function.identity(), (present, removed) -> present));
	}

	private Set<String> indexShown() {
		Stream<String> earlier = this.documents.schedule()
			.changes()
			.stream()
			.flatMap((change) -> Stream.of(Optional.ofNullable(change.before()), Optional.ofNullable(change.after())))
			.flatMap(Optional::stream)
			.flatMap((slot) -> slot.speakers().stream())
			.map(SpeakerRef::speakerId);
		return Stream.concat(this.sessionsById.obtain().values().stream().flatMap(Session::speakerIds), earlier)
			.collect(Collectors.toSet());
	}

	private Map<String, SessionPart> indexParts() {
		return this.sessionsById.obtain()
			.values()
			.stream()
			.flatMap((session) -> session.parts().stream())
			.collect(Collectors.toMap(SessionPart::id, Function.identity()));
	}

	private Map<String, List<Session>> index(Function<Session, Stream<String>> ids) {
		return sessions().stream()
			.flatMap((session) -> ids.apply(session).distinct().map((id) -> Map.entry(id, session)))
			.collect(Collectors.groupingBy(Entry::getKey,
					Collectors.mapping(Entry::getValue, Collectors.toUnmodifiableList())));
	}

	private List<Day> linkDays() {
		Map<LocalDate, List<Session>> byDate = sessions().stream()
			.collect(Collectors.groupingBy(Session::day, TreeMap::new, Collectors.toUnmodifiableList()));
		Set<LocalDate> dates = new TreeSet<>(byDate.keySet());
		this.documents.event().startsOn().datesUntil(this.documents.event().endsOn().plusDays(1)).forEach(dates::add);
		return dates.stream()
			.map((date) -> new Day(this.programme.id(), date,
					this.programme.text(this.documents.event().dayTopics().get(date.toString())),
					byDate.getOrDefault(date, List.of())))
			.toList();
	}

}
