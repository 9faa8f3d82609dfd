package dev.plenum.seating;

import reactor.core.publisher.Mono;

/**
 * Finds the attendee who shows a code. The feature that has the codes implements this,
 * since it depends on seats itself.
 */
public interface AttendeeCodes {

	/**
	 * Finds an attendee.
	 * @param eventId the event
	 * @param code the code as it was typed or scanned
	 * @return the subject of the attendee; empty if nobody has the code
	 */
	Mono<String> subjectOf(String eventId, String code);

}
