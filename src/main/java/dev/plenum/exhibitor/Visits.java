package dev.plenum.exhibitor;

import java.util.Set;

import reactor.core.publisher.Flux;

/**
 * Knows one kind of visits. Each feature in which attendees do something with exhibitors
 * says so, and they are counted together.
 */
@FunctionalInterface
public interface Visits {

	/**
	 * The visits of some exhibitors.
	 * @param exhibitorIds exhibitors of one event
	 * @param eventId the event
	 * @return the visits, in no order; some others may be among them
	 */
	Flux<Visit> of(Set<String> exhibitorIds, String eventId);

}
