package dev.plenum.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.QrCodeTests;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The attendee app in a browser, from the first tap to what another device shows.
 */
@Tag("clients")
@LiveServer
class AttendeeAppTests {

	private static final List<String> VIEWS = List.of("", "?now=1", "agenda", "news", "badge", "exhibitors",
			"settings");

	@Autowired
	private Clients clients;

	@Test
	void aSessionIsFoundAndItsAddressCanBeShared() {
		try (Browser browser = Browser.phone()) {
			open(browser, "socialchefsdagarna-2024", "");
			browser.type("input[type=search]", "go");
			browser.awaitText("8 sessions");
			browser.press("spelverk");
			browser.awaitText("1 session");
			String title = browser.find("h3 a").getText();
			browser.click("h3 a");
			browser.find("h1", title);
			String address = browser.driver().getCurrentUrl();
			assertThat(address).contains("/e/socialchefsdagarna-2024/app/sessions/ses_");
			browser.driver().get(address);
			browser.find("h1", title);
			browser.click("article a", "Studieförbundet Bilda");
			browser.find("h1", "Studieförbundet Bilda");
			browser.driver().navigate().back();
			browser.find("h1", title);
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void anOfflineDecisionIsShownAtOnceAndSentLater(@TempDir Path profile) {
		String added;
		try (Browser browser = Browser.phone(profile)) {
			open(browser, "demo", "#token=offline-attendee");
			browser.find(".pick");
			browser.awaitServiceWorker();
			browser.click("nav a", "Badge");
			browser.find("figcaption");
			browser.awaitKept("agenda", "exhibitors", "details");
		}
		try (Browser browser = Browser.phone(profile)) {
			browser.offline(true);
			open(browser, "demo", "");
			browser.awaitText("Offline");
			added = browser.find(".session:has(button[aria-pressed=false])").getAttribute("id");
			browser.click("#" + added + " .pick");
			browser.awaitText("1 change waits to be sent");
			browser.click("nav a", "My agenda");
			browser.find("#" + added);
			browser.click("nav a", "Badge");
			browser.find("figcaption");
			browser.offline(false);
			browser.awaitNoText("1 change waits to be sent");
			assertThat(DemoEvent.of(this.clients).agendaOf("offline-attendee")).contains(added);
		}
	}

	@Test
	void aDecisionThatWaitedIsSentBeforeTheAgendaIsRead(@TempDir Path profile) {
		try (Browser browser = Browser.phone(profile)) {
			open(browser, "demo", "#token=returning-attendee");
			browser.find(".pick");
			browser.offline(true);
			browser.click(".session .pick[aria-pressed=false]");
			browser.awaitText("1 change waits to be sent");
		}
		try (Browser browser = Browser.phone(profile)) {
			browser.beforeEachPage("const real = fetch; window.sent = []; window.fetch = (address, options = {}) => {"
					+ " sent.push(String(options.body)); return real(address, options); };");
			open(browser, "demo", "");
			assertThat(browser.wait("both operations", () -> {
				List<?> sent = (List<?>) browser.run("const { page } = await import('shared/page.js');"
						+ " const { operations } = await import(`${page.files}app/operations.js`);"
						+ " return sent.map((body) => ['Mine', 'MergeAgenda'].find((name) => body.includes(operations[name].id)))"
						+ ".filter(Boolean);");
				return (sent.size() == 2) ? sent : null;
			})).isEqualTo(List.of("MergeAgenda", "Mine"));
		}
	}

	@Test
	void aTicketLinkSignsInAndStaysSignedInAfterAStartWithoutANetwork(@TempDir Path profile) throws Exception {
		String link = "#ticket=" + ticketOf("link");
		try (Browser browser = Browser.phone(profile)) {
			open(browser, "demo", link);
			browser.find(".pick");
			assertThat(browser.driver().getCurrentUrl()).doesNotContain("ticket");
			browser.awaitServiceWorker();
			browser.click("nav a", "Badge");
			browser.find("figcaption");
			browser.awaitKept("agenda", "badge", "exhibitors", "details");
		}
		try (Browser browser = Browser.phone(profile); Browser other = Browser.phone()) {
			browser.offline(true);
			open(browser, "demo", "");
			browser.awaitText("Offline");
			String added = browser.find(".session:has(button[aria-pressed=false])").getAttribute("id");
			browser.click("#" + added + " .pick");
			browser.awaitText("1 change waits to be sent");
			browser.click("nav a", "Badge");
			String picture = browser.find(".badge img").getAttribute("src").replaceFirst("^[^,]*,", "");
			assertThat(QrCodeTests.scan(URLDecoder.decode(picture, StandardCharsets.UTF_8)))
				.matches("ey[^.]+(\\.[^.]+){2}");
			browser.offline(false);
			browser.awaitNoText("1 change waits to be sent");
			open(other, "demo", link);
			other.find("#" + added + " button[aria-pressed=true]");
			assertThat(other.errors()).isEmpty();
		}
	}

	@Test
	void aTicketCodeIsTypedInTheSettings() {
		String code = ticketOf("typed");
		try (Browser browser = Browser.phone()) {
			open(browser, "demo", "");
			browser.click("nav a", "Settings");
			browser.type("pl-ticket input[name=code]", "1234");
			browser.click("pl-ticket button", "Use the code");
			browser.find("pl-ticket [role=alert]", "code");
			browser.assertAccessible();
			browser.type("pl-ticket input[name=code]", code.toLowerCase(Locale.ROOT));
			browser.click("pl-ticket button", "Use the code");
			browser.find("button", "Sign out");
			browser.click("nav a", "Badge");
			browser.find("figcaption");
		}
	}

	@Test
	void whoAttendedEnoughGetsACertificateAndRevokesIt() {
		OwnConference conference = OwnConference.of(this.clients);
		conference.requireForCertificate(2);
		conference.attend("anna");
		try (Browser browser = Browser.phone()) {
			open(browser, conference.slug(), "badge#token=" + conference.person("anna"), "pl-certificate li");
			browser.awaitText("1 of 2 sessions attended");
			conference.requireForCertificate(1);
			open(browser, conference.slug(), "badge", "pl-certificate button");
			browser.click("pl-certificate button", "Get your certificate");
			String address = browser.find("pl-certificate a", "Open your certificate").getAttribute("href");
			browser.assertAccessible();
			browser.go(URI.create(address));
			browser.find("h1");
			browser.driver().navigate().back();
			browser.click("pl-certificate button", "Revoke");
			browser.find("pl-certificate button", "Get your certificate");
			browser.go(URI.create(address));
			browser.awaitText("revoked");
		}
	}

	@Test
	void aChangeOnOneDeviceIsShownOnAnother() {
		try (Browser one = Browser.phone(); Browser other = Browser.phone()) {
			open(one, "demo", "#token=two-devices");
			String added = one.find(".session:has(button[aria-pressed=false])").getAttribute("id");
			open(other, "demo", "#token=two-devices");
			other.find("#" + added + " button[aria-pressed=false]");
			other.awaitSubscription("myAgendaChanged");
			one.click("#" + added + " .pick");
			other.find("#" + added + " button[aria-pressed=true]");
		}
	}

	@Test
	void whatHappensIsAnnouncedOnceAndTheFocusIsNotLost() {
		OwnConference conference = OwnConference.of(this.clients);
		conference.session("Verkstad", "SEMINAR", 1, Map.of("capacity", 5));
		try (Browser browser = Browser.phone()) {
			open(browser, conference.slug(), "#token=" + conference.person("anna"));
			browser.find(".pick");
			browser.listen();
			browser.find("h3 a", "Verkstad").sendKeys(Keys.ENTER);
			browser.find("article h1", "Verkstad");
			assertThat(browser.driver().getTitle()).startsWith("Verkstad · ");
			browser.assertFocused();
			browser.find("pl-seat button.primary").sendKeys(Keys.ENTER);
			browser.awaitAnnounced("You have a seat");
			browser.find("pl-seat button:focus");
			browser.offline(true);
			browser.awaitAnnounced("Offline");
			browser.find("pl-seat button").sendKeys(Keys.ENTER);
			browser.awaitAnnounced("Seats can be booked only online.");
			browser.click("article > .row button");
			browser.awaitAnnounced("1 change waits to be sent");
			browser.offline(false);
			browser.awaitNoText("Offline");
			browser.click("nav a", "Badge");
			browser.find("figcaption");
			browser.assertFocused();
			browser.driver().navigate().back();
			browser.find("article h1", "Verkstad");
			browser.assertFocused();
		}
	}

	@Test
	void textsInAnotherLanguageThanThePageAreMarked() {
		OwnConference conference = OwnConference.of(this.clients);
		conference.session("Invigning", "LECTURE", 1, Map.of());
		try (Browser browser = Browser.phone()) {
			browser.beforeEachPage("localStorage.setItem('plenum.language', 'fi');");
			open(browser, conference.slug(), "");
			assertThat(browser.find("html").getAttribute("lang")).isEqualTo("fi");
			browser.find("h3[lang=sv] a", "Invigning").click();
			browser.find("article h1[lang=sv]", "Invigning");
		}
	}

	@Test
	void everyViewIsAccessible() {
		try (Browser browser = Browser.phone()) {
			open(browser, "demo", "#token=reader");
			String session = browser.find(".session").getAttribute("id");
			browser.awaitServiceWorker();
			for (String view : VIEWS) {
				see(browser, "demo", view);
			}
			see(browser, "demo", "sessions/" + session);
			browser.size(195, 422);
			assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth;")).isEqualTo(true);
			assertThat(browser.errors()).isEmpty();
		}
	}

	private void see(Browser browser, String slug, String view) {
		browser.go(this.clients.address("http", "/e/" + slug + "/app/" + view));
		browser.find("main h1, main h2");
		browser.assertAccessible();
		browser.screenshot("app-"
				+ (view.isEmpty() ? "programme" : view.replaceFirst("/.*", "").replaceFirst("\\W?(\\w+).*", "$1")));
	}

	private void open(Browser browser, String slug, String rest) {
		open(browser, slug, rest, ".session");
	}

	private void open(Browser browser, String slug, String rest, String expected) {
		browser.go(this.clients.address("http", "/e/" + slug + "/app/" + rest));
		browser.find(expected);
	}

	private String ticketOf(String key) {
		DemoEvent event = DemoEvent.of(this.clients);
		return event.ticketOf(event.participant(key));
	}

}
