package dev.plenum.mydata;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One kind of data that a feature stores about an attendee of an event. The holder of a
 * ticket exports and deletes those of the account that entered its code, in one event.
 */
public interface AttendeeData extends PersonalData {

	/**
	 * Exports the data of a person as an attendee.
	 * @param subject the person
	 * @param eventId the only event; null for everything in all events
	 * @return maps and lists, which become JSON
	 */
	Mono<Object> of(String subject, @Nullable String eventId);

	/**
	 * Deletes the data of a person as an attendee. Idempotent.
	 * @param subject the person
	 * @param eventId the only event; null for everything in all events
	 * @return the number of deleted items
	 */
	Mono<Integer> delete(String subject, @Nullable String eventId);

	@Override
	default Mono<Object> of(String subject) {
		return of(subject, null);
	}

	@Override
	default Mono<Integer> delete(String subject) {
		return delete(subject, null);
	}

	/**
	 * Returns whether data of an event are meant.
	 * @param only the only event; null for all
	 * @param eventId the event of the data
	 * @return whether they are exported or deleted
	 */
	static boolean isIn(@Nullable String only, String eventId) {
		return only == null || only.equals(eventId);
	}

}
