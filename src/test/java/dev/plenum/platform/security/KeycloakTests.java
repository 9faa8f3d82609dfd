package dev.plenum.platform.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of {@code docs/keycloak.md} against a real Keycloak, with
 * {@code mvn -Pkeycloak test}.
 */
@EnabledIfSystemProperty(named = "keycloak.home", matches = ".+", disabledReason = "Needs mvn -Pkeycloak")
class KeycloakTests extends WithKeycloak {

	private static final String EVENT = """
			mutation { putEvent(input: { slug: "%s", name: [{ lang: "sv", text: "Prov" }], startsOn: "2027-05-10", \
			endsOn: "2027-05-12", timezone: "Europe/Stockholm", languages: ["sv"], organiserSubjects: ["%s"] }) \
			{ ... on EventPut { event { slug } } } }""";

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

}
