package dev.plenum.exhibitor;

import java.util.Set;

import reactor.core.publisher.Flux;

/**
 * Finds the visits of one kind. Each feature in which attendees interact with exhibitors
 * implements this interface.
 */
@FunctionalInterface
public interface Visits {

	/**
	 * The visits of some exhibitors.
	 * @param exhibitorIds exhibitors of one event
	 * @param eventId the event
	 * @return the visits, in no order; visits of other exhibitors may be among them
	 */
	Flux<Visit> of(Set<String> exhibitorIds, String eventId);

}
