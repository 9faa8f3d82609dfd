package dev.plenum.agenda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.announcement.Announcement;
import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.announcement.Noticeboard;
import dev.plenum.meeting.Meeting;
import dev.plenum.platform.Sha256;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Session;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatingBoard;
import org.jspecify.annotations.Nullable;

/**
 * The state that one subscriber knows of an agenda. It compares each new snapshot with
 * this state and returns the changes for the attendee, also if snapshots in between were
 * skipped.
 */
final class AgendaTracker {

	private static final int HASHED_BYTES = 12;

	private static final char SEPARATOR = '.';

	private AgendaDocument kept;

	private List<HeldSeat> seats;

	private List<Meeting> meetings;

	private int revision;

	/** The versions of the announcements for the audience of a session, by id. */
	private final Map<String, Long> announcements = new TreeMap<>();

	AgendaTracker(AgendaDocument kept, SeatingBoard board, List<Meeting> meetings, List<AnnouncementDocument> announced,
			int revision) {
		this.kept = kept;
		this.seats = board.seatsOf(kept.subject());
		this.meetings = meetings;
		this.revision = revision;
		announced.forEach(this::note);
	}

	/**
	 * Returns the position of a subscriber who knows this state: a hash of what is not
	 * stored step by step, equal on all servers, and the revision of the schedule.
	 */
	String position() {
		Object[] state = { new TreeMap<>(this.kept.picks()), new TreeMap<>(this.kept.appointments()),
				new TreeMap<>(this.kept.notes()), new TreeMap<>(this.kept.favourites()),
				new TreeMap<>(this.kept.exhibitorNotes()), new TreeMap<>(this.kept.presences()),
				this.seats.stream()
					.map((seat) -> List
						.of(seat.sessionId(), seat.state(), String.valueOf(seat.position()),
								String.valueOf(seat.checkedInAt()))
						.toString())
					.sorted()
					.toList(),
				this.meetings.stream()
					.map((meeting) -> meeting.id() + meeting.entry().revision() + meeting.entry().state())
					.sorted()
					.toList(),
				this.announcements };
		byte[] hash = Arrays.copyOf(Sha256.of(Arrays.toString(state)), HASHED_BYTES);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + SEPARATOR + this.revision;
	}

	/**
	 * Returns the revision of the schedule that the subscriber knows.
	 */
	int revision() {
		return this.revision;
	}

	/**
	 * Reads the revision of a position.
	 * @param position what {@link #position()} returned, or any other text
	 * @return the revision; null if the text is not a position
	 */
	static @Nullable Integer revision(String position) {
		String number = position.substring(position.indexOf(SEPARATOR) + 1);
		return number.matches("\\d{1,9}") ? Integer.valueOf(number) : null;
	}

	/**
	 * Returns what an attendee's device has changed.
	 * @param next the stored agenda
	 * @param programme the current snapshot of the event
	 */
	List<AgendaChange> changes(AgendaDocument next, Programme programme) {
		AgendaDocument before = this.kept;
		this.kept = next;
		Agenda agenda = agenda(programme);
		List<AgendaChange> changes = new ArrayList<>();
		keys(before.picks(), next.picks()).forEach((id) -> {
			boolean picked = next.picked(id);
			if (picked != before.picked(id) || next.takenOut(id) != before.takenOut(id)) {
				changes.add(AgendaChange.of(picked ? AgendaChangeKind.PICKED : AgendaChangeKind.TAKEN_OUT, agenda,
						session(programme, id)));
			}
		});
		keys(before.presences(), next.presences()).forEach((id) -> {
			AgendaChangeKind kind = checkIn(before.presences().get(id), next.presences().get(id));
			if (kind != null) {
				changes.add(AgendaChange.of(kind, agenda, session(programme, id)));
			}
		});
		keys(before.notes(), next.notes()).forEach((id) -> {
			if (!Objects.equals(before.notes().get(id), next.notes().get(id))) {
				changes.add(AgendaChange.of(AgendaChangeKind.NOTE, agenda, session(programme, id)));
			}
		});
		keys(before.favourites(), next.favourites()).forEach((id) -> {
			if (before.favourites().containsKey(id) != next.favourites().containsKey(id)) {
				changes.add(AgendaChange.ofExhibitor(
						next.favourites().containsKey(id) ? AgendaChangeKind.FAVOURITE : AgendaChangeKind.UNFAVOURITE,
						agenda, id));
			}
		});
		keys(before.exhibitorNotes(), next.exhibitorNotes()).forEach((id) -> {
			if (!Objects.equals(before.exhibitorNotes().get(id), next.exhibitorNotes().get(id))) {
				changes.add(AgendaChange.ofExhibitor(AgendaChangeKind.EXHIBITOR_NOTE, agenda, id));
			}
		});
		keys(before.appointments(), next.appointments()).forEach((id) -> {
			AppointmentEntry now = next.appointments().get(id);
			AppointmentEntry then = before.appointments().get(id);
			if (now != null && !now.equals(then)) {
				changes.add(
						AgendaChange.of(AgendaChangeKind.APPOINTMENT_PUT, agenda, new Appointment(programme, id, now)));
			}
			else if (now == null && then != null) {
				changes.add(AgendaChange.of(AgendaChangeKind.APPOINTMENT_REMOVED, agenda,
						new Appointment(programme, id, then)));
			}
		});
		return changes;
	}

	/**
	 * Returns what has changed for the attendee's seats.
	 * @param board the seats of all attendees
	 * @param programme the current snapshot of the event
	 */
	List<AgendaChange> changes(SeatingBoard board, Programme programme) {
		List<HeldSeat> held = board.seatsOf(this.kept.subject());
		if (Set.copyOf(held).equals(Set.copyOf(this.seats))) {
			return List.of();
		}
		Map<String, HeldSeat> before = bySession(this.seats);
		Map<String, HeldSeat> now = bySession(held);
		this.seats = held;
		Agenda agenda = agenda(programme);
		List<AgendaChange> changes = new ArrayList<>();
		keys(before, now).forEach((id) -> {
			AgendaChangeKind kind = kind(before.get(id), now.get(id));
			if (kind != null) {
				changes.add(AgendaChange.of(kind, agenda, session(programme, id)));
			}
		});
		return changes;
	}

	/**
	 * Returns what has changed for the attendee's meetings.
	 * @param next the attendee's meetings
	 * @param programme the current snapshot of the event
	 */
	List<AgendaChange> changes(List<Meeting> next, Programme programme) {
		Map<String, Meeting> before = byId(this.meetings);
		Map<String, Meeting> now = byId(next);
		this.meetings = next;
		Agenda agenda = agenda(programme);
		List<AgendaChange> changes = new ArrayList<>();
		keys(before, now).forEach((id) -> {
			Meeting then = before.get(id);
			Meeting is = now.get(id);
			if (is != null && (then == null || !then.entry().equals(is.entry()))) {
				changes.add(AgendaChange.of(agenda, is));
			}
			else if (is == null && then != null) {
				changes.add(AgendaChange.of(agenda, then.goneFor(this.kept.subject())));
			}
		});
		return changes;
	}

	/**
	 * Returns a change of the schedule if it concerns the agenda; otherwise nothing.
	 */
	List<AgendaChange> changes(PublishedChange change) {
		this.revision = change.revision();
		Agenda agenda = agenda(change.session().programme());
		return agenda.has(change.session()) ? List.of(AgendaChange.of(agenda, change)) : List.of();
	}

	/**
	 * Returns the announcements that are new, corrected or withdrawn and concern a
	 * session of the agenda, oldest first.
	 * @param board the event's announcements
	 * @param programme the current snapshot of the event
	 */
	List<AgendaChange> changes(Noticeboard board, Programme programme) {
		Agenda agenda = agenda(programme);
		List<AgendaChange> changes = new ArrayList<>();
		board.newestFirst().reversed().stream().filter(this::note).forEach((document) -> {
			Announcement announcement = new Announcement(programme, document);
			Session session = announcement.session();
			if (session != null && agenda.has(session)) {
				changes.add(AgendaChange.of(agenda, session, announcement));
			}
		});
		return changes;
	}

	/** Notes an announcement. Returns whether it was not known like this. */
	private boolean note(AnnouncementDocument announcement) {
		Long known = this.announcements.get(announcement.id());
		if (announcement.sessionId() == null || known != null && known >= announcement.version()) {
			return false;
		}
		this.announcements.put(announcement.id(), announcement.version());
		return true;
	}

	private static @Nullable AgendaChangeKind kind(@Nullable HeldSeat before, @Nullable HeldSeat now) {
		if (now == null) {
			return AgendaChangeKind.SEAT_RELEASED;
		}
		if (before == null || before.state() != now.state()) {
			return switch (now.state()) {
				case BOOKED -> (before != null && before.position() != null) ? AgendaChangeKind.SEAT_PROMOTED
						: AgendaChangeKind.SEAT_BOOKED;
				case WAITING -> AgendaChangeKind.SEAT_WAITING;
				case OFFERED -> AgendaChangeKind.SEAT_OFFERED;
				case NOT_NEEDED -> AgendaChangeKind.SEAT_NOT_NEEDED;
			};
		}
		if (!Objects.equals(before.position(), now.position())) {
			return AgendaChangeKind.PLACE_CHANGED;
		}
		return checkIn(before.checkedInAt(), now.checkedInAt());
	}

	private static @Nullable AgendaChangeKind checkIn(@Nullable Instant before, @Nullable Instant now) {
		if (Objects.equals(before, now)) {
			return null;
		}
		return (now != null) ? AgendaChangeKind.CHECKED_IN : AgendaChangeKind.CHECK_IN_UNDONE;
	}

	private Agenda agenda(Programme programme) {
		return new Agenda(programme, this.kept, this.seats, this.meetings);
	}

	private static @Nullable Session session(Programme programme, String id) {
		return programme.session(id).orElse(null);
	}

	private static Map<String, Meeting> byId(List<Meeting> meetings) {
		return meetings.stream().collect(Collectors.toMap(Meeting::id, Function.identity()));
	}

	private static Map<String, HeldSeat> bySession(List<HeldSeat> seats) {
		return seats.stream().collect(Collectors.toMap(HeldSeat::sessionId, Function.identity()));
	}

	private static Set<String> keys(Map<String, ?> before, Map<String, ?> now) {
		Set<String> keys = new TreeSet<>(before.keySet());
		keys.addAll(now.keySet());
		return keys;
	}

}
