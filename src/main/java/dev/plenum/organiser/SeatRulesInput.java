package dev.plenum.organiser;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.programme.document.SeatRules;

import org.springframework.graphql.data.ArgumentValue;

/**
 * The rules for seats in the input of {@code putEvent}. The schema describes each
 * property.
 */
record SeatRulesInput(ArgumentValue<SeatClashRule> clashRule, ArgumentValue<Integer> offerSeconds,
		ArgumentValue<Boolean> placeKept, ArgumentValue<Boolean> promotedAfterClosing,
		ArgumentValue<Integer> checkInMinutes, ArgumentValue<Boolean> freeSeatsOffered) {

	private static final String PATH = "seatRules";

	/**
	 * Rejects numbers out of range.
	 */
	static void check(ArgumentValue<SeatRulesInput> input) {
		SeatRulesInput rules = input.value();
		if (rules != null) {
			between(1, SeatRules.LONGEST_OFFER, rules.offerSeconds, "offerSeconds");
			between(0, SeatRules.EARLIEST_CHECK_IN, rules.checkInMinutes, "checkInMinutes");
		}
	}

	/**
	 * Returns the fields of the event that the input changes. Null sets all rules to
	 * their defaults.
	 */
	static Fields fields(ArgumentValue<SeatRulesInput> input) {
		SeatRulesInput rules = input.value();
		return (rules == null) ? new Fields().input(PATH, input)
				: new Fields().input(PATH + ".clashRule", rules.clashRule)
					.input(PATH + ".offerSeconds", rules.offerSeconds)
					.input(PATH + ".placeKept", rules.placeKept)
					.input(PATH + ".promotedAfterClosing", rules.promotedAfterClosing)
					.input(PATH + ".checkInMinutes", rules.checkInMinutes)
					.input(PATH + ".freeSeatsOffered", rules.freeSeatsOffered);
	}

	private static void between(int least, int most, ArgumentValue<Integer> value, String name) {
		Integer given = value.value();
		if (given != null && (given < least || given > most)) {
			throw Problem.badInput("The number must be from %d to %d.".formatted(least, most), "input", PATH, name);
		}
	}

}
