package dev.plenum.certificate;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.meeting.Row;
import dev.plenum.participant.Participants;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.token.SigningKeys;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Certificates of attendance over HTTP: who gets one, and what others can verify.
 */
@Tag("slow")
@LiveServer
public class CertificateTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String ISSUE = """
			mutation ($event: ID!) { issueCertificate(input: {eventId: $event}) { __typename
			  ... on CertificateIssued { certificate { id url openBadge name sessionCount minutes } event { myCertificate { id } } }
			  ... on CertificateNotEarned { message event { myAttendance { sessionCount minutes fulfilled } } } } }""";

	@Autowired
	private Clients clients;

	@Autowired
	private MongoDatabase database;

	@Autowired
	private SigningKeys keys;

	@Autowired
	private Participants participants;

	@Autowired
	private Certificates certificates;

	private OwnConference conference;

	private String participant;

	private String ticketCode;

	private HttpGraphQlTester anna;

	@BeforeEach
	void aParticipantWhoWasAtOneSession() {
		this.conference = OwnConference.of(this.clients);
		rule("{requiredSessions: 2, issuer: \"Umeå kommun <i>\"}");
		this.participant = this.conference.participant("a", Map.of("name", "Anna <script>alert(1)</script> & Ek"));
		this.ticketCode = this.conference.newTicketCode(this.participant);
		this.anna = this.clients.ticketHolder(this.ticketCode);
		come("one", -4, Map.of("capacity", 5));
	}

	@Test
	void whoFulfilsTheRuleGetsOneCertificate() {
		issue(this.anna).path("issueCertificate.__typename")
			.entity(String.class)
			.isEqualTo("CertificateNotEarned")
			.path("issueCertificate.message")
			.entity(String.class)
			.isEqualTo("You have not attended enough sessions for a certificate yet.")
			.path("issueCertificate.event.myAttendance")
			.matchesJson("{\"sessionCount\": 1, \"minutes\": 60, \"fulfilled\": false}");
		come("two", -3, Map.of());
		come("cancelled", -2, Map.of());
		this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(session("cancelled"))).path("changeSchedule");
		GraphQlTester.Response issued = issue(this.anna);
		issued.path("issueCertificate.certificate")
			.matchesJson("{\"name\": \"Anna <script>alert(1)</script> & Ek\", \"sessionCount\": 2, \"minutes\": 120}");
		String id = id(issued);
		assertThat(id(issue(this.anna))).isEqualTo(id);
		issued.path("issueCertificate.event.myCertificate.id").entity(String.class).isEqualTo(id);
		come("three", -6, Map.of());
		GraphQlTester.Response again = issue(this.anna);
		assertThat(id(again)).isEqualTo(id);
		again.path("issueCertificate.certificate.sessionCount").entity(Integer.class).isEqualTo(3);
		rule("null");
		assertThat(id(issue(this.anna))).isEqualTo(id);
		assertThat(stored().countDocuments(Filters.eq("eventId", this.conference.id()))).extracting(this::value)
			.isEqualTo(1L);
	}

	@Test
	void othersNeitherGetNorRevokeNorSeeIt() {
		come("two", -3, Map.of());
		String id = id(issue(this.anna));
		this.conference.organiser()
			.document(
					"{ event(slug: \"%s\") { certificateRule { requiredSessions requiredHours } myAttendance { sessionCount } myCertificate { id } } }"
						.formatted(this.conference.slug()))
			.execute()
			.path("event")
			.matchesJson("""
					{ "certificateRule": { "requiredSessions": 2, "requiredHours": null },
					  "myAttendance": { "sessionCount": 0 }, "myCertificate": null }""");
		issue(this.conference.organiser()).path("issueCertificate.__typename")
			.entity(String.class)
			.isEqualTo("CertificateNotEarned");
		this.clients.anonymous()
			.document("{ event(slug: \"%s\") { myAttendance { sessionCount } myCertificate { id } } }"
				.formatted(this.conference.slug()))
			.execute()
			.path("event")
			.matchesJson("{ \"myAttendance\": null, \"myCertificate\": null }");
		fails(issue(this.clients.anonymous()), "UNAUTHENTICATED");
		fails(revoke(this.clients.anonymous(), id), "UNAUTHENTICATED");
		fails(revoke(this.conference.organiser(), id), "NOT_FOUND");
		fails(revoke(this.conference.as("stranger"), id), "NOT_FOUND");
		OwnConference other = OwnConference.of(this.clients);
		fails(this.anna.document(ISSUE).variable("event", other.id()).execute(), "UNAUTHENTICATED");
		assertThat(page(id)).contains("This certificate is valid.");
	}

	@Test
	void theOpenBadgeIsVerifiedAfterTheKeysRotateAndTheEventIsArchived() throws Exception {
		come("two", -3, Map.of());
		GraphQlTester.Response issued = issue(this.anna);
		String url = issued.path("issueCertificate.certificate.url").entity(String.class).get();
		SignedJWT badge = SignedJWT
			.parse(issued.path("issueCertificate.certificate.openBadge").entity(String.class).get());
		this.conference.organiser()
			.document("mutation { archiveEvent(input: {eventId: \"%s\"}) { __typename } }"
				.formatted(this.conference.id()))
			.executeAndVerify();
		assertThat(id(issue(this.anna))).isEqualTo(url.replaceFirst(".*/", ""));
		rotate();
		assertThat(badge.getHeader().toJSONObject()).containsOnlyKeys("alg", "kid", "typ")
			.containsEntry("alg", "ES256")
			.containsEntry("typ", "JWT");
		String address = badge.getHeader().getKeyID();
		JWK key = JWK.parse(text(URI.create(address).getPath(), "application/jwk+json"));
		assertThat(key.isPrivate()).isFalse();
		assertThat(badge.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
		JWKSet published = JWKSet.parse(text("/.well-known/jwks.json", "application/jwk-set+json"));
		assertThat(published.getKeyByKeyId(address.substring(address.lastIndexOf('/') + 1))).isEqualTo(key);
		JWTClaimsSet claims = badge.getJWTClaimsSet();
		Map<String, Object> subject = claims.getJSONObjectClaim("credentialSubject");
		assertThat(claims.getIssuer()).isEqualTo(claims.getJSONObjectClaim("issuer").get("id"));
		assertThat(claims.getJWTID()).isEqualTo(claims.getStringClaim("id")).isEqualTo(url);
		assertThat(claims.getSubject()).isEqualTo(subject.get("id"));
		assertThat(claims.getNotBeforeTime()).isEqualTo(Date.from(Instant.parse(claims.getStringClaim("validFrom"))))
			.isBeforeOrEqualTo(new Date());
		assertThat(claims.getStringListClaim("type")).containsExactly("VerifiableCredential", "OpenBadgeCredential");
		assertThat(claims.getClaims().toString()).contains("Umeå kommun <i>", "Anna <script>alert(1)</script> & Ek")
			.doesNotContain("plenum:ticket");
		SignedJWT later = SignedJWT.parse(text(URI.create(url).getPath() + "/badge", "application/vc+jwt"));
		assertThat(later.getHeader().getKeyID()).isNotEqualTo(address);
		assertThat(later.getJWTClaimsSet()).isEqualTo(claims);
		assertThat(page(claims.getJWTID().replaceFirst(".*/", ""))).contains("This certificate is valid.");
	}

	@Test
	void aBadgeIsNoAccessToken() {
		come("two", -3, Map.of());
		String badge = issue(this.anna).path("issueCertificate.certificate.openBadge").entity(String.class).get();
		this.clients.raw()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> headers.setBearerAuth(badge))
			.bodyValue("{\"query\": \"{ viewer { subject } }\"}")
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	@Test
	void thePageHasNoScriptAndEscapesNames() {
		come("two", -3, Map.of());
		String id = id(issue(this.anna));
		WebTestClient.ResponseSpec answer = get(id, MediaType.TEXT_HTML, "sv");
		String html = new String(answer.expectStatus()
			.isOk()
			.expectHeader()
			.contentType("text/html;charset=UTF-8")
			.expectHeader()
			.value("Content-Security-Policy",
					(policy) -> assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-")
						.doesNotContain("script-src", "unsafe"))
			.expectHeader()
			.valueEquals("X-Robots-Tag", "noindex")
			.expectBody()
			.returnResult()
			.getResponseBodyContent(), StandardCharsets.UTF_8);
		assertThat(html)
			.contains("<html lang=\"sv\">", "Intyg om deltagande",
					"Anna &lt;script&gt;alert(1)&lt;/script&gt; &amp; Ek", "Konferens", "Deltog i 2 programpunkter",
					"Utfärdat av Umeå kommun &lt;i&gt;", "@media print", "/certificates/" + id)
			.doesNotContain("<script", "style=\"", "<i>");
		assertThat(new String(get(id, MediaType.TEXT_HTML, "fi").expectBody().returnResult().getResponseBodyContent(),
				StandardCharsets.UTF_8))
			.contains("Osallistumistodistus");
		assertThat(page(id)).contains("Certificate of attendance", "Attended 2 sessions: 2 h 0 min in total.");
	}

	@Test
	void aRevokedCertificateSaysSoAndShowsNothingOfThePerson() {
		come("two", -3, Map.of());
		String id = id(issue(this.anna));
		json(id).jsonPath("$.valid").isEqualTo(true).jsonPath("$.name").isNotEmpty();
		status(id).jsonPath("$.revokedCredential").isEmpty();
		for (int i = 0; i < 2; i++) {
			revoke(this.anna, id).path("revokeCertificate.event.myCertificate").valueIsNull();
			assertThat(page(id)).contains("This certificate was revoked").doesNotContain("Anna", "Conference");
			json(id).jsonPath("$.valid").isEqualTo(false).jsonPath("$.name").doesNotExist();
			status(id).jsonPath("$.revokedCredential[0].revoked").isEqualTo(true);
			get(id + "/badge", MediaType.ALL, "en").expectStatus().isEqualTo(410);
		}
		assertThat(id(issue(this.anna))).isEqualTo(id);
		assertThat(page(id)).contains("This certificate is valid.");
		get("crt_x_y", MediaType.TEXT_HTML, "en").expectStatus().isNotFound();
		get("crt_x_y/status", MediaType.ALL, "en").expectStatus().isNotFound();
	}

	@Test
	@Row("person (`deleteMyData`): certificates of attendance")
	void deletedDataLeaveTheIdOfARevokedCertificateOnly() {
		come("two", -3, Map.of());
		String id = id(issue(this.anna));
		this.anna.document("{ exportMyData }")
			.execute()
			.path("exportMyData.certificates[0].name")
			.entity(String.class)
			.isEqualTo("Anna <script>alert(1)</script> & Ek");
		assertThat(deleted(this.anna, "plenum:ticket:" + this.participant)).isOne();
		assertThat(page(id)).contains("This certificate was revoked").doesNotContain("Anna");
		status(id).jsonPath("$.revokedCredential[0].revoked").isEqualTo(true);
		assertThat(value(Mono.from(stored().find(Filters.eq("_id", id)).first())).keySet())
			.containsExactlyInAnyOrder("_id", "eventId", "version", "issuedAt", "revokedAt");
	}

	@Test
	@Row("event (deleted draft): certificates of attendance")
	void aCertificateOutlivesItsEvent() {
		come("two", -3, Map.of());
		String id = id(issue(this.anna));
		for (String mutation : List.of("unpublishEvent", "deleteEvent")) {
			this.conference.organiser()
				.document("mutation { %s(input: {eventId: \"%s\"}) { __typename } }".formatted(mutation,
						this.conference.id()))
				.executeAndVerify();
		}
		assertThat(page(id)).contains("This certificate is valid.", "Anna &lt;script&gt;");
	}

	@Test
	void aParticipantHasOneCertificateWithTheTicketAndWithTheAccount() {
		come("two", -3, Map.of());
		String id = id(issue(this.anna));
		this.participants
			.change(this.participant, Filters.empty(), new Fields().set("linkedTo", this.conference.person("anna")))
			.block(PATIENCE);
		HttpGraphQlTester account = this.conference.as("anna");
		assertThat(id(issue(account))).isEqualTo(id);
		revoke(account, id).path("revokeCertificate.removedId").entity(String.class).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@Row("ticket (`linkTicket`): certificates of attendance")
	void aCertificateOfTheAccountFromBeforeItIsLinkedIsExportedAndDeletedWithBothTokens(boolean withTheTicket) {
		HttpGraphQlTester account = this.conference.as("berit");
		rule("{requiredSessions: 1}");
		come("two", -3, Map.of(), "agendaCode: \"%s\"".formatted(agendaCode(account)));
		String id = id(issue(account));
		String elsewhere = this.certificates.byId(id)
			.mapNotNull(CertificateDocument::facts)
			.flatMap((facts) -> this.certificates.issue(OwnConference.of(this.clients).id(),
					this.conference.person("berit"), facts, null))
			.map(CertificateDocument::id)
			.blockOptional(PATIENCE)
			.orElseThrow();
		link(account);
		assertThat(exported(this.anna)).containsExactly(id);
		assertThat(exported(account)).containsExactlyInAnyOrder(id, elsewhere);
		String subject = withTheTicket ? "plenum:ticket:" + this.participant : this.conference.person("berit");
		assertThat(deleted(withTheTicket ? this.anna : account, subject)).isEqualTo(withTheTicket ? 1 : 2);
		assertThat(page(id)).contains("This certificate was revoked");
		assertThat(exported(this.anna)).isEmpty();
		assertThat(exported(account)).isEqualTo(withTheTicket ? List.of(elsewhere) : List.of());
	}

	@Test
	void ofTwoCertificatesFromBeforeTheLinkTheOtherOneIsShownWhenOneIsRevoked() {
		HttpGraphQlTester account = this.conference.as("berit");
		rule("{requiredSessions: 1}");
		come("two", -3, Map.of(), "agendaCode: \"%s\"".formatted(agendaCode(account)));
		String ofTicket = id(issue(this.anna));
		String ofAccount = id(issue(account));
		link(account);
		assertThat(id(issue(account))).isEqualTo(ofTicket).isNotEqualTo(ofAccount);
		revoke(account, ofTicket).path("revokeCertificate.event.myCertificate.id")
			.entity(String.class)
			.isEqualTo(ofAccount);
		assertThat(id(issue(this.anna))).isEqualTo(ofAccount);
		revoke(this.anna, ofAccount).path("revokeCertificate.event.myCertificate").valueIsNull();
	}

	private void link(HttpGraphQlTester account) {
		account.document("mutation { linkTicket(input: {code: \"%s\"}) { __typename } }".formatted(this.ticketCode))
			.execute()
			.path("linkTicket.__typename")
			.entity(String.class)
			.isEqualTo("TicketLinked");
	}

	private String agendaCode(HttpGraphQlTester person) {
		return person.document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
	}

	private static List<String> exported(HttpGraphQlTester person) {
		return person.document("{ exportMyData }")
			.execute()
			.path("exportMyData.certificates[?(@.name)].id")
			.entityList(String.class)
			.get();
	}

	private static int deleted(HttpGraphQlTester person, String subject) {
		return person.document(
				"mutation { deleteMyData(input: {subject: \"%s\"}) { ... on MyDataDeleted { deleted { key count } } } }"
					.formatted(subject))
			.execute()
			.path("deleteMyData.deleted[?(@.key == 'certificates')].count")
			.entityList(Integer.class)
			.get()
			.getFirst();
	}

	/**
	 * Checks the participant in at a session that is over, as a door without a network.
	 */
	private void come(String key, int inHours, Map<String, ?> more) {
		come(key, inHours, more, "attendeeId: \"%s\"".formatted(this.participant));
	}

	private void come(String key, int inHours, Map<String, ?> more, String attendee) {
		String session = this.conference.session(key, "LECTURE", inHours, more);
		this.conference.organiser()
			.document("""
					mutation { syncCheckIns(input: {eventId: "%s", sentAt: "%s", entries: [
					  {key: "k", sessionId: "%s", attendee: {%s}, at: "%s"}]}) {
					  ... on CheckInsSynced { results { outcome } } } }""".formatted(this.conference.id(),
					Instant.now(), session, attendee, this.conference.in(inHours)))
			.execute()
			.path("syncCheckIns.results[0].outcome")
			.entity(String.class)
			.satisfies((outcome) -> assertThat(outcome).isIn("CHECKED_IN", "ADMITTED"));
	}

	private String session(String key) {
		return Ids.in("ses", this.conference.id(), key);
	}

	private void rule(String rule) {
		this.conference.organiser()
			.document("mutation { putEvent(input: {slug: \"%s\", certificateRule: %s}) { __typename } }"
				.formatted(this.conference.slug(), rule))
			.execute()
			.path("putEvent.__typename")
			.entity(String.class)
			.isEqualTo("EventPut");
	}

	/** What happens after 90 days: the present key becomes an earlier one. */
	private void rotate() {
		MongoCollection<Document> stored = this.database.getCollection("signingKeys");
		Document present = value(Mono.from(stored.find().sort(new Document("madeAt", 1)).first()));
		String period = present.getString("_id");
		value(Mono.from(stored.deleteOne(Filters.eq("_id", period))));
		present.put("_id", Long.toString(Long.parseLong(period) - 1));
		value(Mono.from(stored.insertOne(present)));
		this.keys.verifying("unknown").collectList().block(PATIENCE);
	}

	private GraphQlTester.Response issue(HttpGraphQlTester person) {
		return person.document(ISSUE).variable("event", this.conference.id()).execute();
	}

	private static GraphQlTester.Response revoke(HttpGraphQlTester person, String id) {
		return person.document(
				"mutation { revokeCertificate(input: {certificateId: \"%s\"}) { ... on CertificateRevoked { removedId event { myCertificate { id } } } } }"
					.formatted(id))
			.execute();
	}

	private static void fails(GraphQlTester.Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

	private static String id(GraphQlTester.Response issued) {
		return issued.path("issueCertificate.certificate.id").entity(String.class).get();
	}

	private String page(String id) {
		return new String(get(id, MediaType.TEXT_HTML, "en").expectBody().returnResult().getResponseBodyContent(),
				StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "*/", "text/html;q=a", "text/html, text/html;q=2" })
	void anInvalidAcceptHeaderIsIgnored(String accept) {
		this.clients.raw()
			.get()
			.uri("/certificates/cer_none_x")
			.header("Accept", accept)
			.exchange()
			.expectStatus()
			.isNotFound();
		this.clients.raw()
			.get()
			.uri("/certificates/cer_none_x")
			.header("Accept", accept)
			.header("Authorization", "Bearer a.b.c")
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	private WebTestClient.BodyContentSpec json(String id) {
		return get(id, MediaType.APPLICATION_JSON, "en").expectStatus().isOk().expectBody();
	}

	private WebTestClient.BodyContentSpec status(String id) {
		return get(id + "/status", MediaType.APPLICATION_JSON, "en").expectStatus().isOk().expectBody();
	}

	private WebTestClient.ResponseSpec get(String id, MediaType type, String language) {
		return this.clients.raw()
			.get()
			.uri("/certificates/" + id)
			.accept(type)
			.header("Accept-Language", language)
			.exchange();
	}

	private String text(String path, String type) {
		return new String(this.clients.raw()
			.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(type)
			.expectBody()
			.returnResult()
			.getResponseBodyContent(), StandardCharsets.UTF_8);
	}

	private MongoCollection<Document> stored() {
		return CommandRules.byHand(this.database.getCollection("certificates"));
	}

	private <T> T value(Publisher<T> one) {
		return Mono.from(one).blockOptional(PATIENCE).orElseThrow();
	}

}
