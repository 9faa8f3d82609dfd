package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.meeting.Row;
import dev.plenum.participant.Badges;
import dev.plenum.participant.Badges.Badge;
import dev.plenum.platform.token.TokenIssuer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attendees book seats together and hand seats to each other. There is one session with
 * three seats.
 */
@Tag("slow")
@LiveServer
public class GroupTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Autowired
	private Clients clients;

	@Autowired
	private SeatingBoards boards;

	@Autowired
	private SeatKeeper keeper;

	@Autowired
	private MongoDatabase mongo;

	@Autowired
	private Badges badges;

	private Conference conference;

	private String session;

	@BeforeEach
	void aSession() {
		this.conference = new Conference(this.clients);
		this.session = this.conference.session("course", 2, 3);
	}

	@Test
	void aGroupHasSeatsAsSoonAsEachAccepts() {
		List<String> invitations = invitations(
				bookSeats("ann", "agendaCodes: [\"%s\"], invitations: 1".formatted(code("bob"))));
		assertThat(this.conference.place("ann", this.session)).isZero();
		seat("bob", "OFFERED");
		assertThat(news("bob").getFirst()).startsWith("Another attendee offers you a seat: course. Accept it by ");
		this.conference.seat("ann", this.session).path("node.seats.left").entity(Integer.class).isEqualTo(0);
		answer("bob", "acceptSeat");
		seat("bob", "BOOKED");
		assertThat(accept("cyd", invitations.getFirst())).isEqualTo("SeatInvitationAccepted");
		seat("cyd", "BOOKED");
		assertThat(accept("dag", invitations.getFirst())).isEqualTo("InvitationOver");
		assertThat(accept("cyd", invitations.getFirst())).isEqualTo("SeatInvitationAccepted");
	}

	@Test
	void aPersonIsNamedByTheirBadge() {
		String id = this.clients.as(this.conference.organiserSubject)
			.document(
					"mutation { putParticipant(input: {eventId: \"%s\", key: \"b\", name: \"B\"}) { ... on ParticipantPut { participant { id } } } }"
						.formatted(this.conference.id))
			.execute()
			.path("putParticipant.participant.id")
			.entity(String.class)
			.get();
		Badge badge = this.badges.of(this.conference.id, TokenIssuer.TICKET + id).block(PATIENCE);
		bookSeats("ann", "agendaCodes: [\"%s\"]".formatted(badge.token())).path("bookSeats.__typename")
			.entity(String.class)
			.isEqualTo("SeatsHeld");
	}

	@Test
	void placesAreHeldForAllOrForNobody() {
		bookSeats("ann", "invitations: 3").path("bookSeats")
			.matchesJson("{\"__typename\": \"TooFewSeats\", \"needed\": 4, \"left\": 3}");
		assertThat(this.conference.place("ann", this.session)).isNull();
		bookSeats("ann", "agendaCodes: [\"AAAA\"]").path("bookSeats")
			.matchesJson("{\"__typename\": \"PersonUnknown\"}");
		assertThat(this.conference.place("ann", this.session)).isNull();
	}

	@Test
	void ofTwoGroupsAtTheSameMomentOneIsServed() {
		List<String> outcomes = Flux.just("ann", "bob")
			.flatMap((subject) -> Mono.fromCallable(() -> type(bookSeats(subject, "invitations: 1"), "bookSeats"))
				.subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(outcomes).containsExactlyInAnyOrder("SeatsHeld", "TooFewSeats");
	}

	@Test
	void aRepetitionReturnsTheSameInvitations() {
		List<String> invitations = invitations(bookSeats("ann", "invitations: 2"));
		assertThat(invitations).hasSize(2).doesNotHaveDuplicates();
		assertThat(invitations(bookSeats("ann", "invitations: 2"))).isEqualTo(invitations);
	}

	@Test
	void whatIsDeclinedGoesToTheWaitingListAndTheOthersStay() {
		bookSeats("ann", "agendaCodes: [\"%s\", \"%s\"]".formatted(code("bob"), code("cyd")));
		assertThat(this.conference.booked("dag", this.session)).isEqualTo("SeatWaiting");
		answer("bob", "declineSeat");
		seat("dag", "BOOKED");
		seat("cyd", "OFFERED");
		seat("ann", "BOOKED");
		assertThat(this.conference.place("bob", this.session)).isNull();
		assertThat(news("ann"))
			.containsExactly("A seat that you offered was not accepted: course. You keep your own seat.");
	}

	@Test
	void whatIsNotAnsweredGoesToTheWaitingListAndTheOthersStay() {
		List<String> invitations = invitations(
				bookSeats("ann", "agendaCodes: [\"%s\"], invitations: 1".formatted(code("bob"))));
		this.conference.booked("dag", this.session);
		endsNow("waiting.0.offeredUntil");
		becomes("dag", 0);
		assertThat(this.conference.place("bob", this.session)).isNull();
		assertThat(news("bob")).contains("The offer of a seat has ended: course");
		assertThat(accept("cyd", invitations.getFirst())).isEqualTo("SeatInvitationAccepted");
		seat("ann", "BOOKED");
	}

	@Test
	void aGroupDoesNotOvertakeTheWaitingList() {
		for (String subject : List.of("a", "b", "c", "d")) {
			this.conference.booked(subject, this.session);
		}
		assertThat(type(bookSeats("ann", "invitations: 1"), "bookSeats")).isEqualTo("TooFewSeats");
		assertThat(this.conference.place("d", this.session)).isOne();
	}

	@Test
	void aGroupHasTwoToTenPeople() {
		for (String people : List.of("invitations: 0", "invitations: 10", "invitations: -1")) {
			bookSeats("ann", people).errors()
				.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT"));
		}
	}

	@Test
	void aSeatThatIsHandedOverIsKeptUntilItIsAccepted() {
		this.conference.booked("ann", this.session);
		transfer("ann", "agendaCode: \"%s\"".formatted(code("bob"))).path("transferSeat")
			.matchesJson("{\"__typename\": \"SeatTransferOffered\", \"invitation\": null}");
		seat("ann", "BOOKED");
		seat("bob", "OFFERED");
		this.conference.seat("ann", this.session).path("node.seats.left").entity(Integer.class).isEqualTo(2);
		answer("bob", "acceptSeat");
		seat("bob", "BOOKED");
		assertThat(this.conference.place("ann", this.session)).isNull();
		assertThat(news("ann")).containsExactly("Your seat now belongs to the person you offered it to: course");
		answer("bob", "acceptSeat");
		seat("bob", "BOOKED");
	}

	@Test
	void aSeatThatIsDeclinedStays() {
		this.conference.booked("ann", this.session);
		transfer("ann", "agendaCode: \"%s\"".formatted(code("bob")));
		answer("bob", "declineSeat");
		assertThat(this.conference.place("bob", this.session)).isNull();
		seat("ann", "BOOKED");
		assertThat(news("ann"))
			.containsExactly("A seat that you offered was not accepted: course. You keep your own seat.");
	}

	@Test
	void aSeatThatNobodyAcceptsInTimeStays() {
		this.conference.booked("ann", this.session);
		transfer("ann", "agendaCode: \"%s\"".formatted(code("bob")));
		endsNow("booked.0.handedTo.offeredUntil");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.conference.place("bob", this.session)).isNull());
		seat("ann", "BOOKED");
		assertThat(news("bob")).contains("The offer of a seat has ended: course");
	}

	@Test
	void aSeatIsHandedOverByAnInvitation() {
		this.conference.booked("ann", this.session);
		String code = transfer("ann", "").path("transferSeat.invitation.code").entity(String.class).get();
		assertThat(accept("bob", "wrong")).isEqualTo("InvitationOver");
		assertThat(accept("bob", code)).isEqualTo("SeatInvitationAccepted");
		seat("bob", "BOOKED");
		assertThat(this.conference.place("ann", this.session)).isNull();
	}

	@Test
	void anInvitationThatIsDeclinedIsOver() {
		this.conference.booked("ann", this.session);
		String code = transfer("ann", "").path("transferSeat.invitation.code").entity(String.class).get();
		run("bob", "declineSeatInvitation", "code: \"%s\"".formatted(code), "").errors().verify();
		assertThat(accept("cyd", code)).isEqualTo("InvitationOver");
		seat("ann", "BOOKED");
	}

	@Test
	void aHeldPlaceThatIsWithdrawnGoesToTheWaitingList() {
		List<String> codes = invitations(
				bookSeats("ann", "agendaCodes: [\"%s\"], invitations: 1".formatted(code("bob"))));
		this.conference.booked("dag", this.session);
		this.conference.booked("eva", this.session);
		List<String> ids = made("ann", "named=false", "named=true");
		assertThat(made("bob")).isEmpty();
		assertThat(made("")).isEmpty();
		withdraw("bob", ids.getFirst());
		seat("bob", "OFFERED");
		withdraw("ann", ids.getFirst());
		seat("dag", "BOOKED");
		seat("bob", "OFFERED");
		assertThat(accept("cyd", codes.getFirst())).isEqualTo("InvitationOver");
		withdraw("ann", ids.getFirst());
		assertThat(made("ann", "named=true")).containsExactly(ids.getLast());
		withdraw("ann", ids.getLast());
		seat("eva", "BOOKED");
		seat("ann", "BOOKED");
		assertThat(this.conference.place("bob", this.session)).isNull();
		assertThat(news("bob")).contains("The offer of a seat has ended: course");
	}

	@Test
	void aPlaceThatWasOfferedToSomebodyWhoWaitedIsWithdrawnAndTheyGoOnWaiting() {
		this.conference.rules("freeSeatsOffered", true);
		this.conference.put(this.session, "capacity", 2);
		List.of("cyd", "dag", "bob").forEach((subject) -> this.conference.booked(subject, this.session));
		this.conference.release("cyd", this.session);
		this.conference.release("dag", this.session);
		seat("bob", "OFFERED");
		endsNow("waiting.0.offeredUntil");
		becomes("bob", 1);
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> seat("bob", "WAITING"));
		bookSeats("ann", "agendaCodes: [\"%s\"]".formatted(code("bob")));
		assertThat(news("bob").getFirst()).startsWith("Another attendee offers you a seat: course.");
		withdraw("ann", made("ann", "named=true").getFirst());
		assertThat(made("ann")).isEmpty();
		assertThat(this.conference.place("bob", this.session)).isEqualTo(1);
		assertThat(news("bob"))
			.contains("The offer of a seat has ended: course. You keep your place on the waiting list.");
		seat("ann", "BOOKED");
	}

	@Test
	void aSeatWhoseOfferIsWithdrawnStaysAndALaterOfferToo() {
		this.conference.booked("ann", this.session);
		String first = transfer("ann", "").path("transferSeat.invitation.code").entity(String.class).get();
		String id = made("ann", "ownSeat=true").getFirst();
		assertThat(id).isNotEqualTo(first);
		withdraw("ann", id);
		assertThat(accept("bob", first)).isEqualTo("InvitationOver");
		seat("ann", "BOOKED");
		String later = transfer("ann", "").path("transferSeat.invitation.code").entity(String.class).get();
		withdraw("ann", id);
		assertThat(made("ann", "ownSeat=true")).hasSize(1);
		assertThat(accept("bob", later)).isEqualTo("SeatInvitationAccepted");
		seat("bob", "BOOKED");
	}

	private void withdraw(String subject, String id) {
		assertThat(type(run(subject, "withdrawSeatInvitation", "invitationId: \"%s\"".formatted(id), ""),
				"withdrawSeatInvitation"))
			.isEqualTo("SeatInvitationWithdrawn");
	}

	/**
	 * The ids of what an attendee offers: one with each property, those without a name
	 * first.
	 */
	private List<String> made(String subject, String... properties) {
		GraphQlTester.Response found = (subject.isEmpty() ? this.clients.anonymous() : this.clients.as(subject))
			.document(
					"query ($id: ID!) { node(id: $id) { ... on Session { mySeatInvitations { invitationId named ownSeat } } } }")
			.variable("id", this.session)
			.execute();
		List<Made> all = found.path("node.mySeatInvitations")
			.entityList(Made.class)
			.get()
			.stream()
			.sorted(Comparator.comparing(Made::named))
			.toList();
		assertThat(all).zipSatisfy(List.of(properties),
				(one, property) -> assertThat(one.toString()).contains(property));
		return all.stream().map(Made::invitationId).toList();
	}

	private record Made(String invitationId, boolean named, boolean ownSeat) {
	}

	@Test
	void onlyASeatCanBeHandedOverAndOnlyToAPersonWithoutOne() {
		assertThat(type(transfer("ann", ""), "transferSeat")).isEqualTo("NoSeatToTransfer");
		this.conference.booked("ann", this.session);
		this.conference.booked("bob", this.session);
		assertThat(type(transfer("ann", "agendaCode: \"%s\"".formatted(code("bob"))), "transferSeat"))
			.isEqualTo("AlreadySeated");
	}

	@Test
	@Row({ "person (`deleteMyData`): seats that the person offers to or holds for others",
			"person (`deleteMyData`): seats that others offer to the person" })
	void deletingOnesDataEndsTheOffersOfOnesSeatAndLeavesTheOthers() {
		String leaving = "leaving-" + this.conference.slug;
		String other = "other-" + this.conference.slug;
		List<String> invitations = invitations(
				bookSeats(leaving, "agendaCodes: [\"%s\"], invitations: 1".formatted(code("bob"))));
		accept("cyd", invitations.getFirst());
		transfer("cyd", "agendaCode: \"%s\"".formatted(code(other)));
		for (String subject : List.of(leaving, other)) {
			this.clients.as(subject)
				.document("mutation { deleteMyData(input: {subject: \"%s\"}) { __typename } }".formatted(subject))
				.executeAndVerify();
		}
		seat("bob", "OFFERED");
		seat("cyd", "BOOKED");
		Seating seating = this.boards.of(this.conference.id)
			.get()
			.map((board) -> board.seating(this.session).orElseThrow())
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(seating.toString()).doesNotContain(leaving).doesNotContain(other);
	}

	@Test
	void theSeatsOfADeletedEventAreNotLookedAtAnyMore() {
		this.conference.booked("ann", this.session);
		Awaitility.await().atMost(PATIENCE).until(() -> this.keeper.watches(this.conference.id));
		for (String mutation : List.of("unpublishEvent", "deleteEvent")) {
			this.conference.organiser()
				.document("mutation { %s(input: {eventId: \"%s\"}) { __typename } }".formatted(mutation,
						this.conference.id))
				.executeAndVerify();
		}
		Awaitility.await().atMost(PATIENCE).until(() -> !this.keeper.watches(this.conference.id));
	}

	private GraphQlTester.Response bookSeats(String subject, String people) {
		return run(subject, "bookSeats", people,
				"... on SeatsHeld { invitations { code } } ... on TooFewSeats { needed left } ... on Refusal { message }");
	}

	private GraphQlTester.Response transfer(String subject, String to) {
		return run(subject, "transferSeat", to,
				"... on SeatTransferOffered { invitation { code acceptUntil } } ... on Refusal { message }");
	}

	private String accept(String subject, String code) {
		return type(run(subject, "acceptSeatInvitation", "code: \"%s\"".formatted(code), ""), "acceptSeatInvitation");
	}

	private void answer(String subject, String mutation) {
		run(subject, mutation, "", "").errors().verify();
	}

	private static String type(GraphQlTester.Response response, String mutation) {
		return response.path(mutation + ".__typename").entity(String.class).get();
	}

	private static List<String> invitations(GraphQlTester.Response response) {
		return response.path("bookSeats.invitations[*].code").entityList(String.class).get();
	}

	private GraphQlTester.Response run(String subject, String mutation, String more, String fields) {
		return this.clients.as(subject)
			.document("mutation { %s(input: {sessionId: \"%s\" %s}) { __typename %s } }".formatted(mutation,
					this.session, more, fields))
			.execute();
	}

	private void seat(String subject, String state) {
		this.conference.seat(subject, this.session).path("node.mySeat.state").entity(String.class).isEqualTo(state);
	}

	private void becomes(String subject, int place) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.conference.place(subject, this.session)).isEqualTo(place));
	}

	/** Lets an offer end, as if ten minutes were over. */
	private void endsNow(String field) {
		Instant now = Instant.now();
		Mono.from(CommandRules.byHand(this.mongo.getCollection(Seatings.COLLECTION))
			.updateOne(Filters.eq(this.session),
					Updates.combine(Updates.set(field, now), Updates.set("dueAt", now), Updates.inc("version", 1L))))
			.block(PATIENCE);
	}

	/** The code that an attendee shows. */
	private String code(String subject) {
		String code = this.clients.as(subject)
			.document("query ($id: ID!) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", this.conference.id)
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
		Awaitility.await().atMost(PATIENCE).until(() -> known(code));
		return code;
	}

	private boolean known(String code) {
		return Mono
			.from(CommandRules.byHand(this.mongo.getCollection("agendas")).find(Filters.eq("code", code)).first())
			.blockOptional(PATIENCE)
			.isPresent();
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
