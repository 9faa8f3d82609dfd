package dev.plenum.meeting;

import java.time.Instant;
import java.util.List;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.MeetingOutcome.Conflict;
import dev.plenum.meeting.MeetingOutcome.Done;
import dev.plenum.meeting.MeetingOutcome.Full;
import dev.plenum.meeting.MeetingOutcome.Late;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules for meetings.
 */
class MeetingsDocumentTests {

	private static final Instant NOW = Instant.parse("2027-05-10T08:00:00Z");

	private MeetingsDocument meetings = MeetingsDocument.empty("exh", "evt");

	@Test
	void repeatedChangesHaveNoEffect() {
		request("a", "ann");
		unchanged(this.meetings.request(wanted("a", "ann")));
		host("a", MeetingState.PROPOSED, time(0, 60), "staff");
		unchanged(host("a", MeetingState.PROPOSED, time(0, 60), "staff"));
		apply(this.meetings.agree(entry("a"), time(0, 60), NOW));
		unchanged(this.meetings.agree(entry("a"), time(0, 60), NOW));
		apply(this.meetings.cancel(entry("a"), MeetingSide.ATTENDEE, "ill", NOW));
		unchanged(this.meetings.cancel(entry("a"), MeetingSide.EXHIBITOR, "so", NOW));
		request("b", "bob");
		apply(this.meetings.decline(entry("b"), "no", NOW));
		unchanged(this.meetings.decline(entry("b"), "never", NOW));
		unchanged(this.meetings.cancel(entry("b"), MeetingSide.ATTENDEE, null, NOW));
	}

	@Test
	void aTimeInThePastChangesNothing() {
		request("a", "ann");
		conflict(this.meetings.agree(entry("a"), time(0, 60), NOW));
		host("a", MeetingState.PROPOSED, time(0, 60), "staff");
		conflict(this.meetings.agree(entry("a"), time(0, 59), NOW));
		host("a", MeetingState.ACCEPTED, time(0, 60), "staff");
		conflict(host("a", MeetingState.ACCEPTED, time(0, 60), "colleague"));
		conflict(host("a", MeetingState.PROPOSED, time(60, 90), "staff"));
		conflict(this.meetings.decline(entry("a"), null, NOW));
		apply(this.meetings.cancel(entry("a"), MeetingSide.ATTENDEE, null, NOW));
		conflict(host("a", MeetingState.ACCEPTED, time(0, 60), "staff"));
		conflict(this.meetings.agree(entry("a"), time(0, 60), NOW));
	}

	@Test
	void closedMeetingsNeedNoPromise() {
		assertThat(
				this.meetings.request(MeetingEntry.requested("late", "ann", "ann", null, List.of(time(-60, 0)), NOW)))
			.isInstanceOf(Late.class);
		apply(this.meetings
			.request(MeetingEntry.requested("a", "ann", "ann", null, List.of(time(-60, 0), time(0, 60)), NOW)));
		assertThat(host("a", MeetingState.ACCEPTED, time(-60, 0), "staff")).isInstanceOf(Late.class);
		host("a", MeetingState.PROPOSED, time(0, 60), "staff");
		assertThat(this.meetings.agree(entry("a"), time(0, 60), NOW.plusSeconds(3600))).isInstanceOf(Late.class);
		apply(this.meetings.agree(entry("a"), time(0, 60), NOW));
		unchanged(this.meetings.agree(entry("a"), time(0, 60), NOW.plusSeconds(3600)));
		unchanged(this.meetings.request(MeetingEntry.requested("a", "ann", "ann", null, List.of(time(-60, 0)), NOW)));
	}

	@Test
	void anAttendeeCanRequestALimitedNumberOfMeetings() {
		for (int i = 0; i < MeetingsDocument.MOST_OF_ONE; i++) {
			request("a" + i, "ann");
		}
		assertThat(this.meetings.request(wanted("more", "ann"))).isInstanceOf(Full.class);
		assertThat(this.meetings.request(wanted("b", "bob"))).isInstanceOf(Done.class);
	}

	@Test
	void aPersonIsRemovedFromBothSides() {
		request("a", "ann");
		request("b", "bob");
		host("a", MeetingState.ACCEPTED, time(0, 60), "staff");
		host("b", MeetingState.ACCEPTED, time(60, 90), "staff");
		MeetingsDocument withoutAnn = this.meetings.without("ann", NOW);
		assertThat(withoutAnn.meetings()).extracting(MeetingEntry::id).containsExactly("b");
		assertThat(this.meetings.without("staff", NOW).meetings()).allSatisfy((meeting) -> {
			assertThat(meeting.state()).isEqualTo(MeetingState.CANCELLED);
			assertThat(meeting.cancelledBy()).isEqualTo(MeetingSide.EXHIBITOR);
			assertThat(meeting.host()).isNull();
			assertThat(meeting.hostName()).isNull();
		});
		assertThat(this.meetings.without("nobody", NOW)).isSameAs(this.meetings);
	}

	private void request(String id, String attendee) {
		apply(this.meetings.request(wanted(id, attendee)));
	}

	private MeetingOutcome host(String id, MeetingState state, Time time, String host) {
		MeetingOutcome outcome = this.meetings.host(entry(id), state, time, host, host, NOW);
		apply(outcome);
		return outcome;
	}

	private void apply(MeetingOutcome outcome) {
		this.meetings = outcome.meetings();
	}

	private void unchanged(MeetingOutcome outcome) {
		assertThat(outcome).isInstanceOf(Done.class);
		assertThat(outcome.meetings()).isSameAs(this.meetings);
	}

	private void conflict(MeetingOutcome outcome) {
		assertThat(outcome).isInstanceOf(Conflict.class);
		assertThat(outcome.meetings()).isSameAs(this.meetings);
	}

	private MeetingEntry entry(String id) {
		return this.meetings.meeting(id).orElseThrow();
	}

	private static MeetingEntry wanted(String id, String attendee) {
		return MeetingEntry.requested(id, attendee, attendee, null, List.of(time(0, 60)), NOW);
	}

	private static Time time(int fromMinute, int toMinute) {
		return new Time(NOW.plusSeconds(fromMinute * 60L), NOW.plusSeconds(toMinute * 60L));
	}

}
