package dev.plenum.screen;

import dev.plenum.platform.graphql.Refusal;

/**
 * The screen is not paired.
 *
 * @param codeValid whether an organiser can still enter its code
 */
record ScreenNotPaired(boolean codeValid) implements Refusal {

	@Override
	public String messageKey() {
		return "ScreenNotPaired." + (this.codeValid ? "WAITING" : "OVER");
	}

}
