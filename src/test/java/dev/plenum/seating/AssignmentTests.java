package dev.plenum.seating;

import java.time.Duration;
import java.util.List;

import com.mongodb.client.model.Filters;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.meeting.Row;
import dev.plenum.participant.Participants;
import dev.plenum.platform.mongo.Fields;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Organisers book, move and release seats for participants. Bob has the only seat of
 * {@code full}, for which Cyd waits; {@code other} at the same time has free seats.
 */
@Tag("slow")
@LiveServer
public class AssignmentTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private Clients clients;

	@Autowired
	private Participants participants;

	@Autowired
	private SeatQueues queues;

	private Conference conference;

	private String full;

	private String other;

	private String ann;

	@BeforeEach
	void twoSessionsAtTheSameTime() {
		this.conference = new Conference(this.clients);
		this.full = this.conference.session("full", 2, 1);
		this.other = this.conference.session("other", 2, 9);
		this.conference.booked("bob", this.full);
		this.conference.booked("cyd", this.full);
		this.ann = participant("ann");
	}

	@Test
	void anOrganiserBooksASeatAndTheParticipantIsNotified() {
		run("bookParticipantSeat", this.other, "").path("bookParticipantSeat")
			.matchesJson("{\"__typename\": \"ParticipantSeatBooked\", \"participant\": {\"name\": \"ann\"}}");
		assertThat(this.conference.place("ann", this.other)).isZero();
		assertThat(news("ann")).containsExactly("The organisers have booked a seat for you: other");
		run("bookParticipantSeat", this.other, "").path("bookParticipantSeat.__typename")
			.entity(String.class)
			.isEqualTo("ParticipantSeatBooked");
		assertThat(news("ann")).hasSize(1);
	}

	@Test
	void bookingClosedForAttendeesIsOpenForOrganisers() {
		this.conference.put(this.other, "bookingOpensAt", this.conference.in(1));
		assertThat(this.conference.booked("dag", this.other)).isEqualTo("BookingClosed");
		assertThat(type("bookParticipantSeat", this.other, "")).isEqualTo("ParticipantSeatBooked");
	}

	@Test
	void aTicketOfAnotherTypeIsRefusedToOrganisersToo() {
		String later = this.conference.session("later", 4, 1);
		this.conference.put(later, "ticketTypes", List.of("Full"));
		this.conference.booked("ann", this.other);
		assertThat(type("bookParticipantSeat", later, "")).isEqualTo("NotEntitled");
		move(later).path("moveParticipantSeat.__typename").entity(String.class).isEqualTo("NotEntitled");
		assertThat(this.conference.place("ann", later)).isNull();
		assertThat(this.conference.place("ann", this.other)).isZero();
	}

	@Test
	void withoutAFreeSeatTheParticipantWaitsAndPrecedesTheOthersIfTheOrganiserSaysSo() {
		assertThat(type("bookParticipantSeat", this.full, "")).isEqualTo("ParticipantSeatWaiting");
		assertThat(this.conference.place("ann", this.full)).isEqualTo(2);
		assertThat(type("bookParticipantSeat", this.full, "ahead: true")).isEqualTo("ParticipantSeatWaiting");
		assertThat(this.conference.place("ann", this.full)).isOne();
		this.conference.release("bob", this.full);
		assertThat(this.conference.place("ann", this.full)).isZero();
		assertThat(this.conference.place("cyd", this.full)).isOne();
		assertThat(news("ann")).containsExactly("You have a seat now: full",
				"The organisers have put you on the waiting list: full");
	}

	@Test
	void aSeatAtTheSameTimeIsNamed() {
		this.conference.booked("ann", this.other);
		this.conference.release("bob", this.full);
		run("bookParticipantSeat", this.full, "").path("bookParticipantSeat")
			.matchesJson("{\"__typename\": \"ParticipantSeatClash\", \"clashingSessions\": [{\"id\": \"%s\"}]}"
				.formatted(this.other));
	}

	@Test
	void aSeatIsMoved() {
		String later = this.conference.session("later", 4, 1);
		this.conference.booked("ann", this.other);
		move(later).path("moveParticipantSeat.__typename").entity(String.class).isEqualTo("ParticipantSeatMoved");
		assertThat(this.conference.place("ann", later)).isZero();
		assertThat(this.conference.place("ann", this.other)).isNull();
		assertThat(news("ann")).containsExactly("The organisers have moved your seat to later");
		move(later).path("moveParticipantSeat.__typename").entity(String.class).isEqualTo("ParticipantSeatMoved");
	}

	@Test
	void theEarlierSeatStaysUntilTheNewOneComes() {
		this.conference.booked("ann", this.other);
		move(this.full).path("moveParticipantSeat.__typename").entity(String.class).isEqualTo("ParticipantSeatWaiting");
		assertThat(this.conference.place("ann", this.other)).isZero();
		this.conference.release("bob", this.full);
		this.conference.release("cyd", this.full);
		assertThat(this.conference.place("ann", this.full)).isZero();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.conference.place("ann", this.other)).isNull());
		assertThat(news("ann")).contains("The organisers have moved your seat to full");
	}

	@Test
	void aMoveOfAKilledServerIsCompletedByAnotherOne() {
		String later = this.conference.session("later", 4, 1);
		this.conference.booked("ann", this.other);
		this.queues.ask(later, SeatAssignments.booked("ann", false, this.other)).block(PATIENCE);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.conference.place("ann", this.other)).isNull());
		assertThat(this.conference.place("ann", later)).isZero();
	}

	@Test
	void withoutASeatThereIsNothingToMove() {
		move(this.full).path("moveParticipantSeat.__typename").entity(String.class).isEqualTo("NoSeatToMove");
	}

	@Test
	@Row("seat (`releaseParticipantSeat`): the place of the participant")
	void aReleasedSeatGoesToTheWaitingListAndTheParticipantIsNotified() {
		this.conference.release("cyd", this.full);
		this.conference.release("bob", this.full);
		this.conference.booked("ann", this.full);
		this.conference.booked("cyd", this.full);
		assertThat(type("releaseParticipantSeat", this.full, "")).isEqualTo("ParticipantSeatReleased");
		assertThat(this.conference.place("ann", this.full)).isNull();
		assertThat(this.conference.place("cyd", this.full)).isZero();
		assertThat(news("ann")).containsExactly("The organisers have released your seat: full");
	}

	@Test
	void nobodyIsBookedWhoDoesNotTakePart() {
		this.conference.organiser().document("""
				mutation ($event: ID!) { putParticipant(input: {eventId: $event, key: "ann", state: CANCELLED}) {
				  __typename } }""").variable("event", this.conference.id).executeAndVerify();
		assertThat(type("bookParticipantSeat", this.other, "")).isEqualTo("ParticipantCancelled");
	}

	@Test
	void attendeesBookForNobody() {
		this.clients.as("bob")
			.document(
					"mutation { bookParticipantSeat(input: {sessionId: \"%s\", participantId: \"%s\"}) { __typename } }"
						.formatted(this.other, this.ann))
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "FORBIDDEN"));
	}

	/** A participant who has entered the ticket code with an account. */
	private String participant(String subject) {
		String id = this.conference.organiser()
			.document("""
					mutation ($event: ID!, $key: String!) {
					  putParticipant(input: {eventId: $event, key: $key, name: $key}) {
					  ... on ParticipantPut { participant { id } } } }""")
			.variable("event", this.conference.id)
			.variable("key", subject)
			.execute()
			.path("putParticipant.participant.id")
			.entity(String.class)
			.get();
		this.participants.change(id, Filters.empty(), new Fields().set("linkedTo", subject)).block(PATIENCE);
		return id;
	}

	private String type(String mutation, String session, String more) {
		return run(mutation, session, more).path(mutation + ".__typename").entity(String.class).get();
	}

	private GraphQlTester.Response move(String session) {
		return run("moveParticipantSeat", session, "fromSessionId: \"%s\"".formatted(this.other));
	}

	private GraphQlTester.Response run(String mutation, String session, String more) {
		return this.conference.organiser()
			.document("""
					mutation { %s(input: {sessionId: "%s", participantId: "%s" %s}) { __typename
					  ... on ParticipantSeatBooked { participant { name } }
					  ... on ParticipantSeatClash { clashingSessions { id } }
					  ... on Refusal { message } } }""".formatted(mutation, session, this.ann, more)
				.replace(mutation.equals("bookParticipantSeat") ? "\0"
						: "... on ParticipantSeatBooked { participant { name } }", "")
				.replace(mutation.equals("releaseParticipantSeat")
						? "... on ParticipantSeatClash { clashingSessions { id } }" : "\0", ""))
			.execute();
	}

	private List<String> news(String subject) {
		return this.clients.as(subject)
			.document("query ($id: ID!) { event(id: $id) { myNews { nodes { text(lang: \"en\") } } } }")
			.variable("id", this.conference.id)
			.execute()
			.path("event.myNews.nodes[*].text")
			.entityList(String.class)
			.get();
	}

}
