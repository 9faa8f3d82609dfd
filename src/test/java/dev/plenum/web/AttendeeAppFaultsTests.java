package dev.plenum.web;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the attendee app does if the event, the sign-in, the network, the clock or the
 * storage of the device fails.
 */
@Tag("clients")
@LiveServer
class AttendeeAppFaultsTests {

	@Autowired
	private Clients clients;

	@Test
	void anEventThatIsWithdrawnAndShownAgainNeedsNoReload() {
		OwnConference conference = OwnConference.of(this.clients);
		conference.session("Invigning", "LECTURE", 1, Map.of());
		try (Browser browser = Browser.phone()) {
			open(browser, conference.slug(), "#token=" + conference.person("anna"));
			browser.find(".pick");
			conference.organiser()
				.document("mutation { unpublishEvent(input: {eventId: \"%s\"}) { __typename } }"
					.formatted(conference.id()))
				.executeAndVerify();
			browser.find("[role=status]", "withdrawn this event");
			browser.find(".session", "Invigning");
			browser.assertAccessible();
			conference.publish();
			browser.awaitNoText("withdrawn this event");
			conference.session("Avslutning", "LECTURE", 1, Map.of());
			String added = browser.find(".session:has(button[aria-pressed=false])").getAttribute("id");
			browser.find("h3 a", "Avslutning");
			conference.as("anna")
				.document("mutation { mergeAgenda(input: {eventId: \"%s\", add: [\"%s\"], at: \"%s\"}) { __typename } }"
					.formatted(conference.id(), added, Instant.now()))
				.executeAndVerify();
			browser.find("#" + added + " button[aria-pressed=true]");
		}
	}

	@Test
	void whatWaitsIsSentWhenItsOwnerSignsInAgain(@TempDir Path profile) {
		DemoEvent event = DemoEvent.of(this.clients);
		String participant = event.participant("expired");
		String code = event.ticketOf(participant);
		String added;
		try (Browser browser = Browser.phone(profile)) {
			open(browser, "demo", "#ticket=" + code);
			browser.find(".pick");
			browser.awaitServiceWorker();
			browser.offline(true);
			browser.awaitText("Offline");
			added = browser.find(".session:has(button[aria-pressed=false])").getAttribute("id");
			browser.click("#" + added + " .pick");
			browser.awaitText("1 change waits to be sent");
		}
		String newCode = event.ticketOf(participant);
		try (Browser browser = Browser.phone(profile)) {
			open(browser, "demo", "");
			browser.find("[role=status]", "Your sign-in has ended");
			browser.awaitText("1 change waits to be sent");
			browser.assertAccessible();
			browser.click("[role=status] a", "Settings");
			browser.type("pl-ticket input[name=code]", newCode);
			browser.click("pl-ticket button", "Use the code");
			browser.awaitNoText("waits to be sent");
			browser.awaitNoText("Your sign-in has ended");
			assertThat(this.clients.ticketHolder(newCode)
				.document(
						"{ event(slug: \"demo\") { myAgenda { items { ... on AgendaSession { session { id } } } } } }")
				.execute()
				.path("event.myAgenda.items[*].session.id")
				.entityList(String.class)
				.get()).contains(added);
		}
	}

	@Test
	void allWindowsSignOutTogether() {
		try (Browser browser = Browser.phone()) {
			open(browser, "demo", "#token=two-windows");
			browser.find(".pick");
			String first = browser.driver().getWindowHandle();
			browser.driver().switchTo().newWindow(WindowType.TAB);
			open(browser, "demo", "settings", "pl-sign-in");
			browser.click("pl-sign-in button", "Sign out");
			browser.find("pl-ticket");
			browser.driver().switchTo().window(first);
			browser.wait("no buttons of somebody who is signed in",
					() -> browser.driver().findElements(By.cssSelector(".pick")).isEmpty() ? true : null);
			browser.driver().switchTo().window(first);
			browser.click("nav a", "Badge");
			browser.awaitText("Sign in to get your badge");
		}
	}

	@Test
	void anAnswerThatArrivesAfterSigningOutIsNotShown() {
		try (Browser browser = Browser.phone()) {
			hold(browser, "answer.data?.mergeAgenda");
			open(browser, "demo", "#token=late-answer");
			browser.click(".pick[aria-pressed=false]");
			browser.wait("a held answer", () -> browser.run("return window.held.length;").equals(1L) ? true : null);
			browser.click("nav a", "Settings");
			browser.click("pl-sign-in button", "Sign out");
			browser.find("pl-ticket");
			browser.run(
					"window.held.forEach((go) => go()); await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));");
			browser.click("nav a", "Badge");
			browser.awaitText("Sign in to get your badge");
		}
	}

	@Test
	void aLateAnswerReplacesNoNewerOne() {
		OwnConference conference = OwnConference.of(this.clients);
		conference.session("Invigning", "LECTURE", 1, Map.of());
		try (Browser browser = Browser.phone()) {
			hold(browser, "answer.data?.nodes && !window.held.length");
			browser.beforeEachPage("""
					window.steps = 0;
					window.WebSocket = class extends WebSocket {
						set onmessage(use) {
							super.onmessage = (event) => {
								use(event);
								window.steps += event.data.includes('programmeChanged');
							};
						}
					};""");
			open(browser, conference.slug(), "");
			conference.session("Invigning", "LECTURE", 1, Map.of("title", DemoEvent.text("Ny titel")));
			browser.wait("a held answer", () -> browser.run("return window.held.length;").equals(1L) ? true : null);
			conference.session("Invigning", "LECTURE", 1, Map.of("title", DemoEvent.text("Nyare titel")));
			browser.wait("both steps", () -> browser.run("return window.steps > 1;").equals(true) ? true : null);
			browser.run("await fetch('manifest.webmanifest'); window.held[0]();");
			browser.find("h3 a", "Nyare titel");
		}
	}

	@Test
	void aSessionThatMovesFromTheNightToTheMorningIsOnTheNextDay() {
		OwnConference conference = OwnConference.of(this.clients);
		LocalDate tomorrow = LocalDate.now(OwnConference.ZONE).plusDays(1);
		String session = conference.session("Nattmangling", "LECTURE", 1,
				Map.of("slot", Map.of("startsAt", at(tomorrow, 1), "endsAt", at(tomorrow, 2))));
		try (Browser browser = Browser.phone()) {
			open(browser, conference.slug(), "?day=" + tomorrow.minusDays(1));
			conference
				.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(session,
						at(tomorrow, 10), at(tomorrow, 11)))
				.errors()
				.verify();
			browser.awaitText("0 sessions");
			browser.click(".days button", DateTimeFormatter.ofPattern("EEE, MMM d", Locale.ENGLISH).format(tomorrow));
			browser.find(".session", "Nattmangling");
		}
	}

	@Test
	void aClockThatIsWrongByHoursRenewsNoTokenEachTime() {
		try (Browser browser = Browser.phone()) {
			browser.beforeEachPage(
					"const now = Date.now; Date.now = () => now() + 5 * 3600 * 1000; const real = fetch; window.renewed = 0;"
							+ " window.fetch = (...all) => { if (String(all[0]).includes('/local/token')) { renewed++; } return real(...all); };");
			open(browser, "demo", "#token=wrong-clock");
			browser.find(".pick");
			browser.click(".pick[aria-pressed=false]");
			browser.awaitNoText("waits to be sent");
			assertThat(browser.run("return window.renewed;")).isEqualTo(1L);
		}
	}

	@Test
	void aConnectionThatDiedWhileTheDeviceSleptIsReplacedSoon() {
		OwnConference conference = OwnConference.of(this.clients);
		conference.session("Invigning", "LECTURE", 1, Map.of());
		try (Browser browser = Browser.phone()) {
			browser.beforeEachPage("""
					const dead = new Set();
					const all = [];
					window.sleep = () => all.forEach((one) => dead.add(one));
					window.WebSocket = class extends WebSocket {
						constructor(...given) {
							super(...given);
							all.push(this);
						}
						set onmessage(use) {
							super.onmessage = (event) => {
								window.heard = true;
								return dead.has(this) || use(event);
							};
						}
					};""");
			open(browser, conference.slug(), "");
			browser.wait("a connection", () -> browser.run("return window.heard === true;").equals(true) ? true : null);
			browser.run("window.sleep();");
			conference.session("Avslutning", "LECTURE", 1, Map.of());
			browser.run("dispatchEvent(new Event('online'));");
			browser.find("h3 a", "Avslutning");
			conference.session("Efteråt", "LECTURE", 1, Map.of());
			browser.find("h3 a", "Efteråt");
		}
	}

	@Test
	void aBrowserThatKeepsNothingCanBeUsed() {
		try (Browser browser = Browser.phone()) {
			browser.beforeEachPage("indexedDB.open = () => { throw new DOMException('refused', 'SecurityError'); };");
			open(browser, "demo", "#token=keeps-nothing");
			String added = browser.find(".session:has(button[aria-pressed=false])").getAttribute("id");
			browser.click("#" + added + " .pick");
			browser.find("#" + added + " button[aria-pressed=true]");
			browser.awaitNoText("waits to be sent");
			browser.wait("the decision on the server",
					() -> DemoEvent.of(this.clients).agendaOf("keeps-nothing").contains(added) ? true : null);
		}
	}

	private static String at(LocalDate date, int hour) {
		return date.atTime(hour, 0).atZone(OwnConference.ZONE).toInstant().toString();
	}

	private void open(Browser browser, String slug, String rest) {
		open(browser, slug, rest, ".session");
	}

	/**
	 * Keeps answers from the application, each until {@code window.held[i]} is called.
	 */
	private static void hold(Browser browser, String which) {
		browser.beforeEachPage("""
				const json = Response.prototype.json;
				window.held = [];
				Response.prototype.json = async function () {
					const answer = await json.call(this);
					if (%s) {
						await new Promise((resolve) => window.held.push(resolve));
					}
					return answer;
				};""".formatted(which));
	}

	private void open(Browser browser, String slug, String rest, String expected) {
		browser.go(this.clients.address("http", "/e/" + slug + "/app/" + rest));
		browser.find(expected);
	}

}
