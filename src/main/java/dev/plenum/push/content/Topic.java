package dev.plenum.push.content;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;

/**
 * What one message is about, with what decides when it is sent.
 *
 * @param <C> the type of the content
 * @param content the content
 * @param dueAt when it is sent, unless there are quiet hours
 * @param usefulUntil when it becomes useless
 * @param urgent whether quiet hours do not delay it
 * @param wanted false if it is not sent, for example since a change was undone
 */
record Topic<C>(C content, Instant dueAt, Instant usefulUntil, boolean urgent, boolean wanted) {

	/** Corrections that follow each other delay a message by this many settling times. */
	private static final int MOST_SETTLINGS = 3;

	/**
	 * Returns when something has settled: some time after the last change.
	 * @param changes the moments of the changes, at least one. A moment far in the future
	 * was written by a server with another clock, and delays nothing
	 * @param settling how long a change settles
	 * @param now the present
	 */
	static Instant settled(Collection<Instant> changes, Duration settling, Instant now) {
		Instant last = Collections.max(changes);
		Instant latest = Collections.min(changes).plus(settling.multipliedBy(MOST_SETTLINGS));
		Instant due = last.plus(settling);
		return last.isAfter(now.plus(settling)) ? now : due.isBefore(latest) ? due : latest;
	}

}
