package dev.plenum.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the staff of a booth do in a browser.
 */
@Tag("clients")
@LiveServer
class BoothAppTests {

	@Autowired
	private Clients clients;

	private DemoEvent event;

	private String exhibitor;

	private Browser browser;

	@BeforeEach
	void open() {
		this.event = DemoEvent.of(this.clients);
		this.exhibitor = this.event.change("organiser", "putExhibitor", "... on ExhibitorPut { exhibitor { id } }",
				Map.of("eventId", this.event.id(), "key", "browser", "name", "Omsorgsnavet", "booth",
						Map.of("hall", "Hall A", "number", "A12")));
		this.event.change("organiser", "setExhibitorStaff", "... on ExhibitorStaffSet { exhibitor { id } }",
				Map.of("exhibitorId", this.exhibitor, "subjects", List.of("booth-in-a-browser")));
		this.event.change("booth-in-a-browser", "putOffer", "... on OfferPut { offer { id } }", Map.of("exhibitorId",
				this.exhibitor, "key", "mug", "title", DemoEvent.text("En mugg till var och en"), "claimLimit", 50));
		this.browser = Browser.phone();
		this.browser.go(this.clients.address("http", "/e/demo/booth/#token=booth-in-a-browser"));
		this.browser.find("button[data-state=OPEN]");
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void oneTapSetsTheStateAndStartsOrEndsAnOffer() {
		this.browser.assertAccessible();
		this.browser.screenshot("booth-now");
		this.browser.click("button[data-state=BUSY]");
		this.browser.find("button[data-state=BUSY][aria-pressed=true]");
		assertThat(exhibitor("boothState")).isEqualTo("BUSY");
		this.browser.click(".offer button");
		this.browser.find(".offer button.primary");
		this.browser.click(".offer button.primary");
		this.browser.find(".offer button:not(.primary)");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void aTypedCodeBecomesALeadWithANoteAlsoAfterAnOutage() {
		this.browser.click("nav a", "Leads");
		this.browser.find("pl-scan input");
		this.browser.assertAccessible();
		this.browser.type("pl-scan input", contactCode("anna-leads", "Anna Ek"));
		this.browser.press(Keys.ENTER);
		this.browser.find("details[open] textarea").sendKeys("Vill ha en offert");
		this.browser.click("details[open] form button");
		this.browser.awaitText("Saved.");
		this.browser.screenshot("booth-leads");
		this.browser.assertAccessible();
		String second = contactCode("bo-leads", "Bo Al");
		this.browser.offline(true);
		this.browser.type("pl-scan input", second);
		this.browser.press(Keys.ENTER);
		this.browser.awaitText("1 code waits for a connection.");
		this.browser.offline(false);
		this.browser.awaitText("Bo Al");
		this.browser.awaitNoText("waits for a connection");
	}

	@Test
	void whatTheServerEndsIsFollowedAgainAfterAnOutageWithoutLosingATypedText() {
		this.browser.beforeEachPage("""
				const real = fetch;
				window.fetch = (...all) => window.down ? Promise.reject(new TypeError()) : real(...all);
				window.WebSocket = class extends WebSocket {
					constructor(...given) {
						super(...given);
						window.end = () => this.onmessage({ data: JSON.stringify({ type: 'error', id: '1',
							payload: [{ message: 'Read again.', extensions: { code: 'RESYNC_REQUIRED' } }] }) });
					}
				};""");
		this.browser.driver().navigate().refresh();
		this.browser.find("button[data-state=OPEN]");
		this.browser.wait("a live booth",
				() -> this.browser.driver().findElements(By.cssSelector("header .tag")).isEmpty() ? true : null);
		this.browser.click("details summary");
		this.browser.type("input[name=title]", "half");
		this.browser.run("window.down = true; window.end();");
		this.browser.awaitText("You are offline.");
		this.event.change("booth-in-a-browser", "setBoothState", "... on BoothStateSet { exhibitor { id } }",
				Map.of("exhibitorId", this.exhibitor, "state", "BUSY"));
		this.browser.run("window.down = false;");
		this.browser.find("button[data-state=BUSY][aria-pressed=true]");
		this.browser.awaitNoText("You are offline.");
		assertThat(this.browser.find("input[name=title]").getDomProperty("value")).isEqualTo("half");
		this.event.change("booth-in-a-browser", "setBoothState", "... on BoothStateSet { exhibitor { id } }",
				Map.of("exhibitorId", this.exhibitor, "state", "OPEN"));
		this.browser.find("button[data-state=OPEN][aria-pressed=true]");
	}

	@Test
	void theDeviceKeepsNoLeadsOfSomebodyWhoSignedOut() {
		String kept = "const { kept } = await import('shared/database.js'); return (await kept.get('last'))?.exhibitor.id;";
		this.browser.wait("a kept booth", () -> this.exhibitor.equals(this.browser.run(kept)) ? true : null);
		this.browser.click("nav a", "Colleagues");
		this.browser.click("pl-sign-in button", "Sign out");
		this.browser.find("pl-sign-in button", "exhibitor");
		this.browser.wait("an empty device", () -> (this.browser.run(kept) == null) ? true : null);
	}

	@Test
	void everyOtherViewIsAccessible() {
		for (String view : List.of("Meetings", "Listing", "Colleagues")) {
			this.browser.click("nav a", view);
			this.browser.find("main h1", view);
			this.browser.assertAccessible();
			this.browser.screenshot("booth-" + view.toLowerCase(Locale.ROOT));
		}
	}

	private String contactCode(String person, String name) {
		this.event.change(person, "putContactCard", "... on ContactCardPut { contactCard { id } }",
				Map.of("eventId", this.event.id(), "name", name, "organisation", "Region Skåne"));
		return this.clients.as(person)
			.document("{ event(slug: \"demo\") { myContactCard { contactCode { code } } } }")
			.execute()
			.path("event.myContactCard.contactCode.code")
			.entity(String.class)
			.get();
	}

	private String exhibitor(String field) {
		return this.clients.anonymous()
			.document("{ node(id: \"%s\") { ... on Exhibitor { %s } } }".formatted(this.exhibitor, field))
			.execute()
			.path("node." + field)
			.entity(String.class)
			.get();
	}

}
