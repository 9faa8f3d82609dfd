package dev.plenum.platform.security;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.plenum.LiveServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of {@code docs/keycloak.md} against a real Keycloak, with
 * {@code mvn -Pkeycloak test}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "server.address=127.0.0.1", "plenum.limits.timeout=1m" })
@ContextConfiguration(initializers = LiveServer.OwnData.class)
@EnabledIfSystemProperty(named = "keycloak.home", matches = ".+", disabledReason = "Needs mvn -Pkeycloak")
class KeycloakTests {

	private static final String EVENT = """
			mutation { putEvent(input: { slug: "%s", name: [{ lang: "sv", text: "Prov" }], startsOn: "2027-05-10", \
			endsOn: "2027-05-12", timezone: "Europe/Stockholm", languages: ["sv"], organiserSubjects: ["%s"] }) \
			{ ... on EventPut { event { slug } } } }""";

	private static Keycloak keycloak;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry properties) {
		Path home = Path.of(System.getProperty("keycloak.home"));
		keycloak = new Keycloak(home, home.resolveSibling("keycloak.log"));
		properties.add("PLENUM_ISSUER_URI", keycloak::issuer);
	}

	@AfterAll
	static void stop() {
		keycloak.close();
	}

	@Test
	void anAdministratorMakesAnEventAndItsOrganiserFindsIt() {
		keycloak.user("anna", "plenum-admin");
		String olle = keycloak.user("olle");
		JsonNode made = ask(keycloak.tokenOfCommandLine("anna"), EVENT.formatted("prov-2027", olle));
		assertThat(made.at("/data/putEvent/event/slug").asString()).as(made.toString()).isEqualTo("prov-2027");
		JsonNode found = ask(keycloak.tokenOfApp("olle", "access_token"),
				"{ viewer { subject name organiserOf { slug } } }");
		assertThat(found.at("/data/viewer/subject").asString()).as(found.toString()).isEqualTo(olle);
		assertThat(found.at("/data/viewer/name").asString()).isEqualTo("olle Example");
		assertThat(found.at("/data/viewer/organiserOf/0/slug").asString()).isEqualTo("prov-2027");
	}

	@Test
	void aUserWithoutTheRoleIsNoAdministratorWhateverScopeTheyRequest() {
		String bob = keycloak.user("bob");
		JsonNode refused = ask(keycloak.tokenOfCommandLine("bob"), EVENT.formatted("prov-2028", bob));
		assertThat(refused.at("/errors/0/extensions/code").asString()).as(refused.toString()).isEqualTo("FORBIDDEN");
	}

	@Test
	void theAppGetsNoTokenOfAnAdministrator() {
		keycloak.user("carla", "plenum-admin");
		JsonNode refused = ask(keycloak.tokenOfApp("carla", "access_token"), EVENT.formatted("prov-2029", "x"));
		assertThat(refused.at("/errors/0/extensions/code").asString()).as(refused.toString()).isEqualTo("FORBIDDEN");
	}

	@Test
	void aTokenWithoutTheAudienceIsRefusedWithItsName() {
		keycloak.user("dora");
		keycloak.audience("conference-app", false);
		try {
			JsonNode refused = ask(keycloak.tokenOfApp("dora", "access_token"), "{ viewer { subject } }");
			assertThat(refused.at("/errors/0/message").asString()).contains("aud claim must contain plenum");
			assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
		}
		finally {
			keycloak.audience("conference-app", true);
		}
	}

	@Test
	void anIdTokenIsRefused() {
		keycloak.user("erik");
		assertThat(
				ask(keycloak.tokenOfApp("erik", "id_token"), "{ viewer { subject } }").at("/errors/0/extensions/code")
					.asString())
			.isEqualTo("UNAUTHENTICATED");
	}

	@Test
	void aTokenThatIsSignedByAnEdwardsCurveIsAccepted() {
		String frida = keycloak.user("frida");
		keycloak.client("plenum-cli", "access.token.signed.response.alg", "EdDSA");
		try {
			JsonNode answer = ask(keycloak.tokenOfCommandLine("frida"), "{ viewer { subject } }");
			assertThat(answer.at("/data/viewer/subject").asString()).as(answer.toString()).isEqualTo(frida);
		}
		finally {
			keycloak.client("plenum-cli", "access.token.signed.response.alg", "RS256");
		}
	}

	private JsonNode ask(String token, String operation) {
		return JsonMapper.shared()
			.readTree(WebTestClient.bindToServer()
				.baseUrl("http://127.0.0.1:" + this.port)
				.responseTimeout(Duration.ofMinutes(1))
				.build()
				.post()
				.uri("/graphql")
				.headers((headers) -> headers.setBearerAuth(token))
				.bodyValue(Map.of("query", operation))
				.exchange()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody());
	}

}
