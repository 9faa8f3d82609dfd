package dev.plenum.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.meeting.AutomaticAnswers;
import dev.plenum.platform.Ids;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import dev.plenum.schedule.Schedules;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens at the demo by itself, with the option only.
 */
@LiveServer
class DemoLifeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private Programmes programmes;

	@Autowired
	private Schedules schedules;

	@Autowired
	private AutomaticAnswers answers;

	@Autowired
	private ObjectProvider<DemoLife> running;

	@Test
	void nothingHappensWithoutTheOption() {
		assertThat(this.running.getIfAvailable()).isNull();
	}

	@Test
	void aWorkshopMovesToTheOtherRoomAndBack() {
		Session first = moved();
		Session second = moved();
		assertThat(second.id()).isEqualTo(first.id());
		assertThat(List.of(room(first), room(second))).containsExactlyInAnyOrder("Sal 5", "Verkstaden");
	}

	@Test
	void exhibitorsAcceptMeetingsExceptThoseOfTheLocalExhibitor() {
		assertThat(state("trygghemma-larm")).isEqualTo("ACCEPTED");
		assertThat(state("omsorgsnavet")).isEqualTo("REQUESTED");
	}

	private String state(String exhibitor) {
		Instant start = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
		String meeting = this.clients.as("demo-life")
			.document(
					"""
							mutation { requestMeeting(input: {exhibitorId: "%s", key: "k", name: "Ann", times: [{startsAt: "%s", endsAt: "%s"}]}) {
							  ... on MeetingRequested { meeting { id } } } }"""
						.formatted(Ids.in("exh", demo().id(), exhibitor), start, start.plus(15, ChronoUnit.MINUTES)))
			.execute()
			.path("requestMeeting.meeting.id")
			.entity(String.class)
			.get();
		life().answerMeetings().block(PATIENCE);
		return this.clients.as("demo-life")
			.document("{ event(slug: \"demo\") { myMeetings { id meetingState } } }")
			.execute()
			.path("event.myMeetings[?(@.id == '%s')].meetingState".formatted(meeting))
			.entityList(String.class)
			.get()
			.getFirst();
	}

	private Session moved() {
		int revision = demo().schedule().revision() + 1;
		assertThat(life().changeSchedule().block(PATIENCE)).isTrue();
		await().atMost(PATIENCE).until(() -> demo().schedule().revision() == revision);
		Programme demo = demo();
		return demo.schedule()
			.changes()
			.stream()
			.filter((change) -> change.revision() == revision)
			.map((change) -> demo.session(change.sessionId()).orElseThrow())
			.findFirst()
			.orElseThrow();
	}

	private static String room(Session session) {
		return session.rooms().getFirst().name();
	}

	private Programme demo() {
		return this.programmes.byAlias("demo")
			.flatMap((event) -> this.programmes.live(event.id()).get())
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private DemoLife life() {
		return new DemoLife(this.programmes, this.schedules, this.answers, InstantSource.system());
	}

}
