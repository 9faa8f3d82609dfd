package dev.plenum.organiser;

import java.util.List;
import java.util.stream.Stream;

import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.schedule.Slot;

/**
 * A session that has more seats, or more seats taken, than people fit in its rooms; the
 * schema describes each property.
 */
public record RoomTooSmall(Session session, List<Room> rooms, int capacity, int needed) {

	/**
	 * Compares the seats of a session with its rooms.
	 * @param session the session
	 * @return one element if the rooms are too small; otherwise none
	 */
	public static Stream<RoomTooSmall> of(Session session) {
		return of(session.programme(), session, session.slot(), 0);
	}

	/**
	 * Compares the seats of a session with its rooms. A room without a known capacity is
	 * large enough.
	 * @param programme the event
	 * @param session the session
	 * @param slot the slot of the session that names its rooms
	 * @param taken the number of seats that are taken
	 * @return one element if the rooms are too small; otherwise none
	 */
	public static Stream<RoomTooSmall> of(Programme programme, Session session, Slot slot, int taken) {
		Integer seats = session.capacity();
		int needed = Math.max(taken, (seats != null) ? seats : 0);
		List<Room> rooms = slot.roomIds().stream().flatMap((id) -> programme.room(id).stream()).toList();
		if (!slot.takesPlace() || rooms.isEmpty()) {
			return Stream.empty();
		}
		int places = 0;
		for (Room room : rooms) {
			Integer capacity = room.capacity();
			if (capacity == null) {
				return Stream.empty();
			}
			places += capacity;
		}
		return (needed > places) ? Stream.of(new RoomTooSmall(session, rooms, places, needed)) : Stream.empty();
	}

}
