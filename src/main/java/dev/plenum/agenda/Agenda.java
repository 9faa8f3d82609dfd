package dev.plenum.agenda;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaItem.AgendaAppointment;
import dev.plenum.agenda.AgendaItem.AgendaMeeting;
import dev.plenum.agenda.AgendaItem.AgendaSession;
import dev.plenum.meeting.Meeting;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.EventDays;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleChangeKind;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.Seat;
import dev.plenum.seating.SeatItem;

import org.springframework.util.function.SingletonSupplier;

/**
 * An attendee's agenda of one event as the API returns it: the stored agenda linked with
 * the attendee's seats and meetings and with the programme. The schema describes each
 * property.
 */
public final class Agenda {

	/** The changes by which a session gets its start. */
	private static final Set<ScheduleChangeKind> TIMED = EnumSet.of(ScheduleChangeKind.ADDED,
			ScheduleChangeKind.MOVED_TIME, ScheduleChangeKind.REINSTATED);

	private final Programme programme;

	private final AgendaDocument document;

	private final Map<String, HeldSeat> seats;

	private final List<Meeting> meetings;

	private final SingletonSupplier<Map<String, List<SeatItem>>> seatItems;

	private final SingletonSupplier<Map<String, AgendaItem>> items = SingletonSupplier.of(this::link);

	private final SingletonSupplier<Plan> plan = SingletonSupplier.of(this::planned);

	Agenda(Programme programme, AgendaDocument document, List<HeldSeat> seats, List<Meeting> meetings) {
		this(programme, document, seats, meetings, Map::of);
	}

	Agenda(Programme programme, AgendaDocument document, List<HeldSeat> seats, List<Meeting> meetings,
			Supplier<Map<String, List<SeatItem>>> seatItems) {
		this.seatItems = SingletonSupplier.of(seatItems);
		this.programme = programme;
		this.document = document;
		this.meetings = meetings;
		this.seats = seats.stream().collect(Collectors.toMap(HeldSeat::sessionId, Function.identity()));
	}

	public String id() {
		return this.document.id();
	}

	public Event event() {
		return this.programme.event();
	}

	/**
	 * Returns whether its attendee cannot see the event, which is unpublished. Then the
	 * attendee's calendar shows sessions and meetings as cancelled.
	 * @return whether the event is hidden from its attendee
	 */
	public boolean isHidden() {
		return !event().isVisibleTo(new Caller(this.document.subject(), this.document.name(), false));
	}

	public List<AgendaItem> items() {
		return items(plan().engagements());
	}

	public List<AgendaDay> days() {
		EventDays days = this.programme.documents().days();
		TreeMap<LocalDate, List<AgendaItem>> byDate = items().stream()
			.collect(Collectors.groupingBy((item) -> days.of(item.startsAt().toInstant()), TreeMap::new,
					Collectors.toUnmodifiableList()));
		event().startsOn()
			.datesUntil(event().endsOn().plusDays(1))
			.forEach((date) -> byDate.putIfAbsent(date, List.of()));
		return byDate.entrySet().stream().map((day) -> new AgendaDay(day.getKey(), day.getValue())).toList();
	}

	public List<Session> notedSessions() {
		return this.document.notes()
			.keySet()
			.stream()
			.flatMap((id) -> this.programme.session(id).stream())
			.sorted(Comparator.comparing(Session::startsAt).thenComparing(Session::id))
			.toList();
	}

	/**
	 * Returns what starts in a time and takes place.
	 * @param from the start of the time
	 * @param until the end of the time; what starts then is not returned
	 * @return the items, in no order
	 */
	public List<AgendaItem> startingBetween(Instant from, Instant until) {
		Stream<AgendaItem> sessions = this.programme.sessions()
			.stream()
			.filter((session) -> session.status() == SessionStatus.SCHEDULED
					&& isBetween(session.slot().startsAt(), from, until))
			.map((session) -> AgendaSession.of(this, session, reasons(session)))
			.filter((item) -> !item.reasons().isEmpty())
			.map(AgendaItem.class::cast);
		return Stream
			.concat(sessions,
					Stream.concat(appointments(), meetings())
						.filter((item) -> isBetween(item.engagement().startsAt(), from, until)))
			.toList();
	}

	private static boolean isBetween(Instant moment, Instant from, Instant until) {
		return !moment.isBefore(from) && moment.isBefore(until);
	}

	/**
	 * Returns the snapshot of the event that the agenda is linked with.
	 * @return the snapshot
	 */
	public Programme programme() {
		return this.programme;
	}

	/**
	 * Returns the exhibitors that the attendee meets.
	 * @return the exhibitors' ids
	 */
	public Set<String> exhibitorIds() {
		return this.meetings.stream().map(Meeting::exhibitorId).collect(Collectors.toSet());
	}

	/**
	 * Returns the meetings that were cancelled after they had a time. They are not in the
	 * agenda any more, but calendars may still show them.
	 * @return the meetings, in no order
	 */
	public List<Meeting> calledOff() {
		return this.meetings.stream().filter(Meeting::calledOff).toList();
	}

	/**
	 * Returns the stored agenda.
	 */
	AgendaDocument document() {
		return this.document;
	}

	/**
	 * Returns whether a session is in the agenda, for whatever reason.
	 */
	boolean has(Session session) {
		return !reasons(session).isEmpty();
	}

	/**
	 * Finds an item.
	 * @param id the id of a session, appointment or meeting
	 */
	Optional<AgendaItem> item(String id) {
		return Optional.ofNullable(this.items.obtain().get(id));
	}

	/**
	 * Finds the attendee's seat or place on the waiting list.
	 */
	Optional<Seat> seat(Session session) {
		return Optional.ofNullable(this.seats.get(session.id()))
			.map((held) -> new Seat(session, this.document.subject(), held));
	}

	/**
	 * Returns when the attendee's decision about a session, the note on it and the seat
	 * changed.
	 */
	Stream<Instant> changes(String sessionId) {
		AgendaDocument.Pick pick = this.document.picks().get(sessionId);
		HeldSeat seat = this.seats.get(sessionId);
		return Stream.of(Stream.ofNullable(pick).map((decided) -> decided.history().getLast().at()),
				Stream.ofNullable(this.document.notedAt().get(sessionId)), Stream.ofNullable(seat).map(HeldSeat::since),
				this.seatItems.obtain().getOrDefault(sessionId, List.of()).stream().map(SeatItem::at))
			.flatMap(Function.identity());
	}

	/**
	 * Returns since when a session is in the agenda and has its present start.
	 */
	Instant since(Session session) {
		Instant moved = this.programme.schedule()
			.changes()
			.reversed()
			.stream()
			.filter((change) -> change.sessionId().equals(session.id()) && !Collections.disjoint(change.kinds(), TIMED))
			.findFirst()
			.map(ScheduleChange::at)
			.orElse(Instant.EPOCH);
		Instant here = reasons(session).stream()
			.map((reason) -> since(session, reason))
			.min(Comparator.naturalOrder())
			.orElse(Instant.EPOCH);
		return here.isAfter(moved) ? here : moved;
	}

	private Instant since(Session session, AgendaReason reason) {
		AgendaDocument.Pick pick = this.document.picks().get(session.id());
		HeldSeat seat = this.seats.get(session.id());
		if (reason == AgendaReason.FOR_EVERYBODY) {
			return Instant.EPOCH;
		}
		return (reason != AgendaReason.PICKED && seat != null) ? seat.since()
				: (pick != null) ? pick.history().getLast().at() : Instant.EPOCH;
	}

	Optional<Appointment> appointment(String id) {
		return Optional.ofNullable(this.document.appointments().get(id))
			.map((entry) -> new Appointment(this.programme, id, entry));
	}

	Plan plan() {
		return this.plan.obtain();
	}

	List<AgendaItem> items(List<Engagement> engagements) {
		Map<String, AgendaItem> byId = this.items.obtain();
		return engagements.stream().flatMap((engagement) -> Stream.ofNullable(byId.get(engagement.id()))).toList();
	}

	int walkingMinutes(String roomId) {
		return this.programme.room(roomId).map(Room::walkingMinutes).orElse(0);
	}

	private Set<AgendaReason> reasons(Session session) {
		Set<AgendaReason> reasons = EnumSet.noneOf(AgendaReason.class);
		if (this.document.picked(session.id())) {
			reasons.add(AgendaReason.PICKED);
		}
		HeldSeat seat = this.seats.get(session.id());
		if (seat != null) {
			reasons.add(switch (seat.state()) {
				case BOOKED -> AgendaReason.SEAT;
				case WAITING, OFFERED -> AgendaReason.WAITING;
				case NOT_NEEDED -> AgendaReason.SEAT_NOT_NEEDED;
			});
		}
		if (session.forEverybody() && !this.document.takenOut(session.id())) {
			reasons.add(AgendaReason.FOR_EVERYBODY);
		}
		return reasons;
	}

	private Map<String, AgendaItem> link() {
		Map<String, AgendaItem> linked = new HashMap<>();
		Stream<Session> removed = this.programme.schedule()
			.removed()
			.keySet()
			.stream()
			.flatMap((id) -> this.programme.session(id).stream());
		Stream.concat(this.programme.sessions().stream(), removed).forEach((session) -> {
			Set<AgendaReason> reasons = reasons(session);
			if (!reasons.isEmpty()) {
				linked.put(session.id(), AgendaSession.of(this, session, reasons));
			}
		});
		appointments().forEach((item) -> linked.put(item.appointment().id(), item));
		meetings().forEach((item) -> linked.put(item.meeting().id(), item));
		return linked;
	}

	private Stream<AgendaAppointment> appointments() {
		return this.document.appointments()
			.entrySet()
			.stream()
			.map((entry) -> AgendaAppointment.of(this,
					new Appointment(this.programme, entry.getKey(), entry.getValue())));
	}

	private Stream<AgendaMeeting> meetings() {
		return this.meetings.stream().filter(Meeting::takesPlace).flatMap((meeting) -> {
			Time time = meeting.entry().time();
			return (time != null) ? Stream.of(AgendaMeeting.of(this, meeting, time)) : Stream.empty();
		});
	}

	private Plan planned() {
		return Plan.of(this.items.obtain().values().stream().map(AgendaItem::engagement).toList());
	}

	/**
	 * One day of an agenda.
	 *
	 * @param date the day, in the event's time zone
	 * @param items the items that start on it, by start
	 */
	public record AgendaDay(LocalDate date, List<AgendaItem> items) {
	}

}
