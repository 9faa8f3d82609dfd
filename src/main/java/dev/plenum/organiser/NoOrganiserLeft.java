package dev.plenum.organiser;

import java.util.List;

import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;

/**
 * The organisers were not set because none of the present ones would stay, so that a
 * mistyped subject could leave the event without an organiser.
 *
 * @param event the event as it is now
 */
record NoOrganiserLeft(Event event) implements Refusal {

	/**
	 * Requires that at least one present organiser stays. An administrator may replace
	 * all of them, but not by nobody.
	 * @param programme the event
	 * @param wanted the subjects of the new organisers
	 * @param caller who sets them
	 * @throws Refused with this refusal otherwise
	 */
	static void requireOne(Programme programme, List<String> wanted, Caller caller) {
		List<String> present = programme.documents().event().organiserSubjects();
		boolean someoneStays = caller.administrator() ? !wanted.isEmpty() : present.stream().anyMatch(wanted::contains);
		if (!present.isEmpty() && !someoneStays) {
			throw new Refused(new NoOrganiserLeft(programme.event()));
		}
	}

}
