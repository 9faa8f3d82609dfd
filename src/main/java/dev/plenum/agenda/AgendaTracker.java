package dev.plenum.agenda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.announcement.Announcement;
import dev.plenum.meeting.Meeting;
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

	private AgendaDocument kept;

	private List<HeldSeat> seats;

	private List<Meeting> meetings;

	AgendaTracker(AgendaDocument kept, SeatingBoard board, List<Meeting> meetings) {
		this.kept = kept;
		this.seats = board.seatsOf(kept.subject());
		this.meetings = meetings;
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
		Agenda agenda = agenda(change.session().programme());
		return agenda.has(change.session()) ? List.of(AgendaChange.of(agenda, change)) : List.of();
	}

	/**
	 * Returns an announcement if it concerns a session of the agenda; otherwise nothing.
	 */
	List<AgendaChange> changes(Announcement announcement) {
		Session session = announcement.session();
		if (session == null) {
			return List.of();
		}
		Agenda agenda = agenda(announcement.programme());
		return agenda.has(session) ? List.of(AgendaChange.of(agenda, session, announcement)) : List.of();
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
