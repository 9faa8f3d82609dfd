package dev.plenum.organiser;

import java.util.List;

import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.programme.Session;

/**
 * A room, track or speaker was not removed because sessions use it.
 *
 * @param sessions the sessions that use it, by start; at most 100
 */
record StillInUse(List<Session> sessions) implements Refusal {

	/**
	 * Rejects a removal.
	 * @param sessions the sessions that use what is to be removed
	 * @throws Refused with this refusal if there are any
	 */
	static void requireUnused(List<Session> sessions) {
		if (!sessions.isEmpty()) {
			throw new Refused(new StillInUse(sessions.stream().limit(Page.LARGEST).toList()));
		}
	}

}
