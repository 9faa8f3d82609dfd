package dev.plenum.meeting;

/** Somebody else wrote between the read and the write. */
final class MovedOn extends RuntimeException {

	MovedOn() {
		super("The meetings have moved on", null, false, false);
	}

}
