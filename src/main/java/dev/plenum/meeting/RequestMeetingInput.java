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
 * What an attendee asks for; the schema describes each property.
 */
record RequestMeetingInput(String exhibitorId, String key, String name, @Nullable String message,
		List<MeetingTimeInput> times) {

	private static final String ID_PREFIX = "mtg";

	private static final int LONGEST_NAME = 200;

	private static final int LONGEST_MESSAGE = 1000;

	private static final int MOST_TIMES = 10;

	MeetingEntry meeting(Programme programme, String attendee, Instant now) {
		if (this.name.isBlank() || this.name.length() > LONGEST_NAME) {
			throw Problem.badInput("Write 1 to %d characters.".formatted(LONGEST_NAME), "input", "name");
		}
		if (this.message != null && this.message.length() > LONGEST_MESSAGE) {
			throw Problem.badInput("Write at most %d characters.".formatted(LONGEST_MESSAGE), "input", "message");
		}
		if (this.times.isEmpty() || this.times.size() > MOST_TIMES) {
			throw Problem.badInput("Propose 1 to %d times.".formatted(MOST_TIMES), "input", "times");
		}
		List<Time> wanted = new ArrayList<>();
		for (int i = 0; i < this.times.size(); i++) {
			wanted.add(this.times.get(i).checked(programme, "input", "times", i));
		}
		return MeetingEntry.requested(
				Ids.in(ID_PREFIX, programme.id(), this.exhibitorId + '/' + attendee + '/' + Keys.checked(this.key)),
				attendee, this.name.strip(), (this.message != null && !this.message.isBlank()) ? this.message : null,
				wanted, now);
	}

}
