package dev.plenum.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * Requests a meeting. The schema describes each property.
 */
record RequestMeetingInput(String exhibitorId, String key, String name, @Nullable String note,
		List<MeetingTimeInput> times) {

	static final String ID_PREFIX = "mtg";

	private static final int LONGEST_NAME = 200;

	private static final int LONGEST_NOTE = 1000;

	private static final int MOST_TIMES = 10;

	MeetingEntry meeting(Programme programme, String attendee, Instant now) {
		if (this.name.isBlank() || this.name.length() > LONGEST_NAME) {
			throw Problem.badInput("A name has 1 to %d characters.".formatted(LONGEST_NAME), "input", "name");
		}
		if (this.note != null && this.note.length() > LONGEST_NOTE) {
			throw Problem.badInput("A note has at most %d characters.".formatted(LONGEST_NOTE), "input", "note");
		}
		if (this.times.isEmpty() || this.times.size() > MOST_TIMES) {
			throw Problem.badInput("Expected 1 to %d times.".formatted(MOST_TIMES), "input", "times");
		}
		List<Time> wanted = new ArrayList<>();
		for (int i = 0; i < this.times.size(); i++) {
			wanted.add(this.times.get(i).checked(programme, "input", "times", i));
		}
		return MeetingEntry.requested(
				Ids.in(ID_PREFIX, programme.id(), this.exhibitorId + '/' + attendee + '/' + Keys.checked(this.key)),
				attendee, this.name.strip(), (this.note != null && !this.note.isBlank()) ? this.note : null, wanted,
				now);
	}

}
