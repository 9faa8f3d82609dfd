package dev.plenum.exhibitor;

/**
 * A change of a booth that attendees see.
 *
 * @param stand the exhibitor after the change; a removed exhibitor as it was before
 * @param removed whether the exhibitor was removed
 */
record BoothChange(Stand stand, boolean removed) {

	String id() {
		return this.stand.id();
	}

}
