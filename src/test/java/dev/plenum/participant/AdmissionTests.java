package dev.plenum.participant;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.token.TokenIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.awaitility.Awaitility.await;

/**
 * Who may have a seat.
 */
@Tag("slow")
@LiveServer
class AdmissionTests {

	@Autowired
	private Clients clients;

	@Autowired
	private Participants participants;

	@Autowired
	private Badges badges;

	private OwnConference conference;

	private String open;

	private String workshop;

	@BeforeEach
	void makeConference() {
		this.conference = OwnConference.of(this.clients);
		this.open = this.conference.session("open", "SEMINAR", 2, Map.of("capacity", 5));
		this.workshop = this.conference.session("workshop", "SEMINAR", 4,
				Map.of("capacity", 5, "ticketTypes", List.of("Workshop", "Full")));
	}

	@Test
	void anOpenEventAdmitsEverybodyExceptToSessionsThatRequireATicket() {
		book("anna", this.open).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		book("anna", this.workshop).matchesJson("""
				{ "__typename": "NotEntitled", "requirement": "PARTICIPATION", "ticketTypes": ["Workshop", "Full"],
				  "message": "This event is for its participants. Sign in with your ticket code." }""");
		participant("berit", "full");
		participant("cecilia", "Exhibition");
		book("berit", this.workshop).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		book("cecilia", this.workshop).matchesJson("""
				{ "__typename": "NotEntitled", "requirement": "TICKET_TYPE",
				  "message": "Your ticket does not include this session." }""");
	}

	@Test
	void anEventForParticipantsAdmitsOnlyThoseWhoTakePartAndStaysPublic() {
		book("anna", this.open).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		this.conference.organiser()
			.document(
					"mutation { putEvent(input: {slug: \"%s\", admission: PARTICIPANTS}) { ... on EventPut { event { admission } } } }"
						.formatted(this.conference.slug()))
			.execute()
			.path("putEvent.event.admission")
			.entity(String.class)
			.isEqualTo("PARTICIPANTS");
		book("berit", this.open).matchesJson("{ \"__typename\": \"NotEntitled\", \"requirement\": \"PARTICIPATION\" }");
		book("anna", this.open).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		participant("berit", "Any");
		book("berit", this.open).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		String other = participant("cecilia", "Any");
		this.conference.organiser()
			.document(
					"mutation { putParticipant(input: {eventId: \"%s\", id: \"%s\", state: CANCELLED}) { __typename } }"
						.formatted(this.conference.id(), other))
			.executeAndVerify();
		book("cecilia", this.open).matchesJson("{ \"__typename\": \"NotEntitled\" }");
		this.clients.anonymous()
			.document("{ event(slug: \"%s\") { name admission sessions { totalCount } } }"
				.formatted(this.conference.slug()))
			.executeAndVerify();
	}

	@Test
	void reservedSeatsAreForTheirTicketsUntilAServerNoticesTheTime() {
		participant("berit", "vip");
		String one = this.conference.session("one", "SEMINAR", 6, Map.of("capacity", 2, "reservedSeats",
				Map.of("seatCount", 2, "ticketTypes", List.of("VIP"), "releasedAt", this.conference.in(5))));
		book("anna", one).matchesJson("{ \"__typename\": \"SeatWaiting\" }");
		book("berit", one).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		book("cecilia", one).matchesJson("{ \"__typename\": \"SeatWaiting\" }");
		this.conference.organiser()
			.document("""
					mutation ($input: PutSessionInput!) { putSession(input: $input) { ... on SessionPut {
					  session { reservedSeats { seatCount ticketTypes releasedAt } } } } }""")
			.variable("input",
					Map.of("eventId", this.conference.id(), "id", one, "reservedSeats",
							Map.of("seatCount", 2, "ticketTypes", List.of("VIP"), "releasedAt",
									Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS).toString())))
			.execute()
			.path("putSession.session.reservedSeats")
			.matchesJson("{ \"seatCount\": 2, \"ticketTypes\": [\"VIP\"] }");
		book("anna", one).matchesJson("{ \"__typename\": \"SeatWaiting\" }");
		becomes("anna", one, "BOOKED");
		book("cecilia", one).matchesJson("{ \"__typename\": \"SeatWaiting\" }");
	}

	@Test
	void seatsThatAreReservedLaterGoToThoseInLineWithATicketForThemThen() {
		String one = this.conference.session("one", "SEMINAR", 6, Map.of("capacity", 1));
		String berit = participant("berit", "Any");
		participant("cecilia", "VIP");
		book("anna", one).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		for (String person : List.of("berit", "dora", "cecilia")) {
			book(person, one).matchesJson("{ \"__typename\": \"SeatWaiting\" }");
		}
		this.conference.organiser()
			.document(
					"mutation ($input: PutSessionInput!) { putSession(input: $input) { ... on SessionPut { session { capacity } } } }")
			.variable("input",
					Map.of("eventId", this.conference.id(), "id", one, "capacity", 4, "reservedSeats",
							Map.of("seatCount", 3, "ticketTypes", List.of("VIP"), "releasedAt", this.conference.in(5))))
			.execute()
			.path("putSession.session.capacity")
			.entity(Integer.class)
			.isEqualTo(4);
		becomes("cecilia", one, "BOOKED");
		becomes("berit", one, "WAITING");
		this.conference.organiser()
			.document(
					"mutation { putParticipant(input: {eventId: \"%s\", id: \"%s\", ticketType: \"vip\"}) { __typename } }"
						.formatted(this.conference.id(), berit))
			.executeAndVerify();
		becomes("berit", one, "BOOKED");
		String code = this.conference.newTicketCode(this.conference.participant("d", Map.of("ticketType", "VIP")));
		this.conference.as("dora")
			.document("mutation { linkTicket(input: {code: \"%s\"}) { __typename } }".formatted(code))
			.execute()
			.path("linkTicket.__typename")
			.entity(String.class)
			.isEqualTo("TicketLinked");
		becomes("dora", one, "BOOKED");
	}

	private void becomes(String person, String session, String state) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> this.conference.as(person)
				.document("{ node(id: \"%s\") { ... on Session { mySeat { state } } } }".formatted(session))
				.execute()
				.path("node.mySeat.state")
				.entity(String.class)
				.isEqualTo(state));
	}

	@Test
	void aGroupHasTheReservedSeatsOfThoseWithATicketForThem() {
		participant("berit", "vip");
		String cecilia = participant("cecilia", "VIP");
		String one = this.conference.session("one", "SEMINAR", 6, Map.of("capacity", 3, "reservedSeats",
				Map.of("seatCount", 2, "ticketTypes", List.of("VIP"), "releasedAt", this.conference.in(5))));
		String badge = this.badges.of(this.conference.id(), TokenIssuer.TICKET + cecilia)
			.blockOptional(Duration.ofSeconds(10))
			.orElseThrow()
			.token();
		group("anna", one, "invitations: 1")
			.matchesJson("{ \"__typename\": \"TooFewSeats\", \"needed\": 2, \"left\": 1 }");
		group("berit", one, "invitations: 2")
			.matchesJson("{ \"__typename\": \"TooFewSeats\", \"needed\": 3, \"left\": 2 }");
		group("anna", one, "agendaCodes: [\"%s\"], invitations: 1".formatted(badge))
			.matchesJson("{ \"__typename\": \"TooFewSeats\", \"needed\": 3, \"left\": 2 }");
		group("berit", one, "agendaCodes: [\"%s\"], invitations: 1".formatted(badge))
			.matchesJson("{ \"__typename\": \"SeatsHeld\" }");
		book("anna", one).matchesJson("{ \"__typename\": \"SeatWaiting\" }");
		this.conference.as("cecilia")
			.document("mutation { acceptSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(one))
			.execute()
			.path("acceptSeat.__typename")
			.entity(String.class)
			.isEqualTo("SeatBooked");
	}

	@Test
	void theSeatOfAParticipantWhoLeavesGoesToTheNextInLine() {
		String one = this.conference.session("one", "SEMINAR", 6, Map.of("capacity", 1));
		String id = participant("anna", "Any");
		book("anna", one).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		book("berit", one).matchesJson("{ \"__typename\": \"SeatWaiting\" }");
		this.conference.organiser()
			.document(
					"mutation { putParticipant(input: {eventId: \"%s\", id: \"%s\", state: CANCELLED}) { __typename } }"
						.formatted(this.conference.id(), id))
			.executeAndVerify();
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> book("berit", one).matchesJson("{ \"__typename\": \"SeatBooked\" }"));
	}

	@Test
	void aDepartureThatWasInterruptedIsRepeatedByAnyServer() {
		String one = this.conference.session("one", "SEMINAR", 6, Map.of("capacity", 1));
		String id = participant("anna", "Any");
		book("anna", one).matchesJson("{ \"__typename\": \"SeatBooked\" }");
		book("berit", one).matchesJson("{ \"__typename\": \"SeatWaiting\" }");
		this.participants
			.change(id, Filters.empty(),
					new Fields().set("state", ParticipantState.CANCELLED)
						.set("departingAt", Instant.now().plusSeconds(2)))
			.block();
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> book("berit", one).matchesJson("{ \"__typename\": \"SeatBooked\" }"));
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.participants.newest(id).blockOptional().orElseThrow().departingAt() == null);
	}

	private String participant(String person, String ticketType) {
		String id = this.conference.participant(person, Map.of("ticketType", ticketType));
		this.participants.change(id, Filters.empty(), new Fields().set("linkedTo", this.conference.person(person)))
			.block();
		return id;
	}

	private GraphQlTester.Path group(String person, String session, String people) {
		return this.conference.as(person)
			.document("""
					mutation { bookSeats(input: {sessionId: "%s", %s}) { __typename
					  ... on TooFewSeats { needed left } ... on Refusal { message } } }""".formatted(session, people))
			.execute()
			.path("bookSeats");
	}

	private GraphQlTester.Path book(String person, String session) {
		return this.conference.as(person)
			.document("""
					mutation { bookSeat(input: {sessionId: "%s"}) { __typename
					  ... on NotEntitled { requirement ticketTypes message event { id } session { id } } } }"""
				.formatted(session))
			.execute()
			.path("bookSeat");
	}

}
