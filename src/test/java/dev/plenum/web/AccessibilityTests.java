package dev.plenum.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks every page of every web application with axe, and that the accessibility page
 * says the same. Takes pictures of them on a tablet or wall display and on a phone.
 */
@Tag("clients")
@LiveServer
class AccessibilityTests {

	private static final String GOOD = "no failure";

	/** Whether something lies beside the page. */
	private static final String BESIDE = "return document.documentElement.scrollWidth > innerWidth;";

	/** What lies beside the page. */
	private static final String WIDE = "return [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 200)).slice(-3);";

	/** The spacing of texts in criterion 1.4.12 of WCAG. */
	private static final String SPACING = """
			const sheet = new CSSStyleSheet();
			sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }');
			document.adoptedStyleSheets = [sheet];
			""";

	private final List<String> rows = new ArrayList<>();

	private final List<String> problems = new ArrayList<>();

	@Autowired
	private Clients clients;

	@Test
	void theStatementListsEveryPageAndItsResults() throws IOException {
		try (Browser browser = Browser.tablet()) {
			everybody(browser);
			attendee(browser);
			console(browser);
			booth(browser);
			door(browser);
			certificate(browser);
		}
		try (Browser browser = Browser.wall()) {
			screen(browser);
		}
		assertThat(this.problems).isEmpty();
		String page = Files.readString(Path.of("docs/accessibility.md"));
		assertThat(page.lines().filter((line) -> line.endsWith(" |") && line.contains("failure"))).as(page)
			.containsExactlyElementsOf(this.rows);
	}

	private void everybody(Browser browser) {
		go(browser, "/");
		browser.find("h1");
		check(browser, "start page", "Events");
		go(browser, "/e/demo/accessibility?lang=fi");
		browser.find("h1", "Saavutettavuusseloste");
		check(browser, "accessibility statement", "Statement");
	}

	private void attendee(Browser browser) {
		go(browser, "/e/socialchefsdagarna-2024/app/#token=axe");
		browser.find(".session");
		check(browser, "attendee app", "Programme");
		browser.click("h3:has(+ p:not(.row)) a");
		browser.find("article h1");
		check(browser, "attendee app", "Session");
		browser.click("article a[href*='speakers/']");
		browser.find("pl-speaker article h1");
		check(browser, "attendee app", "Speaker");
		browser.click("nav a", "Exhibitors");
		browser.find("main h1, main h2");
		check(browser, "attendee app", "Exhibitors");
		browser.click("main h2 a, main h3 a");
		browser.find("article h1, main h1");
		check(browser, "attendee app", "Exhibitor");
		for (String view : List.of("My agenda", "Inbox", "Badge", "Settings")) {
			browser.click("nav a", view);
			browser.find("nav a[aria-current=page]", view);
			browser.find("main h1, main h2");
			check(browser, "attendee app", view);
		}
		browser.click("pl-settings a", "Food and access");
		browser.find("pl-needs form");
		check(browser, "attendee app", "Food and access");
	}

	private void console(Browser browser) {
		ConsoleEvent console = ConsoleEvent.on(this.clients);
		String organiser = console.event().organiser();
		String event = console.event().id();
		console.change(organiser, "announce",
				Map.of("eventId", event, "key", "a", "text", DemoEvent.text("Välkommen")));
		console.change(organiser, "putParticipant", Map.of("eventId", event, "key", "T-1", "name", "Ada Öberg"));
		go(browser, "/e/" + console.event().slug() + "/console/#token=" + organiser);
		browser.find(".connection[data-state=live]");
		for (String view : List.of("Programme", "Drafts", "Running late", "Announcements", "Changes", "Participants",
				"Food and access", "Crew", "Screens", "Import", "Audit trail")) {
			browser.click("nav a", view);
			browser.find("main h1", view);
			check(browser, "console", view);
			switch (view) {
				case "Announcements" -> dialog(browser, ".list button", "Correct", "Correction of an announcement");
				case "Crew" -> dialog(browser, "button[name=organisers]", "Edit", "Form of the organisers");
				case "Participants" -> dialog(browser, ".list button", "Edit", "Form of a participant");
				case "Import" -> dialog(browser, "pl-origin button", "Add an address", "Form of an import address");
				default -> {
				}
			}
		}
		browser.click("nav a", "Programme");
		browser.find(".box").sendKeys(Keys.ENTER);
		browser.find("pl-session dialog[open] pl-preview");
		check(browser, "console", "Form of a session");
		browser.click("pl-session button[name=texts]");
		browser.find("pl-texts dialog[open]");
		check(browser, "console", "Texts of a session");
		browser.press(Keys.ESCAPE);
		browser.find(".box").sendKeys(Keys.ENTER);
		browser.click("pl-session button[name=seats]");
		browser.find("pl-seats dialog[open]");
		check(browser, "console", "Seats of a session");
	}

	private void dialog(Browser browser, String css, String text, String name) {
		browser.click(css, text);
		browser.find("dialog[open]");
		check(browser, "console", name);
		browser.press(Keys.ESCAPE);
	}

	private void booth(Browser browser) {
		DemoEvent event = DemoEvent.of(this.clients);
		String exhibitor = event.change("organiser", "putExhibitor", "... on ExhibitorPut { exhibitor { id } }",
				Map.of("eventId", event.id(), "key", "axe", "name", "Socialtjänstens utvecklingscentrum"));
		event.change("organiser", "setExhibitorStaff", "... on ExhibitorStaffSet { exhibitor { id } }",
				Map.of("exhibitorId", exhibitor, "subjects", List.of("booth-axe")));
		go(browser, "/e/demo/booth/#token=booth-axe");
		browser.find("button[data-state=OPEN]");
		check(browser, "booth", "Now");
		for (String view : List.of("Leads", "Meetings", "Listing", "Colleagues")) {
			browser.click("nav a", view);
			browser.find("main h1, main h2");
			check(browser, "booth", view);
		}
	}

	private void door(Browser browser) {
		DemoEvent event = DemoEvent.of(this.clients);
		event.session("axe", "Dörrens programpunkt", -5, 40, Map.of("capacity", 10), Map.of());
		go(browser, "/e/demo/door/#token=organiser");
		browser.find("h1", "Which session?");
		check(browser, "door", "Choice of a session");
		browser.click(".sessions button");
		browser.find("pl-scan");
		check(browser, "door", "Check-in");
	}

	private void certificate(Browser browser) {
		OwnConference conference = OwnConference.of(this.clients);
		conference.requireForCertificate(1);
		conference.attend("axe");
		GraphQlTester.Response issued = conference.as("axe")
			.document(
					"mutation { issueCertificate(input: {eventId: \"%s\"}) { ... on CertificateIssued { certificate { id url } } } }"
						.formatted(conference.id()))
			.execute();
		String address = URI.create(issued.path("issueCertificate.certificate.url").entity(String.class).get())
			.getPath();
		go(browser, address);
		browser.find("h1");
		check(browser, "certificate", "Certificate");
		conference.as("axe")
			.document("mutation { revokeCertificate(input: {certificateId: \"%s\"}) { __typename } }"
				.formatted(issued.path("issueCertificate.certificate.id").entity(String.class).get()))
			.executeAndVerify();
		go(browser, address);
		browser.awaitText("revoked");
		check(browser, "certificate", "Revoked certificate");
	}

	private void screen(Browser browser) {
		DemoEvent event = DemoEvent.of(this.clients);
		go(browser, "/e/demo/screen/");
		String code = browser.find("p.code").getText().replaceAll("\\s", "");
		check(browser, "screen", "Pairing");
		String room = event.change("organiser", "putRoom", "... on RoomPut { room { id } }",
				Map.of("eventId", event.id(), "key", "axe", "name", "Kongressalen"));
		String screen = event.change("organiser", "pairScreen", "... on ScreenPaired { screen { id } }",
				Map.of("eventId", event.id(), "pairingCode", code, "screenKind", "FOYER"));
		for (String kind : List.of("FOYER", "ROOM", "STAGE")) {
			event.change("organiser", "updateScreen", "... on ScreenUpdated { screen { id } }",
					kind.equals("FOYER") ? Map.of("screenId", screen, "screenKind", kind)
							: Map.of("screenId", screen, "screenKind", kind, "roomId", room));
			browser.find("main." + kind.toLowerCase(Locale.ROOT));
			check(browser, "screen", kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT));
		}
	}

	private void go(Browser browser, String address) {
		browser.go(this.clients.address("http", address));
	}

	/**
	 * Checks the page in light and dark colours, and at twice the size, and takes its
	 * pictures.
	 */
	private void check(Browser browser, String app, String page) {
		Number width = (Number) browser.run("return innerWidth;");
		Number height = (Number) browser.run("return innerHeight;");
		String light = result(browser);
		browser.dark(true);
		String dark = result(browser);
		browser.dark(false);
		browser.size(width.intValue() / 2, height.intValue() / 2);
		String zoomed = result(browser);
		if (browser.run(BESIDE).equals(true)) {
			zoomed = zoomed + " and content beside the page";
		}
		browser.size(320, 256);
		beside(browser, app, page, "320 pixels wide");
		browser.size(390, 844);
		browser.run(SPACING);
		beside(browser, app, page, "with spaced texts");
		browser.run("document.adoptedStyleSheets = [];");
		String picture = (app + " " + page).toLowerCase(Locale.ROOT).replace(' ', '-');
		browser.screenshot(picture + "-phone");
		browser.size(width.intValue(), height.intValue());
		browser.screenshot(picture);
		assertThat(browser.errors()).as("%s, %s", app, page).isEmpty();
		browser.nameless().forEach((control) -> this.problems.add("%s, %s: %s".formatted(app, page, control)));
		this.rows.add("| %s | %s | %s | %s | %s |".formatted(app, page, light, dark, zoomed));
	}

	private void beside(Browser browser, String app, String page, String how) {
		if (browser.run(BESIDE).equals(true)) {
			this.problems.add("%s, %s, %s: %s".formatted(app, page, how, browser.run(WIDE)));
		}
	}

	private static String result(Browser browser) {
		List<String> problems = browser.accessibilityProblems();
		return problems.isEmpty() ? GOOD : "failure: " + problems;
	}

}
