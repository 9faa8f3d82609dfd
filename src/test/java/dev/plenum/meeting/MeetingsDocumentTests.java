package dev.plenum.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.MeetingOutcome.Closed;
import dev.plenum.meeting.MeetingOutcome.Conflict;
import dev.plenum.meeting.MeetingOutcome.Done;
import dev.plenum.meeting.MeetingOutcome.Full;
import dev.plenum.meeting.MeetingOutcome.Late;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
		apply(this.meetings.cancel(entry("a"), MeetingSide.ATTENDEE, "ill", "ann", NOW));
		unchanged(this.meetings.cancel(entry("a"), MeetingSide.EXHIBITOR, "so", "staff", NOW));
		request("b", "bob");
		apply(this.meetings.decline(entry("b"), "no", "staff", NOW));
		unchanged(this.meetings.decline(entry("b"), "never", "staff", NOW));
		unchanged(this.meetings.cancel(entry("b"), MeetingSide.ATTENDEE, null, "ann", NOW));
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
		conflict(this.meetings.decline(entry("a"), null, "staff", NOW));
		apply(this.meetings.cancel(entry("a"), MeetingSide.ATTENDEE, null, "ann", NOW));
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
		request("c", "cid");
		host("c", MeetingState.PROPOSED, time(90, 120), "staff");
		MeetingsDocument withoutHost = this.meetings.without("staff", NOW);
		assertThat(withoutHost.meetings()).allMatch((meeting) -> meeting.host() == null && meeting.hostName() == null)
			.extracting(MeetingEntry::state, MeetingEntry::time)
			.containsExactly(tuple(MeetingState.ACCEPTED, time(0, 60)), tuple(MeetingState.ACCEPTED, time(60, 90)),
					tuple(MeetingState.REQUESTED, null));
		assertThat(news(withoutHost, "staff")).isEmpty();
		assertThat(news(withoutHost, "bob")).containsExactly("ANSWERED ACCEPTED", "REASSIGNED ACCEPTED");
		assertThat(this.meetings.without("nobody", NOW)).isSameAs(this.meetings);
		assertThat(this.meetings.withoutRequestsOf("staff", NOW)).as("a host requested nothing")
			.isSameAs(this.meetings);
		assertThat(this.meetings.withoutRequestsOf("ann", NOW).meetings()).extracting(MeetingEntry::id)
			.containsExactly("b", "c");
	}

	@Test
	void aRemovedExhibitorTakesNoRequests() {
		request("a", "ann");
		host("a", MeetingState.ACCEPTED, time(0, 60), "staff");
		this.meetings = this.meetings.close("trygg", NOW);
		assertThat(this.meetings.close("other", NOW)).as("closed before").isSameAs(this.meetings);
		assertThat(entry("a").state()).isEqualTo(MeetingState.CANCELLED);
		assertThat(entry("a").formerExhibitor()).isEqualTo("trygg");
		assertThat(news(this.meetings, "ann")).endsWith("ENDED CANCELLED");
		assertThat(news(this.meetings, "staff")).endsWith("ENDED CANCELLED");
		assertThat(this.meetings.request(wanted("b", "bob"))).isInstanceOf(Closed.class);
		this.meetings = this.meetings.reopen();
		for (int i = 0; i < MeetingsDocument.MOST_OF_ONE; i++) {
			request("b" + i, "ann");
		}
		assertThat(this.meetings.request(wanted("more", "ann"))).isInstanceOf(Full.class);
		assertThat(this.meetings.close("next", NOW).meeting("a").orElseThrow()).isEqualTo(entry("a"));
	}

	@Test
	void onlyTheMeetingsOfFormerStaffLoseTheirHost() {
		request("a", "ann");
		request("b", "bob");
		host("a", MeetingState.ACCEPTED, time(0, 60), "staff");
		host("b", MeetingState.ACCEPTED, time(60, 90), "colleague");
		MeetingsDocument left = this.meetings.hostedBy(List.of("colleague"), NOW);
		assertThat(left.meetings()).extracting(MeetingEntry::host).containsExactly(null, "colleague");
		assertThat(news(left, null)).endsWith("REASSIGNED ACCEPTED");
		assertThat(this.meetings.hostedBy(List.of("colleague", "staff"), NOW)).isSameAs(this.meetings);
		assertThat(this.meetings.hostedBy(List.of("colleague"), NOW.plusSeconds(3600))).as("after the meeting")
			.isSameAs(this.meetings);
	}

	@Test
	void newsConcernTheOtherSideOnly() {
		request("a", "ann");
		host("a", MeetingState.PROPOSED, time(0, 60), "staff");
		host("a", MeetingState.PROPOSED, time(60, 90), "colleague");
		apply(this.meetings.agree(entry("a"), time(60, 90), NOW));
		apply(this.meetings.cancel(entry("a"), MeetingSide.EXHIBITOR, null, "staff", NOW));
		assertThat(news(this.meetings, "ann")).containsExactly("ANSWERED PROPOSED", "MOVED PROPOSED",
				"ENDED CANCELLED");
		assertThat(news(this.meetings, "staff")).containsExactly("MOVED PROPOSED");
		assertThat(news(this.meetings, "colleague")).containsExactly("ANSWERED ACCEPTED", "ENDED CANCELLED");
		assertThat(news(this.meetings, null)).containsExactly("REQUESTED REQUESTED");
		assertThat(this.meetings.news()).extracting(MeetingNews::number).containsExactly(1, 2, 3, 4, 5, 6, 7);
		assertThat(this.meetings.lastNewsNumber()).isEqualTo(7);
	}

	@Test
	void theLastTwentyNewsOfEachPersonAreStored() {
		request("a", "ann");
		request("b", "bob");
		host("b", MeetingState.PROPOSED, time(0, 60), "staff");
		for (int i = 0; i < 30; i++) {
			host("a", MeetingState.PROPOSED, time(i, 60), "staff");
		}
		assertThat(news(this.meetings, "ann")).hasSize(MeetingNews.MOST_OF_ONE);
		assertThat(news(this.meetings, "bob")).hasSize(1);
		assertThat(this.meetings.news().getLast().number()).isEqualTo(33);
		assertThat(this.meetings.without("ann", NOW).lastNewsNumber()).as("numbers are not used again").isEqualTo(34);
	}

	@Test
	void aDocumentThatAnOlderServerStoredHasNoNews() {
		MeetingsDocument old = new MeetingsDocument("exh", "evt", 4, List.of(wanted("a", "ann")), null, null, null);
		assertThat(old.news()).isEmpty();
		MeetingOutcome outcome = old.decline(old.meetings().getFirst(), null, "staff", NOW);
		assertThat(outcome.meetings().news()).singleElement().extracting(MeetingNews::number).isEqualTo(1);
	}

	private static List<String> news(MeetingsDocument meetings, String subject) {
		return meetings.news()
			.stream()
			.filter((one) -> Objects.equals(subject, one.subject()))
			.map((one) -> one.kind() + " " + one.state())
			.toList();
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
