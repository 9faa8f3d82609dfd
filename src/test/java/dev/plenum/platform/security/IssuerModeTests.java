package dev.plenum.platform.security;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

@Tag("slow")
@SpringBootTest(classes = EchoServer.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "server.address=127.0.0.1", "management.endpoints.web.exposure.include=health,beans",
				"management.endpoint.health.validate-group-membership=false" })
class IssuerModeTests {

	private static final TestIssuer issuer = new TestIssuer();

	@TempDir
	private static Path data;

	@Autowired
	private ApplicationContext context;

	@LocalServerPort
	private int port;

	private WebTestClient client;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry properties) {
		properties.add("PLENUM_ISSUER_URI", issuer::uri);
		properties.add("plenum.data", () -> data);
	}

	@AfterAll
	static void stop() {
		issuer.close();
	}

	@BeforeEach
	void connect() {
		this.client = EchoServer.client(this.port);
	}

	@Test
	void aRequestWithoutATokenIsAnonymous() {
		this.client.get().uri(EchoServer.PATH).exchange().expectBody().jsonPath("$.subject").isEqualTo("anonymous");
	}

	@Test
	void aValidTokenDeterminesSubjectAndScopes() {
		echo(issuer.token(unchanged())).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.subject")
			.isEqualTo("ada")
			.jsonPath("$.authorities")
			.value((authorities) -> assertThat(authorities).asInstanceOf(LIST)
				.contains("SCOPE_plenum:admin", "SCOPE_openid"));
	}

	@Test
	void anAccessTokenOfRfc9068IsAccepted() {
		echo(issuer.signed(issuer.key(), new JOSEObjectType("at+jwt"), unchanged())).expectStatus().isOk();
	}

	@Test
	void aTokenThatExpiredHalfAMinuteAgoIsWithinTheTolerance() {
		echo(issuer.token((claims) -> claims.issueTime(in(-600)).expirationTime(in(-30)))).expectStatus().isOk();
	}

	@Test
	void anExpiredTokenIsRefused() {
		refused(issuer.token((claims) -> claims.issueTime(in(-600)).expirationTime(in(-70))), "expired");
	}

	@Test
	void aTokenWithoutAnExpiryIsRefused() {
		refused(issuer.token((claims) -> claims.expirationTime(null)), "exp is required");
	}

	@Test
	void aTokenOfTheFutureIsRefused() {
		refused(issuer.token((claims) -> claims.notBeforeTime(in(70))), "used before");
	}

	@Test
	void aTokenThatNamesAnotherIssuerIsRefused() {
		refused(issuer.token((claims) -> claims.issuer("https://elsewhere.example")), "iss claim");
	}

	@Test
	void aTokenForAnotherAudienceIsRefused() {
		refused(issuer.token((claims) -> claims.audience("elsewhere")), "aud claim must contain plenum");
		refused(issuer.token((claims) -> claims.audience((String) null)), "aud claim must contain plenum");
	}

	@Test
	void aTokenWithoutASubjectIsRefused() {
		refused(issuer.token((claims) -> claims.subject(null)), "sub claim");
	}

	@Test
	void aTokenOfAnotherTypeIsRefused() {
		refused(issuer.signed(issuer.key(), new JOSEObjectType("logout+jwt"), unchanged()), "typ");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			Keycloak, ID token          | typ=ID azp=plenum at_hash=x auth_time=1 sid=x email=a@b.se
			Keycloak, ID token, scope   | typ=ID scope=openid azp=plenum
			Keycloak, refresh token     | typ=Refresh scope=openid azp=plenum
			Keycloak, offline token     | typ=Offline scope=openid azp=plenum
			Auth0, ID token             | nonce=x sid=x name=Ada email=a@b.se
			Entra, ID token             | nonce=x oid=x preferred_username=a@b.se tid=x ver=2.0
			Entra, ID token, no nonce   | oid=x tid=x ver=2.0 uti=x roles=r
			Google, ID token            | azp=plenum email=a@b.se at_hash=x
			Google, ID token, Android   | azp=app email=a@b.se
			Cognito, ID token           | token_use=id auth_time=1
			Okta, ID token              | jti=ID.x amr=pwd auth_time=1 scope=openid
			hybrid flow                 | c_hash=x scope=openid
			with a nonce and a scope    | nonce=x scope=openid
			nothing but the least       | name=Ada
			""")
	void anIdTokenIsRefused(String issuedBy, String claims) {
		refused(issuer.token(only(claims)), "not an access token");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			Keycloak                  | typ=Bearer azp=app scope=openid sid=x email=a@b.se
			Keycloak before 25        | typ=Bearer azp=app scope=openid nonce=x
			Keycloak, lightweight     | typ=Bearer azp=app
			Auth0                     | azp=app scope=openid
			Auth0, permissions        | azp=app permissions=x
			Auth0, of a machine       | azp=app gty=client-credentials
			Entra, version 2          | azp=plenum azpacr=0 scp=access oid=x tid=x ver=2.0 preferred_username=a@b.se
			Entra, version 2, machine | azp=app azpacr=1 roles=r oid=x ver=2.0
			Entra, version 1          | appid=app appidacr=0 scp=access amr=pwd acr=1
			Okta                      | jti=AT.x cid=app scp=openid
			Cognito                   | token_use=access client_id=app
			Spring, Duende            | client_id=app auth_time=1 amr=pwd
			""")
	void anAccessTokenIsAccepted(String issuedBy, String claims) {
		echo(issuer.token(only(claims))).expectStatus().isOk();
	}

	@Test
	void anAccessTokenOfRfc9068NeedsNoScope() {
		echo(issuer.signed(issuer.key(), new JOSEObjectType("at+jwt"), only("name=Ada"))).expectStatus().isOk();
	}

	/**
	 * A token with these claims in the place of the scope.
	 */
	private static Consumer<JWTClaimsSet.Builder> only(String claims) {
		return (token) -> {
			token.claim("scope", null);
			for (String claim : claims.split(" ")) {
				token.claim(claim.substring(0, claim.indexOf('=')), claim.substring(claim.indexOf('=') + 1));
			}
		};
	}

	@Test
	void aTokenByAnUnknownKeyIsRefused() {
		refused(issuer.signed(TestIssuer.newKey("unknown"), JOSEObjectType.JWT, unchanged()), "no matching key");
	}

	@Test
	void aTokenByAnotherKeyUnderTheSameIdIsRefused() {
		refused(issuer.signed(TestIssuer.newKey(issuer.key().getKeyID()), JOSEObjectType.JWT, unchanged()),
				"Invalid signature");
	}

	@Test
	void aTokenWithoutASignatureIsRefused() {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(issuer.uri())
			.audience("plenum")
			.subject("ada")
			.expirationTime(in(600))
			.build();
		refused(new PlainJWT(claims).serialize(), "Unsupported algorithm of none");
	}

	@Test
	void aTokenSignedWithThePublicKeyAsASharedSecretIsRefused() throws JOSEException {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(issuer.uri())
			.audience("plenum")
			.subject("ada")
			.expirationTime(in(600))
			.build();
		SignedJWT token = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(issuer.key().getKeyID()).build(), claims);
		token.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));
		refused(token.serialize(), "no matching key");
	}

	@Test
	void aTokenOfTheLocalModeIsRefused() throws JOSEException {
		LocalTokens local = new LocalTokens(new ECKeyGenerator(Curve.P_256).keyID("local").generate(), "plenum",
				Clock.systemUTC());
		refused(local.token("admin"), "no matching key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9.e30.", "two words" })
	void garbageIsRefused(String token) {
		refused(token, "");
	}

	@Test
	void anEmptyTokenIsRefused() {
		this.client.get()
			.uri(EchoServer.PATH)
			.header(HttpHeaders.AUTHORIZATION, "Bearer ")
			.exchange()
			.expectStatus()
			.isUnauthorized();
	}

	@Test
	void aClientThatAcceptsAGraphQlResponseReceivesOne() {
		this.client.get()
			.uri(EchoServer.PATH)
			.accept(MediaType.APPLICATION_GRAPHQL_RESPONSE)
			.headers((headers) -> headers.setBearerAuth("garbage"))
			.exchange()
			.expectHeader()
			.contentType(MediaType.APPLICATION_GRAPHQL_RESPONSE);
	}

	@Test
	void aNewKeyOfTheIssuerIsAcceptedAndTheOldOneIsDropped() {
		String old = issuer.token(unchanged());
		echo(old).expectStatus().isOk();
		issuer.rotate();
		String fresh = issuer.token(unchanged());
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> echo(fresh).returnResult(Void.class).getStatus().is2xxSuccessful());
		refused(old, "no matching key");
	}

	@Test
	void anUnknownPathIsNotFoundWithAndWithoutAToken() {
		this.client.get().uri("/nowhere").exchange().expectStatus().isNotFound();
		this.client.post().uri("/nowhere").exchange().expectStatus().isNotFound();
		this.client.get()
			.uri("/nowhere")
			.headers((headers) -> headers.setBearerAuth(issuer.token(unchanged())))
			.exchange()
			.expectStatus()
			.isNotFound();
	}

	@Test
	void healthIsPublicAndOtherEndpointsAreForAdministrators() {
		this.client.get().uri("/actuator/health").exchange().expectStatus().isOk();
		this.client.get().uri("/actuator").exchange().expectStatus().isOk();
		this.client.get()
			.uri("/actuator/beans")
			.exchange()
			.expectStatus()
			.isUnauthorized()
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("UNAUTHENTICATED");
		this.client.get()
			.uri("/actuator/beans")
			.headers((headers) -> headers.setBearerAuth(issuer.token((claims) -> claims.claim("scope", "openid"))))
			.exchange()
			.expectStatus()
			.isForbidden()
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("FORBIDDEN");
		this.client.get()
			.uri("/actuator/beans")
			.headers((headers) -> headers.setBearerAuth(issuer.token(unchanged())))
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void noSessionIsKept() {
		this.client.get()
			.uri(EchoServer.PATH)
			.headers((headers) -> headers.setBearerAuth(issuer.token(unchanged())))
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.doesNotExist(HttpHeaders.SET_COOKIE);
	}

	@Test
	void theStartLogsTheIssuerAndTheNextStep() {
		assertThat(this.context.getBean(IssuerGreeting.class).text()).contains(
				"issuer " + issuer.uri() + " for the audience plenum", "Next: ", "plenum:admin", "organiserSubjects",
				"docs/keycloak.md");
	}

	@Test
	void nothingOfTheLocalModeExists() {
		assertThat(this.context.getBeanNamesForType(LocalMode.class)).isEmpty();
		assertThat(this.context.getBeanNamesForType(LocalTokens.class)).isEmpty();
		assertThat(data).isEmptyDirectory();
		this.client.get().uri("/local/token?subject=admin").exchange().expectStatus().isNotFound();
	}

	private ResponseSpec echo(String token) {
		return this.client.get().uri(EchoServer.PATH).header(HttpHeaders.AUTHORIZATION, "Bearer " + token).exchange();
	}

	private void refused(String token, String why) {
		echo(token).expectStatus()
			.isUnauthorized()
			.expectHeader()
			.valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
			.expectBody()
			.jsonPath("$.errors[0].message")
			.value((message) -> assertThat(message).asString().contains(why))
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("UNAUTHENTICATED");
	}

	private static Consumer<JWTClaimsSet.Builder> unchanged() {
		return (claims) -> {
		};
	}

	private static Date in(int seconds) {
		return Date.from(Instant.now().plusSeconds(seconds));
	}

}
