package dev.plenum.crew;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.crew.CrewDocument.CrewEntry;
import dev.plenum.exhibitor.Fair;
import dev.plenum.invitation.InvitationEntry;
import dev.plenum.invitation.InvitationRejected;
import dev.plenum.invitation.InvitationRejected.InvitationProblem;
import dev.plenum.meeting.Row;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Crew roles on a live server: how they are given and revoked, and what each of them
 * allows.
 */
@Tag("slow")
@LiveServer
public class CrewTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private CrewAccess access;

	@Autowired
	private Crews crews;

	@Autowired
	private CrewDesk desk;

	private OwnConference conference;

	private String talk;

	private String other;

	@BeforeEach
	void makeAConference() {
		this.conference = OwnConference.of(this.clients);
		this.talk = this.conference.session("talk", "LECTURE", 0, Map.of());
		this.other = this.conference.session("other", "LECTURE", 2, Map.of());
	}

	@Test
	void aCodeGivesARoleOnce() {
		String code = code(invite("one", "DOOR", List.of()));
		redeem("ann", code).path("redeemCrewInvitation.crewInvitation.role").entity(String.class).isEqualTo("DOOR");
		redeem("ann", code.toLowerCase().replace("-", " ")).path("redeemCrewInvitation.__typename")
			.entity(String.class)
			.isEqualTo("CrewInvitationRedeemed");
		redeem("bea", code).path("redeemCrewInvitation.invitationProblem").entity(String.class).isEqualTo("REDEEMED");
		roles("ann").containsExactly("DOOR");
		roles("bea").hasSize(0);
		this.conference.organiser()
			.document("query ($id: ID!) { event(id: $id) { crewInvitations { redeemedBy redeemerName role } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.crewInvitations[*].redeemedBy")
			.entityList(String.class)
			.containsExactly(this.conference.person("ann"));
	}

	@Test
	void theSameKeyIsTheSameInvitationAndShowsItsCodeOnce() {
		String id = id(invite("one", "DOOR", List.of()));
		Response again = invite("one", "STAGE", List.of());
		assertThat(id(again)).isEqualTo(id);
		again.path("inviteCrew.invitationCode").valueIsNull();
		again.path("inviteCrew.crewInvitation.role").entity(String.class).isEqualTo("DOOR");
	}

	@Test
	void aTicketGetsNoRole() {
		String code = code(invite("one", "DOOR", List.of()));
		Caller ticket = new Caller("plenum:ticket:par_1_2", null, false);
		StepVerifier.create(this.desk.redeem(this.conference.id(), code, ticket))
			.expectErrorMatches((ex) -> ex instanceof Refused refused
					&& refused.refusal().equals(new InvitationRejected(InvitationProblem.ACCOUNT_NEEDED)))
			.verify(PATIENCE);
	}

	@Test
	@Row("crew role (revoked, or the event is over): what the person did in it")
	void aRevokedRoleEndsAtOnce() {
		Response invited = invite("one", "DOOR", List.of());
		redeem("ann", code(invited)).errors().verify();
		checkedIn("ann").entity(Integer.class).isEqualTo(0);
		Flux<Integer> counts = this.clients.listener(this.conference.person("ann"))
			.document("subscription { checkInsChanged(sessionId: \"%s\") { checkedIn } }".formatted(this.talk))
			.executeSubscription()
			.toFlux("checkInsChanged.checkedIn", Integer.class);
		List<Object> heard = new CopyOnWriteArrayList<>();
		counts.subscribe(heard::add, heard::add);
		AtomicInteger came = new AtomicInteger();
		await().atMost(PATIENCE).until(() -> {
			come("guest" + came.incrementAndGet());
			return !heard.isEmpty();
		});
		await().atMost(PATIENCE).until(() -> heard.getLast().equals(came.get()));
		revoke(id(invited)).path("revokeCrewInvitation.crewInvitation.revokedAt").hasValue();
		await().atMost(PATIENCE).until(() -> heard.getLast() instanceof SubscriptionErrorException);
		assertThat(((SubscriptionErrorException) heard.getLast()).getErrors()).singleElement()
			.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "FORBIDDEN"));
		checkedIn("ann").valueIsNull();
		roles("ann").hasSize(0);
		forbidden(checkIn("ann"));
		revoke(id(invited)).errors().verify();
		redeem("ann", code(invite("two", "DOOR", List.of()))).errors().verify();
		roles("ann").containsExactly("DOOR");
	}

	@Test
	void aRevokedCodeCannotBeRedeemed() {
		Response invited = invite("one", "DOOR", List.of());
		revoke(id(invited)).errors().verify();
		redeem("ann", code(invited)).path("redeemCrewInvitation.invitationProblem")
			.entity(String.class)
			.isEqualTo("REVOKED");
	}

	@Test
	void doorStaffCheckInAndSeeCountsAndDoNothingElse() {
		redeem("ann", code(invite("one", "DOOR", List.of()))).errors().verify();
		checkIn("ann").path("checkIn.__typename").entity(String.class).isEqualTo("UnknownAttendee");
		ask("ann", "undoCheckIn(input: {sessionId: \"%s\", attendee: {agendaCode: \"ABC\"}}) { __typename }"
			.formatted(this.talk)).errors().verify();
		checkedIn("ann").entity(Integer.class).isEqualTo(0);
		forbidden(remark("ann", "x"));
		forbidden(delay("ann", false));
		forbidden(announce("ann", "a", this.talk));
		forbidden(ask("ann", "archiveEvent(input: {eventId: \"%s\"}) { __typename }".formatted(this.conference.id())));
		checkedIn("bea").valueIsNull();
		forbidden(checkIn("bea"));
	}

	@Test
	void stageManagersEditRemarksAndReportDelaysAndDoNothingElse() {
		redeem("ann", code(invite("one", "STAGE", List.of()))).errors().verify();
		remark("ann", "Ny talare").path("putSession.session.remark").entity(String.class).isEqualTo("Ny talare");
		delay("ann", false).path("delaySessions.__typename").entity(String.class).isEqualTo("ScheduleChanged");
		forbidden(delay("ann", true));
		forbidden(ask("ann", "putSession(input: {eventId: \"%s\", id: \"%s\", tags: [\"x\"]}) { __typename }"
			.formatted(this.conference.id(), this.talk)));
		forbidden(
				ask("ann", "putSession(input: {eventId: \"%s\", id: \"%s\", remark: null, capacity: 3}) { __typename }"
					.formatted(this.conference.id(), this.talk)));
		forbidden(ask("ann",
				"changeSchedule(input: {eventId: \"%s\", edits: [{cancel: {sessionId: \"%s\"}}]}) { __typename }"
					.formatted(this.conference.id(), this.talk)));
		forbidden(checkIn("ann"));
		forbidden(announce("ann", "a", this.talk));
	}

	@Test
	void moderatorsAnnounceToTheirSessionsOnly() {
		redeem("ann", code(invite("one", "MODERATOR", List.of(this.talk)))).errors().verify();
		String own = announce("ann", "mine", this.talk).path("announce.announcement.id").entity(String.class).get();
		announce("ann", "mine", null).path("announce.announcement.id").entity(String.class).isEqualTo(own);
		forbidden(announce("ann", "theirs", this.other));
		forbidden(announce("ann", "all", null));
		String organisers = announce("organiser", "theirs", this.other).path("announce.announcement.id")
			.entity(String.class)
			.get();
		forbidden(announce("ann", "theirs", this.talk));
		forbidden(withdraw("ann", organisers));
		withdraw("ann", own).path("withdrawAnnouncement.__typename")
			.entity(String.class)
			.isEqualTo("AnnouncementWithdrawn");
		forbidden(remark("ann", "x"));
	}

	@Test
	void aModeratorNeedsSessionsAndNobodyElseHasThem() {
		badInput(invite("one", "MODERATOR", List.of()));
		badInput(invite("one", "DOOR", List.of(this.talk)));
		badInput(invite("one", "MODERATOR", List.of("ses_1_2")));
	}

	@Test
	void aRoleEndsWithTheEvent() {
		LocalDate today = LocalDate.now(OwnConference.ZONE);
		OwnConference past = OwnConference.draft(this.clients, today.minusDays(9), today.minusDays(7)).publish();
		this.crews
			.invite(past.id(), "inv_1_1",
					new CrewEntry(CrewRole.DOOR, List.of(), null,
							new InvitationEntry("x", Instant.now(), Instant.now(), past.person("ann"), Instant.now(),
									null)))
			.flatMap(this.crews::shown)
			.block(PATIENCE);
		this.clients.as(past.person("ann"))
			.document("query ($id: ID!) { event(id: $id) { myCrewInvitations { role } } }")
			.variable("id", past.id())
			.execute()
			.path("event.myCrewInvitations")
			.entityList(Object.class)
			.hasSize(0);
		StepVerifier
			.create(this.access.crewedEvent(past.id(), CrewRole.DOOR, new Caller(past.person("ann"), null, false)))
			.expectErrorMatches((ex) -> ex instanceof Problem problem && problem.code() == ErrorCode.FORBIDDEN)
			.verify(PATIENCE);
	}

	@Test
	void deletingMyDataEndsMyRoles() {
		redeem("ann", code(invite("one", "DOOR", List.of()))).errors().verify();
		this.clients.as(this.conference.person("ann"))
			.document("{ exportMyData }")
			.execute()
			.path("exportMyData.crewRoles[*].role")
			.entityList(String.class)
			.containsExactly("DOOR");
		this.conference.deleteMyData("ann").errors().verify();
		roles("ann").hasSize(0);
		redeem("ann", code(invite("two", "DOOR", List.of()))).errors().verify();
		roles("ann").containsExactly("DOOR");
	}

	private Response invite(String key, String role, List<String> sessions) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.conference.id(), "key", key, "role", role));
		if (!sessions.isEmpty()) {
			input.put("sessionIds", sessions);
		}
		return Fair.mutate(this.conference.organiser(), "inviteCrew", "CrewInvited",
				"invitationCode crewInvitation { id role }", input);
	}

	private Response redeem(String name, String code) {
		return ask(name,
				"redeemCrewInvitation(input: {eventId: \"%s\", code: \"%s\"}) { __typename ... on InvitationRejected { invitationProblem message } ... on CrewInvitationRedeemed { crewInvitation { role } } }"
					.formatted(this.conference.id(), code));
	}

	private Response revoke(String id) {
		return ask("organiser",
				"revokeCrewInvitation(input: {crewInvitationId: \"%s\"}) { ... on CrewInvitationRevoked { crewInvitation { revokedAt } } }"
					.formatted(id));
	}

	private Response checkIn(String name) {
		return ask(name, "checkIn(input: {sessionId: \"%s\", attendee: {agendaCode: \"ABC\"}}) { __typename }"
			.formatted(this.talk));
	}

	private void come(String guest) {
		String code = this.conference.agendaCode(guest);
		ask("ann", "checkIn(input: {sessionId: \"%s\", attendee: {code: \"%s\"}}) { __typename }".formatted(this.talk,
				code))
			.path("checkIn.__typename")
			.entity(String.class)
			.isEqualTo("AttendeeCheckedIn");
	}

	private Response remark(String name, String text) {
		return ask(name,
				"putSession(input: {eventId: \"%s\", id: \"%s\", remark: [{lang: \"sv\", text: \"%s\"}]}) { ... on SessionPut { session { remark } } }"
					.formatted(this.conference.id(), this.talk, text));
	}

	private Response delay(String name, boolean force) {
		return ask(name, "delaySessions(input: {eventId: \"%s\", from: \"%s\", by: 5, force: %s}) { __typename }"
			.formatted(this.conference.id(), this.conference.in(2), force));
	}

	private Response announce(String name, String key, @Nullable String sessionId) {
		String session = (sessionId != null) ? ", sessionId: \"%s\"".formatted(sessionId) : "";
		return ask(name,
				"announce(input: {eventId: \"%s\", key: \"%s\", text: [{lang: \"sv\", text: \"Hej\"}]%s}) { ... on Announced { announcement { id } } }"
					.formatted(this.conference.id(), key, session));
	}

	private Response withdraw(String name, String id) {
		return ask(name, "withdrawAnnouncement(input: {announcementId: \"%s\"}) { __typename }".formatted(id));
	}

	private Response ask(String name, String mutation) {
		return this.conference.as(name).document("mutation { " + mutation + " }").execute();
	}

	private GraphQlTester.Path checkedIn(String name) {
		return this.conference.as(name)
			.document("query ($id: ID!) { node(id: $id) { ... on Session { checkedIn } } }")
			.variable("id", this.talk)
			.execute()
			.path("node.checkedIn");
	}

	private GraphQlTester.EntityList<String> roles(String name) {
		return this.conference.as(name)
			.document("query ($id: ID!) { event(id: $id) { myCrewInvitations { role } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myCrewInvitations[*].role")
			.entityList(String.class);
	}

	private static String code(Response invited) {
		return invited.path("inviteCrew.invitationCode").entity(String.class).get();
	}

	private static String id(Response invited) {
		return invited.path("inviteCrew.crewInvitation.id").entity(String.class).get();
	}

	private static void forbidden(Response response) {
		code(response, "FORBIDDEN");
	}

	private static void badInput(Response response) {
		code(response, "BAD_INPUT");
	}

	private static void code(Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

}
