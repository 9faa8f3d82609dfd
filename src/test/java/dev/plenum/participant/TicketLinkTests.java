package dev.plenum.participant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Fair;
import dev.plenum.meeting.Row;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.push.DeviceTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An account enters the code of a ticket: from then on both show the same in the event of
 * the ticket, and the ticket has no rights of the account.
 */
@Tag("slow")
@LiveServer
@TestPropertySource(properties = "plenum.sign-in.link-by-email=true")
public class TicketLinkTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String NEWS = "\"myNews\":{\"nodes\":[{";

	private static final String STATE = """
			{ event(id: "%s") { myAgenda { items { __typename } favourites { id } } myMeetings { id } myClaims { claimNumber }
			  myNews { nodes { id } } sessions(first: 10) { nodes { id inMyAgenda myNote myRating { stars } mySeat { state position } } } } }""";

	@Autowired
	private Clients clients;

	@Autowired
	private TicketCodes codes;

	@Autowired
	private Participants participants;

	@Autowired
	private Links links;

	@Autowired
	private LinkDesk desk;

	@Autowired
	private List<LinkedData> features;

	private Fair fair;

	private OwnConference conference;

	private String course;

	private String talk;

	private String running;

	private String trygg;

	private String account;

	private String participant;

	private String ticket;

	@BeforeEach
	void signIn() {
		this.fair = Fair.of(this.clients);
		this.conference = this.fair.conference();
		this.course = this.conference.session("course", "WORKSHOP", 4, Map.of("capacity", 2));
		this.talk = this.conference.session("talk", "SEMINAR", 5, Map.of());
		this.running = this.conference.session("running", "SEMINAR", 0, Map.of());
		this.trygg = this.fair.staffed("trygg", "staff");
		this.account = this.clients.token(this.conference.person("ann"));
		this.participant = participant("ann");
		this.ticket = signIn(this.participant);
	}

	@Test
	@Row("ticket (`linkTicket`): seats, agenda, inbox, meetings, ratings, favourites, notes, claims, contact card and leads of the ticket")
	void theTicketAndTheAccountShowTheSame() {
		String offer = offer();
		mutate(this.account, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		fill(this.ticket, offer);
		this.conference.edit("{ move: { sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\" } }".formatted(this.talk,
				this.conference.in(8), this.conference.in(9)));
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(this.ticket)).contains(NEWS));
		assertThat(state(this.account)).doesNotContain(NEWS);
		assertThat(link(this.account)).contains("TicketLinked", "Ann");
		assertThat(link(this.account)).contains("TicketLinked");
		assertThat(state(this.ticket)).isEqualTo(state(this.account))
			.contains(NEWS, "\"state\":\"BOOKED\"", "\"inMyAgenda\":true", "\"myNote\":\"mine\"", "\"stars\":4",
					"favourites\":[{\"id\"", "\"claimNumber\":1");
		mutate(this.ticket, "removeFromAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(this.talk));
		mutate(this.account, "releaseSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		assertThat(state(this.ticket)).isEqualTo(state(this.account)).doesNotContain("BOOKED");
		assertThat(ask(this.clients.token(this.conference.person("organiser")),
				"{ event(id: \"%s\") { participants(filter: {linked: true}) { nodes { name linked } } } }"
					.formatted(this.conference.id()))
			.toString()).contains("Ann");
	}

	/**
	 * The server that moves the data is killed after each step, and another one repeats
	 * the move.
	 */
	@Test
	void aMoveThatIsInterruptedAfterAnyStepIsCompletedByAnotherServer() {
		String offer = offer();
		for (int steps = 0; steps <= this.features.size(); steps++) {
			String other = participant("p" + steps);
			String token = signIn(other);
			String person = this.clients.token(this.conference.person("p" + steps));
			fill(token, offer);
			ParticipantDocument linked = linked(other, "p" + steps, Instant.now().plusSeconds(3600));
			this.links.shown(linked).block(PATIENCE);
			Link link = new Link(linked.eventId(), linked.ticketSubject(), linked.subject());
			this.features.subList(0, steps).forEach((feature) -> feature.move(link).block(PATIENCE));
			due(linked);
			this.desk.carryOutDue().block(PATIENCE);
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(state(person)).as(person)
					.contains("\"inMyAgenda\":true", "\"myNote\":\"mine\"", "\"stars\":4", "favourites\":[{\"id\"",
							"\"claimNumber\":")
					.isEqualTo(state(token)));
			JsonNode export = ask(person, "{ exportMyData }").at("/data/exportMyData");
			for (String kind : List.of("seats", "ratings", "contactCards", "leads", "meetings", "claims", "signIns")) {
				assertThat(export.get(kind).size()).as(kind + " after " + steps).isOne();
			}
			assertThat(export.at("/pushNotifications/0/devices").size()).as("devices after " + steps).isOne();
		}
	}

	@Test
	void bookingsWithBothTokensWhileTheyAreLinkedGiveOneSeat() {
		for (int round = 0; round < 5; round++) {
			String session = this.conference.session("both" + round, "WORKSHOP", 10 + 2 * round, Map.of("capacity", 5));
			String name = "r" + round;
			String other = participant(name);
			String token = signIn(other);
			String person = this.clients.token(this.conference.person(name));
			String book = "mutation { bookSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(session);
			Flux.just(token, person, "link", token, person, token)
				.flatMap((who) -> Mono
					.fromCallable(() -> who.equals("link") ? ask(person, linking(codeOf(other))) : ask(who, book))
					.subscribeOn(Schedulers.boundedElastic()), 6)
				.collectList()
				.block(PATIENCE);
			due(this.participants.byId(other).block(PATIENCE));
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(ask("",
						"{ node(id: \"%s\") { ... on Session { seats { taken waiting } } } }".formatted(session))
					.at("/data/node/seats")
					.toString()).isEqualTo("{\"taken\":1,\"waiting\":0}"));
			assertThat(state(token)).isEqualTo(state(person)).contains("BOOKED");
		}
	}

	@Test
	@Row("ticket (`linkTicket`): a seat or place at a session where the account has one, too")
	void ofTwoSeatsTheEarlierOneStaysAndTheLineGetsTheOther() {
		mutate(this.ticket, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		mutate(this.account, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		String bob = this.clients.token(this.conference.person("bob"));
		mutate(bob, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		assertThat(state(bob)).contains("WAITING");
		link(this.account);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(bob)).contains("BOOKED"));
		assertThat(state(this.account)).contains("BOOKED").isEqualTo(state(this.ticket));
	}

	@Test
	@Row("ticket (`linkTicket`): rights of the account")
	void aLinkedTicketHasNoRightsOfTheAccount() {
		String organiser = this.clients.token(this.conference.person("organiser"));
		this.fair.setStaff(this.trygg, List.of(this.conference.person("organiser"), this.conference.person("staff")))
			.errors()
			.verify();
		meeting(this.clients.token(this.conference.person("bob")));
		String invitation = ask(organiser,
				"mutation { inviteCrew(input: {eventId: \"%s\", key: \"d\", role: DOOR}) { ... on CrewInvited { invitationCode } } }"
					.formatted(this.conference.id()))
			.at("/data/inviteCrew/invitationCode")
			.asString();
		mutate(organiser, "redeemCrewInvitation(input: {eventId: \"%s\", code: \"%s\"}) { __typename }"
			.formatted(this.conference.id(), invitation));
		String meeting = ask(organiser,
				"{ node(id: \"%s\") { ... on Exhibitor { meetings(first: 5) { nodes { id } } } } }"
					.formatted(this.trygg))
			.at("/data/node/meetings/nodes/0/id")
			.asString();
		mutate(organiser,
				"answerMeeting(input: {meetingId: \"%s\", answer: {propose: {startsAt: \"%s\", endsAt: \"%s\"}}}) { __typename }"
					.formatted(meeting, this.conference.in(7), this.conference.in(8)));
		assertThat(link(organiser)).contains("TicketLinked");
		assertThat(state(organiser)).contains("\"myMeetings\":[{", NEWS);
		String replaced = ask(organiser,
				"mutation { replaceTicketCode(input: {participantId: \"%s\"}) { ... on TicketCodeReplaced { ticketCode } } }"
					.formatted(this.participant))
			.at("/data/replaceTicketCode/ticketCode")
			.asString();
		assertThat(replaced).isNotEmpty();
		for (String token : List.of(this.ticket, signIn(this.participant))) {
			assertThat(code(
					ask(token, "mutation { putRoom(input: {eventId: \"%s\", key: \"r\", name: \"R\"}) { __typename } }"
						.formatted(this.conference.id()))))
				.isEqualTo("FORBIDDEN");
			assertThat(code(ask(token,
					"{ event(id: \"%s\") { participants { totalCount } } }".formatted(this.conference.id()))))
				.isEqualTo("FORBIDDEN");
			assertThat(
					code(ask(token, "{ node(id: \"%s\") { ... on Exhibitor { meetings(first: 5) { nodes { id } } } } }"
						.formatted(this.trygg))))
				.isEqualTo("FORBIDDEN");
			assertThat(code(ask(token,
					"mutation { checkIn(input: {sessionId: \"%s\", attendee: {code: \"x\"}}) { __typename } }"
						.formatted(this.course))))
				.isEqualTo("FORBIDDEN");
			assertThat(ask(token,
					"{ viewer { subject organiserOf { id } } event(id: \"%s\") { myCrewInvitations { __typename } myMeetings { id } myAgenda { items { __typename } } myNews { nodes { id } } } node(id: \"%s\") { id } exportMyData }"
						.formatted(this.conference.id(), meeting))
				.toString())
				.contains("\"organiserOf\":[]", "\"myMeetings\":[]", "\"myCrewInvitations\":[]", "\"node\":null",
						"plenum:ticket:" + this.participant)
				.doesNotContain("AgendaMeeting", this.conference.person("organiser"));
		}
	}

	@Test
	void exportAndDeletionWithTheTicketConcernItsEventOnly() {
		OwnConference elsewhere = OwnConference.of(this.clients);
		String other = elsewhere.session("a", "SEMINAR", 4, Map.of("capacity", 5));
		mutate(this.account, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(other));
		mutate(this.account, "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(other));
		mutate(this.account, "putNotificationSettings(input: {mutedKinds: [SEAT]}) { __typename }");
		fill(this.ticket, offer());
		assertThat(export(this.account)).contains(other).doesNotContain(this.course, this.conference.id());
		assertThat(export(this.ticket)).contains(this.course).doesNotContain(other, elsewhere.id());
		link(this.account);
		String registration = "\"registrations\":[{\"eventId\":\"%s\",\"key\":\"ann\",\"name\":\"Ann ann\","
			.formatted(this.conference.id());
		assertThat(export(this.account)).contains(other, this.course, "\"signIns\":[{", registration);
		assertThat(export(this.ticket)).contains(this.course, "\"signIns\":[{", registration)
			.doesNotContain(other, elsewhere.id(), "SEAT");
		String devices = "{ viewer { devices { id } signIns { id } notificationSettings { mutedKinds } } }";
		assertThat(ask(this.ticket, devices).at("/data/viewer/devices").size()).isOne();
		assertThat(ask(this.ticket, devices).at("/data/viewer/notificationSettings").toString()).doesNotContain("SEAT");
		assertThat(ask(this.account, devices).at("/data/viewer/devices").size()).isOne();
		assertThat(ask(this.account, devices).at("/data/viewer/signIns").size()).isOne();
		assertThat(delete(this.ticket, "plenum:ticket:" + this.participant)).contains("{\"key\":\"seats\",\"count\":1}",
				"{\"key\":\"agendas\",\"count\":2}");
		assertThat(state(this.account)).doesNotContain("BOOKED", "\"inMyAgenda\":true");
		assertThat(export(this.account)).contains(other, "SEAT").doesNotContain(this.course);
		mutate(this.ticket, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		assertThat(delete(this.account, this.conference.person("ann"))).contains("{\"key\":\"seats\",\"count\":2}");
		assertThat(state(this.ticket)).doesNotContain("BOOKED");
		assertThat(export(this.account)).doesNotContain(other, this.course);
	}

	@Test
	void aParticipantWhoIsRemovedAfterTheLinkLosesTheSeatsOfTheAccount() {
		link(this.account);
		mutate(this.account, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		mutate(this.clients.token(this.conference.person("organiser")),
				"removeParticipant(input: {participantId: \"%s\"}) { __typename }".formatted(this.participant));
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(this.account)).doesNotContain("BOOKED"));
		await().atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(this.participants.byId(this.participant).blockOptional(PATIENCE)).isEmpty());
		String again = participant("ann");
		assertThat(again).isEqualTo(this.participant);
		mutate(this.account, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		assertThat(state(signIn(again))).doesNotContain("BOOKED");
	}

	@Test
	void refusalsAreData() {
		String bob = this.clients.token(this.conference.person("bob"));
		String second = participant("second");
		assertThat(ask(this.account, linking("hello")).toString()).contains("MISTYPED");
		assertThat(ask(this.account, linking(this.codes.codeOf(this.participant, 7))).toString()).contains("UNKNOWN");
		assertThat(ask(this.ticket, linking(codeOf(second))).toString()).contains("ACCOUNT_NEEDED");
		assertThat(code(ask("", linking(codeOf(second))))).isEqualTo("UNAUTHENTICATED");
		assertThat(link(this.account)).contains("TicketLinked");
		assertThat(link(bob)).contains("TICKET_TAKEN");
		assertThat(ask(this.account, linking(codeOf(second))).toString()).contains("ACCOUNT_TAKEN");
		mutate(this.clients.token(this.conference.person("organiser")),
				"putParticipant(input: {eventId: \"%s\", id: \"%s\", state: CANCELLED}) { __typename }"
					.formatted(this.conference.id(), second));
		assertThat(ask(bob, linking(codeOf(second))).toString()).contains("CANCELLED");
	}

	@Test
	void ofTwoTicketsThatAnAccountLinksAtTheSameMomentTheFirstStays() {
		String second = participant("second");
		ParticipantDocument one = linked(this.participant, "ann", Instant.now());
		ParticipantDocument two = linked(second, "ann", Instant.now());
		due(two);
		await().atMost(PATIENCE)
			.until(() -> this.participants.byId(two.id()).blockOptional(PATIENCE).orElseThrow().linkedTo() == null);
		assertThat(this.participants.byId(one.id()).blockOptional(PATIENCE).orElseThrow().linkedTo())
			.isEqualTo(this.conference.person("ann"));
	}

	@Test
	void aVerifiedEmailAddressOfExactlyOneParticipantLinksTheTicket() {
		String event = this.conference.id();
		String link = "mutation { linkTicketByEmail(input: {eventId: \"%s\"}) { __typename ... on TicketLinked { name } ... on TicketLinkRejected { ticketLinkProblem } } }"
			.formatted(event);
		put("key: \"mail\", name: \"Mia\", email: \"Mia@Example.org\"");
		put("key: \"two\", name: \"One of two\", email: \"two@example.org\"");
		put("key: \"three\", name: \"Other of two\", email: \"two@example.org\"");
		assertThat(ask(emailToken("mia", "mia@example.org", false), link).toString()).contains("EMAIL_NOT_VERIFIED");
		assertThat(ask(this.account, link).toString()).contains("EMAIL_NOT_VERIFIED");
		assertThat(ask(emailToken("mia", "nobody@example.org", true), link).toString()).contains("EMAIL_UNKNOWN");
		assertThat(ask(emailToken("mia", "two@example.org", true), link).toString()).contains("EMAIL_AMBIGUOUS");
		put("key: \"before\", name: \"Aia\", email: \"mia@example.org\", state: CANCELLED");
		assertThat(ask(emailToken("mia", "MIA@example.org", true), link).toString()).contains("TicketLinked", "Mia");
		put("key: \"gone\", name: \"Gone\", email: \"gone@example.org\", state: CANCELLED");
		assertThat(ask(emailToken("gone", "gone@example.org", true), link).toString()).contains("TicketCodeRejected");
	}

	@Test
	@Row("ticket (`linkTicket`): its code at the door and its calendar address")
	void bothCodesAndBothCalendarAddressesStayValid() {
		fill(this.ticket, offer());
		String address = "{ event(id: \"%s\") { myAgenda { agendaCode calendarFeed { url } } } }"
			.formatted(this.conference.id());
		JsonNode ofTicket = ask(this.ticket, address).at("/data/event/myAgenda");
		JsonNode ofAccount = ask(this.account, address).at("/data/event/myAgenda");
		link(this.account);
		assertThat(ask(this.ticket, address).at("/data/event/myAgenda")).isEqualTo(ofTicket);
		for (JsonNode own : List.of(ofTicket, ofAccount)) {
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(calendar(own.at("/calendarFeed/url").asString())).contains("course", "talk"));
			assertThat(ask(this.clients.token(this.conference.person("organiser")),
					"mutation { checkIn(input: {sessionId: \"%s\", attendee: {code: \"%s\"}}) { __typename ... on AttendeeCheckedIn { name } } }"
						.formatted(this.running, own.at("/agendaCode").asString()))
				.toString()).contains("Ann");
		}
	}

	@Test
	@Row("ticket (`linkTicket`): devices of the ticket")
	void theDevicesOfTheTicketBelongToTheAccount() {
		fill(this.ticket, offer());
		String devices = "{ viewer { devices { id event { id } } } }";
		String id = ask(this.ticket, devices).at("/data/viewer/devices/0/id").asString();
		link(this.account);
		assertThat(ask(this.account, devices).at("/data/viewer/devices/0/id").asString()).isEqualTo(id);
		assertThat(ask(this.ticket,
				"mutation { removeDevice(input: {deviceId: \"%s\"}) { ... on DeviceRemoved { removedId } } }"
					.formatted(id))
			.toString()).contains(id);
		assertThat(ask(this.account, devices).at("/data/viewer/devices").size()).isZero();
	}

	/** Everything that an attendee can have. */
	private void fill(String token, String offer) {
		String event = this.conference.id();
		mutate(token, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.course));
		mutate(token, "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(this.talk));
		mutate(token, "putSessionNote(input: {sessionId: \"%s\", text: \"mine\"}) { __typename }".formatted(this.talk));
		mutate(token, "rateSession(input: {sessionId: \"%s\", stars: 4}) { __typename }".formatted(this.running));
		mutate(token, "favouriteExhibitor(input: {exhibitorId: \"%s\"}) { __typename }".formatted(this.trygg));
		mutate(token, "claimOffer(input: {offerId: \"%s\"}) { __typename }".formatted(offer));
		mutate(token, "putContactCard(input: {eventId: \"%s\", name: \"Ann\"}) { __typename }".formatted(event));
		String contact = ask(token, "{ event(id: \"%s\") { myContactCard { contactCode { code } } } }".formatted(event))
			.at("/data/event/myContactCard/contactCode/code")
			.asString();
		mutate(this.clients.token(this.conference.person("staff")),
				"captureLead(input: {exhibitorId: \"%s\", code: \"%s\"}) { __typename }".formatted(this.trygg,
						contact));
		meeting(token);
		mutate(token,
				"registerDevice(input: {eventId: \"%s\", lang: \"sv\", timezone: \"Europe/Stockholm\", address: {webPush: {endpoint: \"https://test.push.services.mozilla.com/%s\", p256dh: \"%s\", auth: \"%s\"}}}) { __typename }"
					.formatted(event, Integer.toHexString(token.hashCode()), DeviceTests.KEY, DeviceTests.SECRET));
	}

	private void meeting(String token) {
		mutate(token,
				"requestMeeting(input: {exhibitorId: \"%s\", key: \"m\", name: \"Ann\", times: [{startsAt: \"%s\", endsAt: \"%s\"}]}) { __typename }"
					.formatted(this.trygg, this.conference.in(7), this.conference.in(8)));
	}

	private String offer() {
		return ask(this.clients.token(this.conference.person("staff")),
				"mutation { putOffer(input: {exhibitorId: \"%s\", key: \"o\", title: [{lang: \"sv\", text: \"Kaffe\"}], claimLimit: 50}) { ... on OfferPut { offer { id } } } }"
					.formatted(this.trygg))
			.at("/data/putOffer/offer/id")
			.asString();
	}

	private ParticipantDocument linked(String id, String name, Instant movingAt) {
		this.participants.link(id, this.conference.person(name), movingAt).block(PATIENCE);
		return this.participants.byId(id).blockOptional(PATIENCE).orElseThrow();
	}

	/** Another server finds the move as if the time of the first one were over. */
	private void due(ParticipantDocument linked) {
		ParticipantDocument newest = this.participants.newest(linked.id()).blockOptional(PATIENCE).orElseThrow();
		if (newest.movingAt() != null) {
			this.participants.move(newest, Instant.now()).block(PATIENCE);
		}
	}

	private String participant(String name) {
		return put("key: \"%s\", name: \"Ann %s\"".formatted(name, name));
	}

	private String put(String fields) {
		return ask(this.clients.token(this.conference.person("organiser")),
				"mutation { putParticipant(input: {eventId: \"%s\", %s}) { ... on ParticipantPut { participant { id } } } }"
					.formatted(this.conference.id(), fields))
			.at("/data/putParticipant/participant/id")
			.asString();
	}

	private String signIn(String id) {
		return ask("", "mutation { signIn(input: {code: \"%s\"}) { ... on SignedIn { tokens { accessToken } } } }"
			.formatted(codeOf(id))).at("/data/signIn/tokens/accessToken").asString();
	}

	private String codeOf(String id) {
		ParticipantDocument found = this.participants.newest(id).blockOptional(PATIENCE).orElseThrow();
		return this.codes.codeOf(id, found.generation());
	}

	private static String linking(String code) {
		return "mutation { linkTicket(input: {code: \"%s\"}) { __typename ... on TicketLinked { name } ... on TicketLinkRejected { ticketLinkProblem } ... on TicketCodeRejected { ticketCodeProblem } } }"
			.formatted(code);
	}

	private String link(String token) {
		return ask(token, linking(codeOf(this.participant))).toString();
	}

	/** A token of the same issuer, which says something of the person's address. */
	private String emailToken(String name, String email, boolean verified) {
		return this.clients.token(this.conference.person(name), Map.of("email", email, "email_verified", verified));
	}

	private String state(String token) {
		JsonNode answer = ask(token, STATE.formatted(this.conference.id()));
		assertThat(answer.has("errors")).as(answer.toString()).isFalse();
		return answer.at("/data").toString();
	}

	private String export(String token) {
		return ask(token, "{ exportMyData }").at("/data/exportMyData").toString();
	}

	private String delete(String token, String subject) {
		return ask(token,
				"mutation { deleteMyData(input: {subject: \"%s\"}) { ... on MyDataDeleted { deleted { key count } } } }"
					.formatted(subject))
			.toString();
	}

	private String calendar(String address) {
		return this.clients.raw()
			.get()
			.uri(address.substring(address.indexOf("/", "https://".length())))
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private void mutate(String token, String mutation) {
		JsonNode answer = ask(token, "mutation { %s }".formatted(mutation));
		assertThat(answer.has("errors")).as(answer.toString()).isFalse();
	}

	private static String code(JsonNode answer) {
		return answer.at("/errors/0/extensions/code").asString("NONE");
	}

	private JsonNode ask(String token, String operation) {
		return this.clients.ask(token, operation);
	}

}
