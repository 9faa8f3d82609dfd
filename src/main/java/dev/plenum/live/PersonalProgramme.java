package dev.plenum.live;

import dev.plenum.programme.PublishedChange;
import reactor.core.publisher.Flux;

/**
 * Knows what concerns one attendee. The feature that keeps the agendas says so; it
 * listens to schedules itself, so it is asked through here.
 */
@FunctionalInterface
public interface PersonalProgramme {

	/**
	 * Leaves those steps of a schedule that concern an attendee.
	 * @param changes the steps of an event's schedule
	 * @param eventId the event
	 * @param subject the attendee
	 * @return those of sessions in the attendee's agenda as it is at the time of each
	 */
	Flux<PublishedChange> only(Flux<PublishedChange> changes, String eventId, String subject);

}
