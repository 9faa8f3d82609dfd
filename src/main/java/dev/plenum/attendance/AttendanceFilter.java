package dev.plenum.attendance;

import java.util.List;

import dev.plenum.seating.SeatState;
import org.jspecify.annotations.Nullable;

/**
 * Conditions for the attendees of a session; the schema describes each property.
 */
record AttendanceFilter(@Nullable List<SeatState> seatStates, @Nullable Boolean came) {

	static boolean accepts(@Nullable AttendanceFilter filter, AttendanceEntry entry) {
		return filter == null || filter.accepts(entry);
	}

	private boolean accepts(AttendanceEntry entry) {
		return (this.seatStates == null || entry.seatState() != null && this.seatStates.contains(entry.seatState()))
				&& (this.came == null || this.came == (entry.cameAt() != null));
	}

}
