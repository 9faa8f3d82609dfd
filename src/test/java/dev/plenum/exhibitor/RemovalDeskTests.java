package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.platform.removal.Removals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Removals that are interrupted between their writes.
 */
@LiveServer
class RemovalDeskTests {

	@Autowired
	private Clients clients;

	@Autowired
	private Removals removals;

	@Autowired
	private RemovalDesk desk;

	@Autowired
	private Exhibitors exhibitors;

	@Autowired
	private Categories categories;

	private Fair fair;

	private String trygg;

	@BeforeEach
	void agreeToAMeeting() {
		this.fair = Fair.of(this.clients);
		this.trygg = this.fair.staffed("trygg", "staff");
		Map<String, String> time = Map.of("startsAt", this.fair.conference().in(2), "endsAt",
				this.fair.conference().in(3));
		String meeting = Fair
			.mutate(this.fair.as("ann"), "requestMeeting", "MeetingRequested", "meeting { id }",
					Map.of("exhibitorId", this.trygg, "key", "k", "name", "Ann", "times", List.of(time)))
			.path("requestMeeting.meeting.id")
			.entity(String.class)
			.get();
		Fair.mutate(this.fair.as("staff"), "answerMeeting", "MeetingAnswered", "meeting { id }",
				Map.of("meetingId", meeting, "answer", Map.of("accept", time)))
			.errors()
			.verify();
	}

	@Test
	void theSameRequestCompletesARemoval() {
		this.removals.begin(this.trygg, "trygg", "r1", Instant.now()).block();
		this.exhibitors.remove(this.trygg).block();
		assertThat(meetings()).containsExactly("ACCEPTED");
		for (int i = 0; i < 2; i++) {
			Fair.mutate(this.fair.conference().organiser(), "removeExhibitor", "ExhibitorRemoved", "removedId",
					Map.of("exhibitorId", this.trygg, "requestId", "r1"))
				.path("removeExhibitor.removedId")
				.entity(String.class)
				.isEqualTo(this.trygg);
			assertThat(meetings()).containsExactly("CANCELLED");
		}
		assertThat(pending()).isFalse();
	}

	@Test
	void anyServerCompletesARemoval() {
		this.removals.begin(this.trygg, "trygg", null, Instant.now()).block();
		this.desk.settle().block();
		assertThat(meetings()).as("the removal may still be running").containsExactly("ACCEPTED");
		this.removals.begin(this.trygg, null, null, Instant.now().minusSeconds(60)).block();
		this.desk.settle().block();
		assertThat(meetings()).containsExactly("CANCELLED");
		assertThat(this.exhibitors.newest(this.trygg).blockOptional()).isEmpty();
		assertThat(pending()).isFalse();
	}

	@Test
	void aCreationCompletesTheRemovalOfTheFormerExhibitor() {
		this.removals.begin(this.trygg, "trygg", null, Instant.now().minusSeconds(60)).block();
		this.exhibitors.remove(this.trygg).block();
		this.fair.staffed("trygg", "staff");
		assertThat(meetings()).containsExactly("CANCELLED");
		this.desk.settle().block();
		assertThat(this.fair.names("")).containsExactly("trygg");
	}

	@Test
	void anInterruptedRemovalOfACategoryIsCompleted() {
		String category = this.fair.category("c", "Omsorg");
		this.fair.exhibitor("trygg", Map.of("categoryIds", List.of(category)));
		this.removals.begin(category, null, null, Instant.now().minusSeconds(60)).block();
		this.categories.remove(category).block();
		this.desk.settle().block();
		assertThat(this.exhibitors.newest(this.trygg).blockOptional().orElseThrow().categoryIds()).isEmpty();
	}

	private boolean pending() {
		return this.removals.byId(this.trygg).blockOptional().orElseThrow().pending();
	}

	private List<String> meetings() {
		return this.fair.as("ann")
			.document("query ($id: ID) { event(id: $id) { myMeetings { meetingState } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myMeetings[*].meetingState")
			.entityList(String.class)
			.get();
	}

}
