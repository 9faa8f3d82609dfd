package dev.plenum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.plenum.RoleConference.Role;
import dev.plenum.participant.Participants;
import dev.plenum.platform.token.TicketCodes;
import graphql.schema.GraphQLFieldDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A ticket token is valid in its own event only: in every other event its holder is
 * anonymous, whatever field of the schema they ask. A new field is tested by itself.
 */
@LiveServer
@Tag("slow")
@TestPropertySource(properties = { "plenum.limits.max-tokens=1000000", "plenum.limits.max-cost=1000000000",
		"plenum.limits.timeout=60s", "plenum.push.services=" + PayloadTests.PUSH_SERVICE,
		"plenum.web.max-body-size=1MB", "spring.mail.host=localhost", "spring.mail.port=1",
		"plenum.mail.from=conference@example.org", "plenum.mail.app-url=https://conf.example.org/" })
class TicketTokenTests {

	/**
	 * Mutations that somebody can call who does not take part in an event for
	 * participants, by the reason.
	 */
	private static final Map<String, Set<String>> FOR_EVERYBODY = Map.of("takes away, or marks, what the person has",
			Set.of("cancelMeeting", "declineSeat", "declineSeatInvitation", "deleteMyData", "markNewsRead",
					"releaseSeat", "removeAppointment", "removeDevice", "removeFromAgenda", "renewCalendarFeed",
					"revokeSignIn", "transferSeat", "unfavouriteExhibitor", "unfollowEvent", "withdrawContact",
					"withdrawSeatInvitation"),
			"is for the staff of exhibitors and for the crew",
			Set.of("answerMeeting", "proposeMeetingTime", "reassignMeeting", "updateLead"),
			"is for whoever has a code or asks for one",
			Set.of("linkTicket", "linkTicketByEmail", "redeemCrewInvitation", "redeemInvitation", "refreshSignIn",
					"sendTicketLink", "signIn", "renewScreenToken", "requestScreenCode", "signInScreen"),
			"certifies what the person did before", Set.of("issueCertificate", "revokeCertificate"),
			"concerns no event, or the devices of organisers and exhibitors too",
			Set.of("putNotificationSettings", "registerDevice"));

	private static final int LEVELS = 3;

	@Autowired
	private Clients clients;

	@Autowired
	private TicketCodes codes;

	@Autowired
	private Participants participants;

	@Autowired
	private GraphQlSource source;

	private OwnConference own;

	private OwnConference other;

	private String session;

	private String otherSession;

	private String participant;

	private String refreshToken;

	private String token;

	@BeforeEach
	void signIn() {
		this.own = OwnConference.of(this.clients);
		this.other = OwnConference.of(this.clients);
		this.session = this.own.session("a", "WORKSHOP", 20, Map.of("capacity", 5));
		this.otherSession = this.other.session("a", "WORKSHOP", 20, Map.of("capacity", 5));
		this.other.organiser()
			.document("mutation { putExhibitor(input: {eventId: \"%s\", key: \"e\", name: \"E\"}) { __typename } }"
				.formatted(this.other.id()))
			.executeAndVerify();
		this.participant = this.own.participant("p", Map.of("name", "Ada"));
		JsonNode tokens = ask("",
				"mutation { signIn(input: {code: \"%s\", deviceName: \"Phone\"}) { ... on SignedIn { name event { id } tokens { accessToken refreshToken } } } }"
					.formatted(ticketCode()))
			.at("/data/signIn");
		assertThat(tokens.at("/event/id").asString()).isEqualTo(this.own.id());
		assertThat(tokens.at("/name").asString()).isEqualTo("Ada");
		this.token = tokens.at("/tokens/accessToken").asString();
		this.refreshToken = tokens.at("/tokens/refreshToken").asString();
	}

	@Test
	void inItsOwnEventTheHolderIsAnAttendee() {
		assertThat(ask(this.token,
				"mutation { addToAgenda(input: {sessionId: \"%s\"}) { ... on AddedToAgenda { session { inMyAgenda } } } bookSeat(input: {sessionId: \"%s\"}) { __typename ... on SeatBooked { session { mySeat { state } } } } }"
					.formatted(this.session, this.session))
			.toString()).contains("\"inMyAgenda\":true", "SeatBooked", "BOOKED");
		assertThat(ask(this.token,
				"{ event(slug: \"%s\") { following myAgenda { id agendaCode } sessions(first: 5) { nodes { inMyAgenda mySeat { state } } } } }"
					.formatted(this.own.slug()))
			.toString()).contains("\"inMyAgenda\":true", "BOOKED", "\"following\":true");
		assertThat(code(
				ask(this.token, "mutation { putRoom(input: {eventId: \"%s\", key: \"r\", name: \"R\"}) { __typename } }"
					.formatted(this.own.id()))))
			.isEqualTo("FORBIDDEN");
	}

	@Test
	void everyFieldOfAnotherEventIsAsForAnAnonymousCaller() {
		Selections selections = new Selections(Set.of("nowAndNext", "audit"));
		String query = "{ event(id: \"%s\") %s }".formatted(this.other.id(),
				selections.of(this.source.schema().getObjectType("Event"), LEVELS));
		assertThat(withoutIds(ask(this.token, query))).isEqualTo(withoutIds(ask("", query)));
	}

	@Test
	void objectsOfBothEventsAreFoundByTheirIdsEachInItsEvent() {
		ask(this.token, "mutation { addToAgenda(input: {sessionId: \"%s\"}) { __typename } }".formatted(this.session));
		JsonNode nodes = ask(this.token,
				"{ nodes(ids: [\"%s\", \"%s\"]) { ... on Session { inMyAgenda } } events(first: 100) { nodes { id following } } }"
					.formatted(this.session, this.otherSession));
		assertThat(nodes.at("/data/nodes/0/inMyAgenda").asBoolean()).isTrue();
		assertThat(nodes.at("/data/nodes/1/inMyAgenda").asBoolean()).isFalse();
	}

	@Test
	void inAnEventForParticipantsNobodyElseTakesPart() {
		RoleConference place = new RoleConference(this.clients, this.source.schema());
		place.call(Role.ORGANISER, "putEvent", "slug: '$slug', admission: PARTICIPANTS");
		Map<String, String> unexpected = new LinkedHashMap<>();
		for (GraphQLFieldDefinition mutation : this.source.schema().getMutationType().getFieldDefinitions()) {
			String operation = "mutation { %s(input: %s) { __typename } }".formatted(mutation.getName(),
					place.value("input", mutation.getArgument("input").getType()));
			JsonNode answer = ask(this.clients.token("stranger"), operation);
			boolean refused = code(answer).equals("FORBIDDEN") || List.of("NotAdmitted", "NotEntitled")
				.contains(answer.at("/data/" + mutation.getName() + "/__typename").asString());
			if (refused == FOR_EVERYBODY.values().stream().anyMatch((names) -> names.contains(mutation.getName()))) {
				unexpected.put(mutation.getName(), answer + " for " + operation);
			}
		}
		assertThat(unexpected).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT /events/{slug}/programme", "PUT /events/{slug}/exhibitors",
			"PUT /events/{slug}/participants" })
	void filesOfAnotherEventAreRefused(String endpoint) {
		String path = endpoint.substring(4).replace("{slug}", this.other.slug());
		assertThat(status(this.token, path)).isEqualTo(status("", path)).isIn(401, 404, 415);
	}

	@Test
	void fieldsWithoutAnEventShowWhatBelongsToTheTicket() {
		JsonNode viewer = ask(this.token,
				"{ viewer { subject name organiserOf { id } devices { id } signIns { id deviceName event { id } } notificationSettings { __typename } } exportMyData }")
			.at("/data");
		assertThat(viewer.at("/viewer/subject").asString()).isEqualTo("plenum:ticket:" + this.participant);
		assertThat(viewer.at("/viewer/name").asString()).isEqualTo("Ada");
		assertThat(viewer.at("/viewer/signIns").size()).isOne();
		assertThat(viewer.at("/viewer/signIns/0/event/id").asString()).isEqualTo(this.own.id());
		assertThat(viewer.at("/exportMyData/signIns").size()).isOne();
		assertThat(viewer.at("/exportMyData/registrations").toString()).isEqualTo(
				"[{\"eventId\":\"%s\",\"key\":\"p\",\"name\":\"Ada\",\"organisation\":null,\"email\":null,\"language\":null,\"ticketType\":null,\"state\":\"ACTIVE\"}]"
					.formatted(this.own.id()));
	}

	@Test
	void aRevokedSignInIsNotRefreshed() {
		String refresh = "mutation { refreshSignIn(input: {refreshToken: \"%s\"}) { __typename ... on SignInRefreshed { tokens { refreshToken } } ... on Refusal { message } } }";
		String next = ask("", refresh.formatted(this.refreshToken)).at("/data/refreshSignIn/tokens/refreshToken")
			.asString();
		assertThat(next).isNotEqualTo(this.refreshToken).startsWith("sgn_");
		String id = ask(this.token, "{ viewer { signIns { id } } }").at("/data/viewer/signIns/0/id").asString();
		String revoke = "mutation { revokeSignIn(input: {signInId: \"%s\"}) { ... on SignInRevoked { removedId } } }"
			.formatted(id);
		assertThat(code(ask(this.clients.token("attendee"), revoke))).isEqualTo("NOT_FOUND");
		assertThat(ask(this.token, revoke).at("/data/revokeSignIn/removedId").asString()).isEqualTo(id);
		assertThat(ask(this.token, revoke).at("/data/revokeSignIn/removedId").asString()).isEqualTo(id);
		assertThat(ask("", refresh.formatted(next)).toString()).contains("SignInEnded", "You are signed out");
	}

	@Test
	void deletingOnesDataEndsTheSignIns() {
		ask(this.token, "mutation { addToAgenda(input: {sessionId: \"%s\"}) { __typename } }".formatted(this.session));
		String deleted = ask(this.token,
				"mutation { deleteMyData(input: {subject: \"plenum:ticket:%s\"}) { ... on MyDataDeleted { deleted { key count } } } }"
					.formatted(this.participant))
			.toString();
		assertThat(deleted).contains("{\"key\":\"signIns\",\"count\":1}", "{\"key\":\"agendas\",\"count\":1}",
				"{\"key\":\"registrations\",\"count\":0}");
		assertThat(signInWith(ticketCode())).contains("SignedIn");
		assertThat(ask("",
				"mutation { refreshSignIn(input: {refreshToken: \"%s\"}) { __typename } }".formatted(this.refreshToken))
			.toString()).contains("SignInEnded");
	}

	@Test
	void aCancelledParticipantCannotSignInNorStaySignedIn() {
		this.own.organiser()
			.document(
					"mutation { putParticipant(input: {eventId: \"%s\", id: \"%s\", state: CANCELLED}) { __typename } }"
						.formatted(this.own.id(), this.participant))
			.executeAndVerify();
		assertThat(ask("",
				"mutation { refreshSignIn(input: {refreshToken: \"%s\"}) { __typename } }".formatted(this.refreshToken))
			.toString()).contains("SignInEnded");
		assertThat(signInWith(ticketCode())).contains("CANCELLED");
	}

	@Test
	void aReplacedCodeAndItsSignInsEnd() {
		String first = ticketCode();
		String replace = "mutation { replaceTicketCode(input: {participantId: \"%s\"}) { ... on TicketCodeReplaced { ticketCode } } }"
			.formatted(this.participant);
		assertThat(code(ask(this.token, replace))).isEqualTo("FORBIDDEN");
		String next = ask(this.clients.token(this.own.person("organiser")), replace)
			.at("/data/replaceTicketCode/ticketCode")
			.asString();
		assertThat(signInWith(first)).contains("UNKNOWN");
		assertThat(ask("",
				"mutation { refreshSignIn(input: {refreshToken: \"%s\"}) { __typename } }".formatted(this.refreshToken))
			.toString()).contains("SignInEnded");
		assertThat(signInWith(next)).contains("SignedIn");
	}

	@Test
	void onlyOrganisersDownloadTheLinks() {
		String path = "/events/" + this.own.slug() + "/tickets.csv";
		assertThat(file("", path)).contains("UNAUTHENTICATED");
		assertThat(file(this.token, path)).contains("FORBIDDEN");
		assertThat(file(this.clients.token(this.own.person("organiser")), path)).contains("Ada",
				"/e/" + this.own.slug() + "/app/#ticket=" + ticketCode());
	}

	private String file(String token, String path) {
		return this.clients.raw().get().uri(path).headers((headers) -> {
			if (!token.isEmpty()) {
				headers.setBearerAuth(token);
			}
		}).exchange().expectBody(String.class).returnResult().getResponseBody();
	}

	@Test
	void wrongCodesAreRejectedWithTheirReason() {
		assertThat(signInWith("hello")).contains("MISTYPED");
		assertThat(signInWith(this.codes.codeOf(this.participant, 1))).contains("UNKNOWN");
		assertThat(signInWith("https://plenum.example.org/e/x/app/#ticket=" + ticketCode())).contains("SignedIn");
	}

	private String ticketCode() {
		return this.participants.newest(this.participant)
			.map((found) -> this.codes.codeOf(found.id(), found.generation()))
			.blockOptional()
			.orElseThrow();
	}

	private String signInWith(String code) {
		return ask("",
				"mutation { signIn(input: {code: \"%s\"}) { __typename ... on TicketCodeRejected { ticketCodeProblem message } } }"
					.formatted(code))
			.toString();
	}

	/** Fields that need a token name different ids of errors. */
	private String withoutIds(JsonNode answer) {
		return answer.toString()
			.replaceAll("\"id\":\"[0-9a-f-]{8,}\"", "")
			.replaceAll("Yours is valid in another event only", "");
	}

	private static String code(JsonNode answer) {
		return answer.at("/errors/0/extensions/code").asString("NONE");
	}

	private JsonNode ask(String token, String operation) {
		return this.clients.ask(token, operation);
	}

	private int status(String token, String path) {
		return this.clients.raw().method(HttpMethod.PUT).uri(path).headers((headers) -> {
			if (!token.isEmpty()) {
				headers.setBearerAuth(token);
			}
		})
			.contentType(MediaType.parseMediaType("text/csv"))
			.bodyValue("key,name\n")
			.exchange()
			.returnResult(String.class)
			.getStatus()
			.value();
	}

}
