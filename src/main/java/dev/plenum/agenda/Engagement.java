package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Something to go to, as far as it matters for the order of a day.
 *
 * @param id tells it apart from the others
 * @param startsAt when it starts
 * @param endsAt when it ends
 * @param roomIds where it is; empty where that is no room of the event
 * @param reasons why it stands in the agenda, at least one
 * @param takesPlace false if it is cancelled
 * @param casual whether one comes and goes, as to a break
 */
record Engagement(String id, Instant startsAt, Instant endsAt, List<String> roomIds, Set<AgendaReason> reasons,
		boolean takesPlace, boolean casual) {

	/**
	 * Whether one cannot go to both as planned. What is cancelled clashes with nothing,
	 * nor do two things that the attendee chose neither of, nor a break or a meal that
	 * stands there only because it is for everybody.
	 */
	boolean clashesWith(Engagement other) {
		return binds() && other.binds() && (isChosen() || other.isChosen()) && this.startsAt.isBefore(other.endsAt)
				&& other.startsAt.isBefore(this.endsAt);
	}

	boolean isChosen() {
		return this.reasons.stream().anyMatch((reason) -> reason != AgendaReason.FOR_EVERYBODY);
	}

	boolean isOver(Instant moment) {
		return this.takesPlace && !this.endsAt.isAfter(moment);
	}

	boolean isElsewhere(Engagement other) {
		return !this.roomIds.isEmpty() && !other.roomIds.isEmpty()
				&& this.roomIds.stream().noneMatch(other.roomIds::contains);
	}

	private boolean binds() {
		return this.takesPlace && (isChosen() || !this.casual);
	}

}
