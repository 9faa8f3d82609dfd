package dev.plenum.web;

import java.time.LocalDate;
import java.util.UUID;

import dev.plenum.platform.security.Keycloak;
import dev.plenum.platform.security.WithKeycloak;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sign-in of the web applications at a real Keycloak, in Chromium, with
 * {@code mvn -Pkeycloak test}.
 */
@TestPropertySource(properties = "plenum.sign-in.link-by-email=true")
@EnabledIfSystemProperty(named = "keycloak.home", matches = ".+", disabledReason = "Needs mvn -Pkeycloak")
class KeycloakAppTests extends WithKeycloak {

	private static boolean prepared;

	private Browser browser;

	@BeforeEach
	void prepare() {
		if (!prepared) {
			keycloak.webApplications(address(""));
			keycloak.user("anna", "plenum-admin");
			String organiser = keycloak.user("olle");
			String token = keycloak.tokenOfCommandLine("anna");
			change(token, "putEvent",
					"slug: \"prov\", name: [{lang: \"sv\", text: \"Provkonferensen\"}], startsOn: \"%s\", endsOn: \"%s\", timezone: \"Europe/Stockholm\", languages: [\"sv\"], organiserSubjects: [\"%s\"]"
						.formatted(LocalDate.now(), LocalDate.now().plusDays(1), organiser));
			change(token, "publishEvent", "eventId: \"%s\"".formatted(event()));
			change(token, "putSession",
					"eventId: \"%s\", key: \"s\", kind: LECTURE, title: [{lang: \"sv\", text: \"Invigning\"}], slot: {startsAt: \"%sT08:00:00Z\", endsAt: \"%<sT09:00:00Z\"}"
						.formatted(event(), LocalDate.now()));
			prepared = true;
		}
		this.browser = Browser.phone();
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void anAttendeeSignsInStaysSignedInAndSignsOutAtTheIssuerToo() {
		keycloak.user("berit");
		open("app/settings");
		signIn("berit");
		this.browser.find("h1", "Settings");
		this.browser.find("pl-sign-in button", "Sign out");
		assertThat(this.browser.driver().getCurrentUrl()).endsWith("/e/prov/app/settings");
		String first = refreshToken();
		open("app/");
		this.browser.click(".pick[aria-pressed=false]");
		this.browser.find(".pick[aria-pressed=true]");
		this.browser.awaitNoText("waits to be sent");
		open("app/agenda");
		this.browser.find(".session", "Invigning");
		this.browser.run("""
				const { signIn } = await import('shared/sign-in.js');
				await signIn.renewed(await signIn.token());""");
		assertThat(refreshToken()).isNotEqualTo(first);
		String last = refreshToken();
		open("app/settings");
		this.browser.click("pl-sign-in button", "Sign out");
		this.browser.find("pl-sign-in button.primary", "Sign in");
		assertThat(keycloak.statusOfRefresh(last)).isEqualTo(400);
		assertThat(this.browser.text()).doesNotContain("did not work");
		signIn("berit");
		this.browser.find("pl-sign-in button", "Sign out");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void aSignInThatTheIssuerRefusesSaysWhy() {
		open("app/settings");
		this.browser.click("pl-sign-in button.primary", "Sign in");
		this.browser.find("#username");
		String state = this.browser.driver().getCurrentUrl().replaceFirst(".*[?&]state=([^&]+).*", "$1");
		open("app/?error=access_denied&error_description=Not%20today.&state=" + state);
		this.browser.find("pl-sign-in [role=alert]", "Not today.");
		assertThat(this.browser.driver().getCurrentUrl()).endsWith("/e/prov/app/settings");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			openid-configuration, 404, ``, UNAVAILABLE
			openid-connect/token, 429, {"error": "too_many_requests"}, UNAVAILABLE
			openid-connect/token, 403, <h1>Blocked</h1>, UNAVAILABLE
			openid-connect/token, 403, {"error": "invalid_grant"}, null
			""")
	void onlyARefusalOfTheIssuerEndsASignIn(String address, int status, String body, String failure) {
		String user = "eva-" + UUID.randomUUID();
		keycloak.user(user);
		open("app/settings");
		signIn(user);
		this.browser.find("pl-sign-in button", "Sign out");
		String before = refreshToken();
		assertThat(String.valueOf(this.browser
			.run("""
					const real = fetch;
					window.fetch = (...all) => String(all[0]).includes('%s') ? Promise.resolve(new Response('%s', { status: %d })) : real(...all);
					const { signIn } = await import('shared/sign-in.js');
					return signIn.renewed(await signIn.token()).catch(({ code }) => code);"""
				.formatted(address, body, status))))
			.isEqualTo(failure);
		if (failure.equals("UNAVAILABLE")) {
			assertThat(refreshToken()).isEqualTo(before);
			this.browser.find("pl-sign-in button", "Sign out");
		}
		else {
			this.browser.find("pl-sign-in button.primary", "Sign in");
		}
	}

	@Test
	void anOrganiserSignsInToTheConsole() {
		open("console/");
		signIn("olle");
		this.browser.find(".connection[data-state=live]");
		this.browser.find("[role=gridcell]", "Invigning");
		this.browser.driver().navigate().refresh();
		this.browser.find(".connection[data-state=live]");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void aTicketIsLinkedToAnAccountThatSignsInAfterwards() {
		keycloak.user("cecilia");
		String code = ticket("cecilia", "Cecilia Ticket");
		open("app/settings");
		use("pl-ticket", code);
		this.browser.find("pl-sign-in button", "Sign out");
		open("app/");
		this.browser.click(".pick[aria-pressed=false]");
		this.browser.find(".pick[aria-pressed=true]");
		this.browser.awaitNoText("waits to be sent");
		open("app/settings");
		use("pl-link", code);
		this.browser.click("pl-link pl-sign-in button", "Sign in");
		logIn("cecilia");
		this.browser.find("pl-link [role=status]", "Cecilia Ticket");
		open("app/agenda");
		this.browser.find(".session", "Invigning");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void anAccountFindsItsTicketByItsEmailAddress() {
		keycloak.user("doris");
		ticket("doris", "Doris Ticket");
		open("app/settings");
		signIn("doris");
		this.browser.click("pl-link button", "e-mail address");
		this.browser.find("pl-link [role=status]", "Doris Ticket");
		open("app/badge");
		this.browser.find("figcaption");
		assertThat(this.browser.errors()).isEmpty();
	}

	private void open(String view) {
		this.browser.go(address("/e/prov/" + view));
	}

	private void signIn(String user) {
		this.browser.click("pl-sign-in button.primary", "Sign in");
		logIn(user);
	}

	private void logIn(String user) {
		if (this.browser.find("#username").isEnabled()) {
			this.browser.find("#username").clear();
			this.browser.type("#username", user);
		}
		this.browser.type("#password", Keycloak.PASSWORD);
		this.browser.click("#kc-login");
	}

	private void use(String panel, String code) {
		this.browser.type(panel + " input[name=code]", code);
		this.browser.click(panel + " form button");
	}

	private String refreshToken() {
		return String.valueOf(this.browser.run("""
				const { vault } = await import('shared/vault.js');
				return (await vault.read()).refreshToken;"""));
	}

	private String ticket(String key, String name) {
		String token = keycloak.tokenOfCommandLine("anna");
		change(token, "putParticipant", "eventId: \"%s\", key: \"%s\", name: \"%s\", email: \"%s@example.org\""
			.formatted(event(), key, name, key));
		String found = ask(token, "{ event(slug: \"prov\") { participants(first: 100) { nodes { id key } } } }")
			.findValue("nodes")
			.valueStream()
			.filter((one) -> one.get("key").asString().equals(key))
			.findFirst()
			.orElseThrow()
			.get("id")
			.asString();
		return change(token, "replaceTicketCode", "participantId: \"%s\"".formatted(found),
				"... on TicketCodeReplaced { ticketCode }")
			.findValue("ticketCode")
			.asString();
	}

	private String event() {
		return ask(keycloak.tokenOfCommandLine("anna"), "{ event(slug: \"prov\") { id } }").at("/data/event/id")
			.asString();
	}

	private void change(String token, String mutation, String input) {
		change(token, mutation, input, "");
	}

	private JsonNode change(String token, String mutation, String input, String selection) {
		JsonNode answer = ask(token,
				"mutation { %s(input: {%s}) { __typename %s } }".formatted(mutation, input, selection));
		assertThat(answer.has("errors")).as(answer.toString()).isFalse();
		return answer;
	}

}
