package dev.plenum.door;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One way of naming an attendee. The schema describes each.
 */
record CheckInAttendeeInput(@Nullable String agendaCode, @Nullable String code, @Nullable String attendeeId) {

	String text() {
		return Objects.requireNonNull(this.agendaCode);
	}

}
