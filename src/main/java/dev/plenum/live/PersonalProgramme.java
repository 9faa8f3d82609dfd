package dev.plenum.live;

import dev.plenum.programme.PublishedChange;
import reactor.core.publisher.Flux;

/**
 * Filters by what concerns one attendee. The package of agendas implements it, because it
 * depends on this package.
 */
@FunctionalInterface
public interface PersonalProgramme {

	/**
	 * Filters schedule changes down to those that concern an attendee.
	 * @param changes the changes of an event's schedule
	 * @param eventId the event
	 * @param subject the attendee
	 * @return the changes of sessions that are in the attendee's agenda at the time of
	 * the change
	 */
	Flux<PublishedChange> only(Flux<PublishedChange> changes, String eventId, String subject);

}
