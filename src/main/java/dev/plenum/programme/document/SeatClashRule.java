package dev.plenum.programme.document;

/**
 * What happens if an attendee would get a second seat at the same time. The schema
 * describes each value.
 */
public enum SeatClashRule {

	KEEP_EARLIER, TAKE_NEWER, ASK

}
