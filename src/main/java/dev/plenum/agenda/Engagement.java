package dev.plenum.agenda;

import java.time.Instant;
import java.util.List;

/**
 * The properties of an agenda item that the order of a day depends on.
 *
 * @param id the id of the session, appointment or meeting
 * @param startsAt when it starts
 * @param endsAt when it ends
 * @param roomIds where it takes place; empty if that is not a room of the event
 * @param chosen whether the attendee chose it; false for a session that is in the agenda
 * only because it is for everybody
 * @param takesPlace false if it is cancelled
 * @param casual whether attendees come and go, as in a break
 */
record Engagement(String id, Instant startsAt, Instant endsAt, List<String> roomIds, boolean chosen, boolean takesPlace,
		boolean casual) {

	/**
	 * Returns an engagement that the attendee chose and that is not in a room of the
	 * event.
	 */
	static Engagement chosen(String id, Instant startsAt, Instant endsAt) {
		return new Engagement(id, startsAt, endsAt, List.of(), true, true, false);
	}

	/**
	 * Returns whether the attendee cannot attend both. A cancelled session never clashes,
	 * nor do two sessions of which the attendee chose neither, nor a break or a meal that
	 * the attendee did not choose.
	 */
	boolean clashesWith(Engagement other) {
		return binds() && other.binds() && (this.chosen || other.chosen) && this.startsAt.isBefore(other.endsAt)
				&& other.startsAt.isBefore(this.endsAt);
	}

	boolean isOver(Instant moment) {
		return this.takesPlace && !this.endsAt.isAfter(moment);
	}

	boolean isElsewhere(Engagement other) {
		return !this.roomIds.isEmpty() && !other.roomIds.isEmpty()
				&& this.roomIds.stream().noneMatch(other.roomIds::contains);
	}

	private boolean binds() {
		return this.takesPlace && (this.chosen || !this.casual);
	}

}
