package dev.plenum.agenda;

/** What has changed for one attendee; the schema describes each. */
enum AgendaChangeKind {

	PICKED, TAKEN_OUT, NOTE, APPOINTMENT_PUT, APPOINTMENT_REMOVED, SEAT_BOOKED, SEAT_WAITING, SEAT_PROMOTED,
	PLACE_CHANGED, SEAT_RELEASED, CHECKED_IN, SCHEDULE, ANNOUNCEMENT

}
