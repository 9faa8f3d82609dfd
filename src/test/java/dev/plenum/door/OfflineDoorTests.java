package dev.plenum.door;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.QrCodeTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The door list, and the upload of what a device decided without a network.
 */
@Tag("slow")
@LiveServer
class OfflineDoorTests {

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void theEarliestCheckInWinsAndNobodyIsCountedTwice() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		book("ann", session);
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		Instant device = now.plusSeconds(600);
		String ann = "attendee: {code: \"%s\"}".formatted(this.conference.agendaCode("ann"));
		String later = entry("a", session, ann, device.minusSeconds(60));
		String earlier = entry("b", session, ann, device.minusSeconds(120));
		sync(device, later).path("syncCheckIns.results[*].outcome")
			.entityList(String.class)
			.containsExactly("CHECKED_IN")
			.path("syncCheckIns.clockOffSeconds")
			.entity(Integer.class)
			.satisfies((off) -> assertThat(off).isBetween(570, 601));
		sync(device, earlier, later).path("syncCheckIns.results[*].outcome")
			.entityList(String.class)
			.contains("ALREADY_CHECKED_IN");
		sync(device, later, earlier).path("syncCheckIns.results[*].outcome")
			.entityList(String.class)
			.contains("ALREADY_CHECKED_IN")
			.path("syncCheckIns.results[0].session.checkedIn")
			.entity(Integer.class)
			.isEqualTo(1);
	}

	@Test
	void whoeverIsAboveTheCapacityIsReportedAndCountedOnce() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		Instant now = Instant.now();
		String ann = entry("a", session, "attendee: {agendaCode: \"%s\"}".formatted(this.conference.agendaCode("ann")),
				now);
		String bob = entry("b", session, "attendee: {agendaCode: \"%s\"}".formatted(this.conference.agendaCode("bob")),
				now);
		String nobody = entry("n", session, "attendee: {code: \"AAAAAAAAAA\"}", now);
		sync(now, ann).path("syncCheckIns.results[*].outcome").entityList(String.class).containsExactly("ADMITTED");
		for (int i = 0; i < 2; i++) {
			sync(now, bob, nobody).path("syncCheckIns.results[*].outcome")
				.entityList(String.class)
				.containsExactly("OVER_CAPACITY", "UNKNOWN_ATTENDEE")
				.path("syncCheckIns.results[0].session.checkedIn")
				.entity(Integer.class)
				.isEqualTo(2)
				.path("syncCheckIns.clockOffSeconds")
				.valueIsNull();
		}
	}

	@Test
	void aRepeatedUndoEndsNoLaterCheckInOfSomebodyWithoutASeat() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		String bob = "attendee: {agendaCode: \"%s\"}".formatted(this.conference.agendaCode("bob"));
		book("ann", session);
		sync(Instant.now(), entry("b1", session, bob, Instant.now()));
		undo(session, bob).path("undoCheckIn.session.checkedIn").entity(Integer.class).isEqualTo(0);
		sync(Instant.now(), entry("b2", session, bob, Instant.now())).path("syncCheckIns.results[0].outcome")
			.entity(String.class)
			.isEqualTo("OVER_CAPACITY");
		undo(session, bob).path("undoCheckIn.session.checkedIn").entity(Integer.class).isEqualTo(1);
	}

	/** The answer is lost: the device sends exactly the same again, also the time. */
	@ParameterizedTest
	@ValueSource(strings = { "seat", "admitted", "open", "above the capacity" })
	void anUploadThatIsRepeatedAfterAnUndoRevivesNothing(String kind) {
		boolean isOpen = kind.equals("open");
		String session = this.conference.session("one", "SEMINAR", 1,
				isOpen ? Map.of() : Map.of("capacity", kind.startsWith("above") ? 1 : 2));
		String ann = "attendee: {agendaCode: \"%s\"}".formatted(this.conference.agendaCode("ann"));
		book("bob", session);
		if (kind.equals("seat")) {
			book("ann", session);
		}
		Instant sent = Instant.now();
		String entry = entry("a", session, ann, sent);
		String first = sync(sent, entry).path("syncCheckIns.results[0].outcome").entity(String.class).get();
		assertThat(first).isIn("CHECKED_IN", "ADMITTED", "OVER_CAPACITY");
		undo(session, ann);
		for (int i = 0; i < 2; i++) {
			sync(sent, entry).path("syncCheckIns.results[0]")
				.matchesJson("{\"outcome\": \"UNDONE\", \"session\": {\"checkedIn\": 0}}");
		}
		sync(Instant.now(), entry("b", session, ann, Instant.now())).path("syncCheckIns.results[0]")
			.matchesJson("{\"session\": {\"checkedIn\": 1}}");
	}

	@Test
	void aRepeatedUploadTakesNoSeatAgainThatWasReleasedMeanwhile() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		String ann = "attendee: {agendaCode: \"%s\"}".formatted(this.conference.agendaCode("ann"));
		Instant sent = Instant.now();
		String entry = entry("a", session, ann, sent);
		sync(sent, entry).path("syncCheckIns.results[0].outcome").entity(String.class).isEqualTo("ADMITTED");
		this.conference.as("ann")
			.document("mutation { releaseSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(session))
			.executeAndVerify();
		sync(sent, entry).path("syncCheckIns.results[0]")
			.matchesJson("{\"outcome\": \"UNDONE\", \"session\": {\"checkedIn\": 0}}");
	}

	@Test
	void twoDevicesMayUseTheSameKeys() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 2));
		String ann = "attendee: {agendaCode: \"%s\"}".formatted(this.conference.agendaCode("ann"));
		String bob = "attendee: {agendaCode: \"%s\"}".formatted(this.conference.agendaCode("bob"));
		Instant now = Instant.now();
		sync(now, entry("1", session, ann, now.minusSeconds(9)));
		sync(now, entry("1", session, bob, now.minusSeconds(9))).path("syncCheckIns.results[0].outcome")
			.entity(String.class)
			.isEqualTo("ADMITTED");
		Instant earlier = now.minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
		sync(now, entry("1", session, ann, earlier)).path("syncCheckIns.results[0].outcome")
			.entity(String.class)
			.isEqualTo("CHECKED_IN");
	}

	@Test
	void anAttendeeWithoutASeatIsSentToTheirSessionOrAdmitted() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 2));
		String other = this.conference.session("two", "SEMINAR", 1, Map.of("capacity", 2));
		book("ann", other);
		checkIn(session, this.conference.agendaCode("ann"), false).path("checkIn.seatSessions[*].id")
			.entityList(String.class)
			.containsExactly(other);
		checkIn(session, this.conference.agendaCode("bob"), false).path("checkIn.left")
			.entity(Integer.class)
			.isEqualTo(2);
		checkIn(session, this.conference.agendaCode("bob"), true).path("checkIn.alreadyCheckedIn")
			.entity(Boolean.class)
			.isEqualTo(false);
		checkIn(session, this.conference.agendaCode("bob"), false).path("checkIn.alreadyCheckedIn")
			.entity(Boolean.class)
			.isEqualTo(true);
	}

	@Test
	void theListHasAHashOfEachCodeAndIsRefreshedByDifferences() throws Exception {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 6));
		String code = this.conference.agendaCode("ann");
		book("ann", session);
		checkIn(session, code, false);
		Map<String, Object> list = list(session, "");
		assertThat(list).containsEntry("eventId", this.conference.id());
		assertThat(entries(list)).singleElement().satisfies((entry) -> {
			assertThat(entry.toString()).contains(hash((String) list.get("key"), code), "BOOKED", "checkedInAt");
		});
		assertThat(list.get("sessions").toString()).contains("places=2", "checkedIn=1")
			.containsPattern("startsAt=[0-9-]{10}T[0-9]{2}:00:00\\+")
			.containsPattern("endsAt=[0-9-]{10}T[0-9]{2}:00:00\\+");
		String cursor = (String) list.get("cursor");
		assertThat((Map<?, ?>) list(session, cursor).get("parts")).isEmpty();
		String bob = this.conference.agendaCode("bob");
		book("bob", session);
		checkIn(session, bob, false);
		assertThat(entries(list(session, cursor)).toString()).contains(hash((String) list.get("key"), bob));
	}

	@Test
	void reservedSeatsAreFreeAtTheDoorForTheirTicketsOnly() throws Exception {
		Map<String, Object> reserved = Map.of("seatCount", 2, "ticketTypes", List.of("Student"), "releasedAt",
				this.conference.in(5));
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 4, "reservedSeats", reserved));
		assertThat(list(session, "").get("sessions").toString()).contains("places=1");
		String student = this.conference.newTicketCode(participant("s", "Student"));
		checkIn(session, this.conference.agendaCode("ann"), false).path("checkIn.left")
			.entity(Integer.class)
			.isEqualTo(2);
		checkIn(session, student, false).path("checkIn.left").entity(Integer.class).isEqualTo(4);
		for (String name : List.of("ann", "bob")) {
			checkIn(session, this.conference.agendaCode(name), true).path("checkIn.__typename")
				.entity(String.class)
				.isEqualTo("AttendeeCheckedIn");
		}
		checkIn(session, this.conference.agendaCode("cyd"), true).path("checkIn.left")
			.entity(Integer.class)
			.isEqualTo(0);
		assertThat(list(session, "").get("sessions").toString()).contains("places=0");
		checkIn(session, student, true).path("checkIn.__typename").entity(String.class).isEqualTo("AttendeeCheckedIn");
	}

	@Test
	void aBadgeIsRecognisedWithTheKeysOfTheListAndAcceptedAsACode() throws Exception {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("ticketTypes", List.of("Student")));
		Map<String, Object> before = list(session, "");
		Map<?, ?> badgeKeys = (Map<?, ?>) before.get("badgeKeys");
		assertThat(before.get("sessions").toString()).contains("ticketTypes=[Student]");
		String id = participant("newcomer", "Newcomer <b>");
		String ticket = this.conference.newTicketCode(id);
		Map<?, ?> badge = badge(this.clients.ticketHolder(ticket));
		String text = (String) badge.get("token");
		assertThat(QrCodeTests.scan((String) badge.get("tokenSvg"))).isEqualTo(text);
		SignedJWT token = SignedJWT.parse(text);
		JWKSet keys = JWKSet.parse(JsonMapper.shared().writeValueAsString(badgeKeys));
		JWK key = keys.getKeyByKeyId(token.getHeader().getKeyID());
		assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
		assertThat(token.getHeader().getType().getType()).isEqualTo("badge+jwt");
		assertThat(token.getJWTClaimsSet().getIssueTime()).isAfterOrEqualTo((Date) before.get("iat"));
		assertThat(token.getJWTClaimsSet().getExpirationTime()).isInTheFuture();
		assertThat(token.getJWTClaimsSet().getClaims()).containsEntry("sub", id)
			.containsEntry("event", this.conference.id())
			.containsEntry("name", "Newcomer <b>")
			.containsEntry("ticketType", "Student");
		Instant now = Instant.now();
		sync(now, entry("a", session, "attendee: {code: \"%s\"}".formatted(text), now))
			.path("syncCheckIns.results[*].outcome")
			.entityList(String.class)
			.containsExactly("CHECKED_IN");
		checkIn(session, text, false).path("checkIn.alreadyCheckedIn").entity(Boolean.class).isEqualTo(true);
		this.conference.newTicketCode(id);
		checkIn(session, text, false).path("checkIn.__typename").entity(String.class).isEqualTo("UnknownAttendee");
	}

	@Test
	void aBadgeIsOfOneEventAndOfAParticipantWhoTakesPart() {
		OwnConference other = OwnConference.of(this.clients);
		String elsewhere = other.session("one", "SEMINAR", 1, Map.of());
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String id = participant("anna", "Anna");
		String ticket = this.conference.newTicketCode(id);
		HttpGraphQlTester anna = this.clients.ticketHolder(ticket);
		String token = (String) badge(anna).get("token");
		other.organiser()
			.document("mutation { checkIn(input: {sessionId: \"%s\", attendee: {code: \"%s\"}}) { __typename } }"
				.formatted(elsewhere, token))
			.execute()
			.path("checkIn.__typename")
			.entity(String.class)
			.isEqualTo("UnknownAttendee");
		assertThat(badge(this.conference.as("ann"))).isNull();
		this.conference.organiser()
			.document("mutation { removeParticipant(input: {participantId: \"%s\"}) { __typename } }".formatted(id))
			.executeAndVerify();
		checkIn(session, token, false).path("checkIn.__typename")
			.entity(String.class)
			.satisfies((type) -> assertThat(type).isIn("NotEntitled", "UnknownAttendee"));
	}

	@Test
	void onlyDoorStaffReadTheList() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		get(this.conference.person("ann"), session, "").expectStatus().isForbidden();
		this.clients.raw()
			.get()
			.uri("/events/{slug}/door?session={id}", this.conference.slug(), session)
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	private static List<Map<?, ?>> entries(Map<String, Object> list) {
		return ((Map<?, ?>) list.get("parts")).values()
			.stream()
			.flatMap((part) -> ((List<?>) part).stream())
			.<Map<?, ?>>map((entry) -> (Map<?, ?>) entry)
			.toList();
	}

	private Map<String, Object> list(String session, String since) throws ParseException {
		byte[] body = get(this.conference.person("organiser"), session, since).expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody();
		SignedJWT token = SignedJWT.parse(new String(body, StandardCharsets.UTF_8));
		assertThat(token.getHeader().getType().getType()).isEqualTo("door+jwt");
		assertThat(token.getJWTClaimsSet().getExpirationTime()).isInTheFuture();
		return token.getJWTClaimsSet().getClaims();
	}

	private WebTestClient.ResponseSpec get(String subject, String session, String since) {
		return this.clients.raw()
			.get()
			.uri("/events/{slug}/door?session={id}&doors=2&since={since}", this.conference.slug(), session, since)
			.headers((headers) -> headers.setBearerAuth(this.clients.token(subject)))
			.exchange();
	}

	private static String hash(String key, String code) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(key), "HmacSHA256"));
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(Arrays.copyOf(mac.doFinal(code.getBytes(StandardCharsets.UTF_8)), 16));
		}
		catch (java.security.GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private GraphQlTester.Response sync(Instant device, String... entries) {
		return this.conference.organiser().document("""
				mutation { syncCheckIns(input: {eventId: "%s", sentAt: "%s", entries: [%s]}) {
				  ... on CheckInsSynced { clockOffSeconds
				    results { key outcome name checkedInAt session { checkedIn } } } } }
				""".formatted(this.conference.id(), device, String.join(", ", entries))).execute();
	}

	private static String entry(String key, String session, String attendee, Instant at) {
		return "{key: \"%s\", sessionId: \"%s\", %s, at: \"%s\"}".formatted(key, session, attendee, at);
	}

	private GraphQlTester.Response checkIn(String session, String code, boolean admit) {
		return this.conference.organiser().document("""
				mutation { checkIn(input: {sessionId: "%s", attendee: {code: "%s"}, admit: %s}) { __typename
				  ... on AttendeeCheckedIn { alreadyCheckedIn }
				  ... on AttendeeHasNoSeat { left }
				  ... on WrongSession { message seatSessions { id } } } }
				""".formatted(session, code, admit)).execute();
	}

	private GraphQlTester.Response undo(String session, String attendee) {
		return this.conference.organiser()
			.document(
					"mutation { undoCheckIn(input: {sessionId: \"%s\", %s, requestId: \"5a1d2c9e-6f0b-4a67-8d5e-0b8f3a1c7e21\"}) { ... on CheckInUndone { session { checkedIn } } } }"
						.formatted(session, attendee))
			.execute();
	}

	private void book(String name, String session) {
		this.conference.as(name)
			.document("mutation { bookSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(session))
			.executeAndVerify();
	}

	private String participant(String key, String name) {
		return this.conference.participant(key, Map.of("name", name, "ticketType", "Student"));
	}

	private Map<?, ?> badge(HttpGraphQlTester person) {
		Map<?, ?> event = person
			.document("query ($id: ID) { event(id: $id) { myAgenda { badge { token tokenSvg } } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myAgenda")
			.entity(Map.class)
			.get();
		return (Map<?, ?>) event.get("badge");
	}

}
