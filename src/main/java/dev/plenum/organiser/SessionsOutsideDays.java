package dev.plenum.organiser;

import java.util.List;

import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Refusal;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.schedule.ScheduleRules;

/**
 * The event was not changed because sessions would be outside of its days.
 *
 * @param sessions these sessions, by start; at most 100
 */
record SessionsOutsideDays(List<Session> sessions) implements Refusal {

	/**
	 * Requires that new days contain each session that the present days contain, hidden
	 * ones included.
	 * @param programme the event
	 * @param days the rules of the schedule with the new days
	 * @throws Refused with this refusal otherwise
	 */
	static void requireNone(Programme programme, ScheduleRules days) {
		ScheduleRules present = programme.rules();
		List<Session> outside = programme.forOrganisers()
			.sessions()
			.filter((session) -> present.contain(session.slot()) && !days.contain(session.slot()))
			.limit(Page.LARGEST)
			.toList();
		if (!outside.isEmpty()) {
			throw new Refused(new SessionsOutsideDays(outside));
		}
	}

}
