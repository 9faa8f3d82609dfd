package dev.plenum.exhibitor.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Fair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invitations to the staff of an exhibitor, on a live server.
 */
@LiveServer
@ExtendWith(OutputCaptureExtension.class)
class InvitationTests {

	private static final String EXHIBITORS = "exhibitors";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	private Fair fair;

	private String booth;

	@BeforeEach
	void makeAnExhibitor() {
		this.fair = Fair.of(this.clients);
		this.booth = this.fair.exhibitor("Larm", Map.of());
	}

	@Test
	void redeemingACodeAgainChangesNothing() {
		String code = code(invite("one", Map.of()));
		for (String spelling : List.of(code, code.toLowerCase(Locale.ROOT).replace("-", ""))) {
			redeem("anna", spelling).path("redeemInvitation.exhibitor.staffSubjects")
				.entityList(String.class)
				.containsExactly(this.fair.conference().person("anna"));
		}
		invitations().path("node.invitations")
			.matchesJson("[{ \"redeemedBy\": \"%s\", \"revokedAt\": null }]"
				.formatted(this.fair.conference().person("anna")));
	}

	@Test
	void aCodeWorksForOneOfManyWhoUseItAtOnce() {
		String code = code(invite("one", Map.of()));
		List<Boolean> good = Flux.range(0, 12)
			.flatMap((i) -> Mono.fromCallable(() -> type(redeem("p" + i, code)).equals("InvitationRedeemed"))
				.subscribeOn(Schedulers.boundedElastic()), 12)
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
		assertThat(good).containsOnlyOnce(true).hasSize(12);
		this.fair.setStaff(this.booth, List.of()).errors().verify();
	}

	@Test
	void aCodeThatCannotBeRedeemedIsRejectedAndLogged(CapturedOutput log) {
		String used = code(invite("used", Map.of()));
		redeem("anna", used).errors().verify();
		rejected(redeem("bo", used), "REDEEMED");

		Response made = invite("revoked", Map.of());
		revoke(id(made)).errors().verify();
		rejected(redeem("bo", code(made)), "REVOKED");

		Response expiring = invite("expired", Map.of());
		expire(id(expiring));
		rejected(redeem("bo", code(expiring)), "EXPIRED");

		rejected(redeem("bo", "ABCD-EFGH-JKLM-NPQR"), "UNKNOWN");
		rejected(redeem("bo", ""), "UNKNOWN");
		rejected(redeem("bo", "x".repeat(10_000)), "UNKNOWN");

		String elsewhere = code(invite("elsewhere", Map.of()));
		Fair other = Fair.of(this.clients);
		rejected(redeem(other, "bo", elsewhere), "UNKNOWN");

		assertThat(log.getOut()
			.lines()
			.filter((line) -> line.contains(this.fair.conference().person("bo") + " cannot redeem an invitation")))
			.hasSize(6);
		assertThat(log.getOut()).contains(other.conference().person("bo") + " cannot redeem an invitation")
			.doesNotContain(used, used.replace("-", ""), elsewhere);
		this.fair.as("bo")
			.document("{ viewer { staffOf { id } } }")
			.execute()
			.path("viewer.staffOf")
			.entityList(Object.class)
			.hasSize(0);
	}

	@Test
	void aRemovedMemberOfTheStaffCannotReturnByTheOldCode() {
		String code = code(invite("one", Map.of()));
		redeem("anna", code).errors().verify();
		this.fair.setStaff(this.booth, List.of()).errors().verify();
		rejected(redeem("anna", code), "REDEEMED");
	}

	@Test
	void aPersonExportsAndDeletesTheirMembership() {
		String code = code(invite("one", Map.of()));
		redeem("anna", code).errors().verify();
		String named = this.fair.staffed("Named", "anna");
		Response exported = this.fair.as("anna").document("{ exportMyData }").execute();
		exported.path("exportMyData.exhibitorStaff[?(@.isStaff)].exhibitorId")
			.entityList(String.class)
			.contains(this.booth, named)
			.hasSize(2);
		exported.path("exportMyData.exhibitorStaff[*].invitationsRedeemedAt[*]").entityList(String.class).hasSize(1);
		this.fair.setStaff(this.booth, List.of(this.fair.conference().person("bo"))).errors().verify();
		for (int count : List.of(2, 0)) {
			this.fair.conference()
				.deleteMyData("anna")
				.path("deleteMyData.deleted[?(@.key == 'exhibitorStaff')].count")
				.entityList(Integer.class)
				.containsExactly(count);
			for (String id : List.of(this.booth, named)) {
				assertThat(kept(id)).doesNotContain(this.fair.conference().person("anna"));
			}
		}
		this.fair.as("anna")
			.document("{ viewer { staffOf { id } } exportMyData }")
			.execute()
			.path("viewer.staffOf")
			.entityList(Object.class)
			.hasSize(0)
			.path("exportMyData.exhibitorStaff")
			.entityList(Object.class)
			.hasSize(0);
		assertThat(kept(this.booth)).as("others stay").contains(this.fair.conference().person("bo"));
		invitations().path("node.invitations[0].redeemedBy").valueIsNull();
		rejected(redeem("bo", code), "REDEEMED");
	}

	@Test
	void theCodeIsReturnedOnceAndOnlyItsHashIsStored() {
		Response first = invite("same", Map.of());
		Response second = invite("same", Map.of("expiresAt", this.fair.conference().in(5)));
		second.path("inviteExhibitorStaff.invitationCode").valueIsNull();
		assertThat(id(second)).isEqualTo(id(first));
		redeem("anna", code(first)).errors().verify();
		assertThat(kept(this.booth)).contains("redeemedBy").doesNotContain(code(first), code(first).replace("-", ""));
	}

	@Test
	void aRevokedInvitationIsRevokedOnceAndAUsedOneStaysUsed() {
		String id = id(invite("one", Map.of()));
		String first = revoke(id).path("revokeInvitation.invitation.revokedAt").entity(String.class).get();
		revoke(id).path("revokeInvitation.invitation.revokedAt").entity(String.class).isEqualTo(first);
		Response used = invite("two", Map.of());
		redeem("anna", code(used)).errors().verify();
		revoke(id(used)).path("revokeInvitation.invitation.revokedAt").valueIsNull();
		unknown(revoke("inv_x_y"));
		unknown(revoke("$where.x"));
	}

	@Test
	void anInvitationExpiresInTheNextNinetyDays() {
		for (Instant expiry : List.of(Instant.now().minusSeconds(1), Instant.now().plus(Duration.ofDays(91)))) {
			invite("x", Map.of("expiresAt", expiry.toString())).errors()
				.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", List.of("input", "expiresAt")));
		}
	}

	private String kept(String exhibitorId) {
		return Mono.from(this.database.getCollection(EXHIBITORS).find(Filters.eq(exhibitorId)).first())
			.blockOptional(PATIENCE)
			.orElseThrow()
			.toJson();
	}

	private void expire(String invitationId) {
		Mono.from(
				CommandRules.byHand(this.database.getCollection(EXHIBITORS))
					.updateOne(Filters.eq(this.booth),
							Updates.combine(Updates.set("invitations." + invitationId + ".expiresAt",
									Instant.now().minusSeconds(1)), Updates.inc("version", 1L))))
			.blockOptional(PATIENCE);
	}

	private Response invite(String key, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(more);
		input.put("exhibitorId", this.booth);
		input.put("key", key);
		return Fair.mutate(this.fair.conference().organiser(), "inviteExhibitorStaff", "ExhibitorStaffInvited",
				"invitationCode invitation { id expiresAt }", input);
	}

	private Response revoke(String id) {
		return Fair.mutate(this.fair.conference().organiser(), "revokeInvitation", "InvitationRevoked",
				"invitation { id revokedAt }", Map.of("exhibitorId", this.booth, "invitationId", id));
	}

	private Response redeem(String name, String code) {
		return redeem(this.fair, name, code);
	}

	private static Response redeem(Fair fair, String name, String code) {
		return Fair.mutate(fair.as(name), "redeemInvitation", "InvitationRedeemed",
				"exhibitor { id staffSubjects } } ... on InvitationRejected { invitationProblem",
				Map.of("eventId", fair.id(), "code", code));
	}

	private Response invitations() {
		return this.fair.conference()
			.organiser()
			.document(
					"query ($id: ID!) { node(id: $id) { ... on Exhibitor { invitations { redeemedBy revokedAt } } } }")
			.variable("id", this.booth)
			.execute();
	}

	private static String code(Response made) {
		return made.path("inviteExhibitorStaff.invitationCode").entity(String.class).get();
	}

	private static String id(Response made) {
		return made.path("inviteExhibitorStaff.invitation.id").entity(String.class).get();
	}

	private static String type(Response response) {
		return response.path("redeemInvitation.__typename").entity(String.class).get();
	}

	private static void rejected(Response response, String problem) {
		response.path("redeemInvitation.invitationProblem").entity(String.class).isEqualTo(problem);
	}

	private static void unknown(Response response) {
		response.errors().satisfy((errors) -> {
			assertThat(errors).singleElement();
			assertThat(errors.getFirst().getExtensions()).containsEntry("code", "NOT_FOUND");
			assertThat(errors.getFirst().getMessage()).contains("no invitation");
		});
	}

}
