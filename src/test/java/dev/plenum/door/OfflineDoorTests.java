package dev.plenum.door;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jwt.SignedJWT;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The door list, and the upload of what a device decided without a network.
 */
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
		String ann = "attendee: {code: \"%s\"}".formatted(code("ann"));
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
		String ann = entry("a", session, "attendee: {agendaCode: \"%s\"}".formatted(code("ann")), now);
		String bob = entry("b", session, "attendee: {agendaCode: \"%s\"}".formatted(code("bob")), now);
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
	void anAttendeeWithoutASeatIsSentToTheirSessionOrAdmitted() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 2));
		String other = this.conference.session("two", "SEMINAR", 1, Map.of("capacity", 2));
		book("ann", other);
		checkIn(session, code("ann"), false).path("checkIn.seatSessions[*].id")
			.entityList(String.class)
			.containsExactly(other);
		checkIn(session, code("bob"), false).path("checkIn.left").entity(Integer.class).isEqualTo(2);
		checkIn(session, code("bob"), true).path("checkIn.alreadyCheckedIn").entity(Boolean.class).isEqualTo(false);
		checkIn(session, code("bob"), false).path("checkIn.alreadyCheckedIn").entity(Boolean.class).isEqualTo(true);
	}

	@Test
	void theListHasAHashOfEachCodeAndIsRefreshedByDifferences() throws Exception {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 6));
		String code = code("ann");
		book("ann", session);
		checkIn(session, code, false);
		Map<String, Object> list = list(session, "");
		assertThat(list).containsEntry("eventId", this.conference.id());
		assertThat(entries(list)).singleElement().satisfies((entry) -> {
			assertThat(entry.toString()).contains(hash((String) list.get("key"), code), "BOOKED", "checkedInAt");
		});
		assertThat(list.get("sessions").toString()).contains("places=2", "checkedIn=1");
		String cursor = (String) list.get("cursor");
		assertThat((Map<?, ?>) list(session, cursor).get("parts")).isEmpty();
		String bob = code("bob");
		book("bob", session);
		checkIn(session, bob, false);
		assertThat(entries(list(session, cursor)).toString()).contains(hash((String) list.get("key"), bob));
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

	private void book(String name, String session) {
		this.conference.as(name)
			.document("mutation { bookSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(session))
			.executeAndVerify();
	}

	private String code(String name) {
		return this.conference.as(name)
			.document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
	}

}
