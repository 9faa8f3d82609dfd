package dev.plenum.exhibitor;

/**
 * A booth at which attendees see something else than before.
 *
 * @param stand the exhibitor as it is then; one that was taken away as it was last
 * @param removed whether it was taken away
 */
record BoothChange(Stand stand, boolean removed) {

	String id() {
		return this.stand.id();
	}

}
