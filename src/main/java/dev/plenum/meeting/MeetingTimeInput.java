package dev.plenum.meeting;

import java.time.Duration;
import java.time.OffsetDateTime;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.programme.Programme;

/**
 * The time of a meeting. The schema describes each property.
 */
record MeetingTimeInput(OffsetDateTime startsAt, OffsetDateTime endsAt) {

	private static final Duration LONGEST = Duration.ofHours(4);

	Time time() {
		return new Time(this.startsAt.toInstant(), this.endsAt.toInstant());
	}

	/**
	 * Checks and returns the time.
	 * @param path the place of this input among the arguments
	 */
	Time checked(Programme programme, Object... path) {
		Time time = time();
		if (!time.endsAt().isAfter(time.startsAt()) || time.isLongerThan(LONGEST)) {
			throw Problem
				.badInput("A meeting ends after it starts, at most %d hours later.".formatted(LONGEST.toHours()), path);
		}
		if (!programme.event().isExhibitionOpen(time.startsAt(), time.endsAt())) {
			throw new Refused(new ExhibitionClosed(programme.event().exhibitionHours()));
		}
		return time;
	}

}
