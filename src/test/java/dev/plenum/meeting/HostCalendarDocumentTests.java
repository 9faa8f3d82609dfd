package dev.plenum.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.Promise.Standing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HostCalendarDocumentTests {

	private static final Instant NOW = Instant.parse("2027-05-10T08:00:00Z");

	private final HostCalendarDocument empty = HostCalendarDocument.empty("evt_1", "staff");

	@Test
	void aHostIsNotPromisedTwiceAtTheSameTime() {
		HostCalendarDocument calendar = this.empty.with(promise("a", "exh_1", 0, 60), asked("a"))
			.with(promise("b", "exh_2", 60, 90), asked("b"));
		assertThat(calendar.against(promise("c", "exh_1", 59, 61))).map(Promise::meetingId).contains("a");
		assertThat(calendar.against(promise("c", "exh_3", 80, 100))).map(Promise::meetingId).contains("b");
		assertThat(calendar.against(promise("c", "exh_2", 90, 120))).isEmpty();
		assertThat(calendar.against(promise("a", "exh_1", 30, 50))).as("its own").isEmpty();
	}

	@Test
	void onlyANewlyReservedTimeIsPromised() {
		MeetingEntry asked = asked("a");
		MeetingEntry proposed = asked.timed(MeetingState.PROPOSED, time(0, 60), "staff", null, NOW);
		assertThat(Promise.by(asked, proposed, "exh_1"))
			.contains(new Promise("a", "exh_1", time(0, 60), asked.revision()));
		assertThat(Promise.by(proposed, proposed.agreed(NOW), "exh_1")).isEmpty();
		assertThat(Promise.by(asked, asked.declined(null, NOW), "exh_1")).isEmpty();
		assertThat(Promise.by(proposed, proposed.cancelled(MeetingSide.EXHIBITOR, null, NOW), "exh_1")).isEmpty();
		assertThat(
				Promise.by(proposed, proposed.timed(MeetingState.ACCEPTED, time(0, 60), "other", null, NOW), "exh_1"))
			.as("somebody else comes")
			.isPresent();
		assertThat(
				Promise.by(proposed, proposed.timed(MeetingState.PROPOSED, time(1, 60), "staff", null, NOW), "exh_1"))
			.as("at another time")
			.isPresent();
	}

	@Test
	void theStateOfAPromiseFollowsFromItsMeeting() {
		MeetingEntry asked = asked("a");
		Promise promise = promise("a", "exh_1", 0, 60);
		MeetingEntry kept = asked.timed(MeetingState.ACCEPTED, time(0, 60), "staff", null, NOW);
		assertThat(standing(promise, asked)).isEqualTo(Standing.OPEN);
		assertThat(standing(promise, kept)).isEqualTo(Standing.KEPT);
		assertThat(standing(promise, kept.cancelled(MeetingSide.ATTENDEE, null, NOW))).isEqualTo(Standing.VOID);
		assertThat(standing(promise, asked.declined(null, NOW))).isEqualTo(Standing.VOID);
		assertThat(standing(promise, asked.timed(MeetingState.ACCEPTED, time(0, 60), "other", null, NOW)))
			.isEqualTo(Standing.VOID);
		assertThat(standing(promise, asked.timed(MeetingState.PROPOSED, time(60, 90), "staff", null, NOW)))
			.isEqualTo(Standing.VOID);
		assertThat(promise.standing(Optional.empty(), "staff")).isEqualTo(Standing.VOID);
	}

	@Test
	void aRepeatedPromiseRaisesTheVersionAndVoidPromisesAreRemoved() {
		MeetingEntry asked = asked("a");
		Promise first = promise("a", "exh_1", 0, 60);
		HostCalendarDocument calendar = this.empty.with(first, asked);
		assertThat(calendar.with(first, asked))
			.isEqualTo(new HostCalendarDocument(calendar.id(), "evt_1", "staff", 2, List.of(first)));
		MeetingEntry proposed = asked.timed(MeetingState.PROPOSED, time(0, 60), "staff", null, NOW);
		Promise second = new Promise("a", "exh_1", time(60, 90), proposed.revision());
		HostCalendarDocument both = calendar.with(second, proposed);
		assertThat(both.promises()).as("the first holds until the meeting says the second")
			.containsExactly(first, second);
		MeetingEntry moved = proposed.timed(MeetingState.PROPOSED, time(60, 90), "staff", null, NOW);
		Promise third = new Promise("a", "exh_1", time(90, 120), moved.revision());
		assertThat(both.with(third, moved).promises()).containsExactly(second, third);
		assertThat(both.without(second).promises()).containsExactly(first);
	}

	private static Standing standing(Promise promise, MeetingEntry meeting) {
		return promise.standing(Optional.of(meeting), "staff");
	}

	private static MeetingEntry asked(String id) {
		return MeetingEntry.requested(id, "ann", "ann", null, List.of(time(0, 60)), NOW);
	}

	private static Promise promise(String meeting, String exhibitor, int fromMinute, int toMinute) {
		return new Promise(meeting, exhibitor, time(fromMinute, toMinute), 0);
	}

	private static Time time(int fromMinute, int toMinute) {
		return new Time(NOW.plusSeconds(fromMinute * 60L), NOW.plusSeconds(toMinute * 60L));
	}

}
