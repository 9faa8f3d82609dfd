package dev.plenum.meeting;

import java.time.Instant;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Fair;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.platform.mongo.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host on the staff of two exhibitors, and answers that are interrupted between their
 * two writes.
 */
@Tag("slow")
@LiveServer
class HostDeskTests {

	@Autowired
	private Clients clients;

	@Autowired
	private Meetings meetings;

	@Autowired
	private HostCalendars calendars;

	@Autowired
	private HostDesk desk;

	private Fair fair;

	private Diary diary;

	private String trygg;

	private String atTrygg;

	private String atOther;

	@BeforeEach
	void requestTwoMeetingsAtTheSameTime() {
		this.fair = Fair.of(this.clients);
		this.diary = new Diary(this.fair);
		this.trygg = this.fair.staffed("trygg", "staff");
		this.atTrygg = this.diary.request("ann", this.trygg, "k", 2, 4);
		this.atOther = this.diary.request("bob", this.fair.staffed("other", "staff"), "k", 2);
	}

	@Test
	void aHostOfTwoExhibitorsHasOneMeetingAtATime() {
		assertThat(accept(this.atTrygg)).isEqualTo("MeetingAnswered");
		this.diary.answer(this.fair.as("staff"), this.atOther, "accept", this.diary.time(2))
			.path("answerMeeting")
			.matchesJson("{ \"__typename\": \"MeetingClash\", \"otherMeeting\": { \"id\": \"%s\" } }"
				.formatted(this.atTrygg));
		this.diary.cancel(this.fair.as("ann"), this.atTrygg).errors().verify();
		assertThat(accept(this.atOther)).isEqualTo("MeetingAnswered");
	}

	@Test
	void anotherProposalReleasesTheFirstTime() {
		this.diary.answer(this.fair.as("staff"), this.atTrygg, "propose", this.diary.time(2)).errors().verify();
		assertThat(accept(this.atOther)).isEqualTo("MeetingClash");
		this.diary.answer(this.fair.as("staff"), this.atTrygg, "propose", this.diary.time(3)).errors().verify();
		assertThat(accept(this.atOther)).isEqualTo("MeetingAnswered");
	}

	@Test
	void anInterruptedAnswerReservesNothingAndCannotBeFinishedLate() {
		MeetingOutcome interrupted = promised(this.atTrygg);
		assertThat(accept(this.atOther)).isEqualTo("MeetingAnswered");
		assertThat(this.meetings.keep(interrupted.meetings()).blockOptional()).as("who was slow decides anew")
			.isEmpty();
		assertThat(accept(this.atTrygg)).isEqualTo("MeetingClash");
	}

	@Test
	void anInterruptedAnswerIsFinishedBySendingItAgain() {
		promised(this.atTrygg);
		assertThat(accept(this.atTrygg)).isEqualTo("MeetingAnswered");
		assertThat(accept(this.atOther)).isEqualTo("MeetingClash");
	}

	@Test
	void deletionRemovesTheCalendar() {
		accept(this.atTrygg);
		String host = this.fair.conference().person("staff");
		assertThat(this.calendars.of(this.fair.id(), host, Reading.NEWEST).blockOptional().orElseThrow().promises())
			.hasSize(1);
		this.fair.conference().deleteMyData("staff").errors().verify();
		assertThat(this.calendars.of(this.fair.id(), host, Reading.NEWEST).blockOptional().orElseThrow().promises())
			.isEmpty();
	}

	/**
	 * The first write of an answer, without the second.
	 */
	private MeetingOutcome promised(String meetingId) {
		MeetingsDocument before = this.meetings.of(this.trygg, Reading.NEWEST).blockOptional().orElseThrow();
		Map<String, String> time = this.diary.time(2);
		MeetingOutcome outcome = before.host(before.meeting(meetingId).orElseThrow(), MeetingState.ACCEPTED,
				new Time(Instant.parse(time.get("startsAt")), Instant.parse(time.get("endsAt"))),
				this.fair.conference().person("staff"), null, Instant.now());
		assertThat(this.desk.promise(before, outcome, Reading.COMMITTED).blockOptional()).isEmpty();
		return outcome;
	}

	private String accept(String meetingId) {
		return this.diary.answer(this.fair.as("staff"), meetingId, "accept", this.diary.time(2))
			.path("answerMeeting.__typename")
			.entity(String.class)
			.get();
	}

}
