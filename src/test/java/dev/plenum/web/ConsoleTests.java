package dev.plenum.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console of organisers in browsers, from the first click to what the server stores.
 */
@Tag("clients")
@LiveServer
class ConsoleTests {

	/** The pixels of half an hour in the grid. */
	private static final int HALF_AN_HOUR = 48;

	@Autowired
	private Clients clients;

	private NewEvent event;

	@BeforeEach
	void makeAnEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@Test
	void aSessionMovesByDragAsByKeyboardAndByForm() {
		assertThat(List.of(movedBy(this::drag), movedBy(this::moveByKeys), movedBy(this::moveByForm)))
			.allSatisfy((talk) -> assertThat(talk).isEqualTo("2027-05-10T09:30:00+02:00 Sal B"));
	}

	private String movedBy(Consumer<Browser> way) {
		this.event = NewEvent.on(this.clients);
		try (Browser browser = open("")) {
			way.accept(browser);
			browser.find(".notice", "09:30");
			assertThat(browser.errors()).isEmpty();
		}
		return talk();
	}

	private void drag(Browser browser) {
		int width = browser.find(".boxes").getRect().getWidth();
		new Actions(browser.driver()).moveToElement(box(browser, this.event.talk()))
			.clickAndHold()
			.moveByOffset(20, 10)
			.moveByOffset(width - 20, HALF_AN_HOUR - 10)
			.perform();
		browser.find(".aim", "Sal B, 09:30–10:30");
		browser.find(".aim", "No clashes.");
		assertThat(talk()).as("before dropping").isEqualTo("2027-05-10T09:00:00+02:00 Sal A");
		new Actions(browser.driver()).release().perform();
	}

	private void moveByKeys(Browser browser) {
		pickUp(browser, this.event.talk());
		new Actions(browser.driver()).sendKeys(Keys.ARROW_RIGHT)
			.keyDown(Keys.SHIFT)
			.sendKeys(Keys.ARROW_DOWN)
			.keyUp(Keys.SHIFT)
			.perform();
		browser.find(".aim", "No clashes.");
		assertThat(browser.run("return document.querySelector('[aria-live=assertive]').textContent;").toString())
			.contains("Sal B, 09:30–10:30", "No clashes.", "Nobody is concerned.");
		browser.press(Keys.ENTER);
	}

	private void moveByForm(Browser browser) {
		box(browser, this.event.talk()).click();
		browser.find("pl-session dialog[open]");
		fill(browser, "from", "09:30");
		fill(browser, "to", "10:30");
		browser.click("pl-session .choice", "Sal A");
		browser.click("pl-session .choice", "Sal B");
		browser.find("pl-session pl-preview", "No clashes.");
		browser.click("pl-session button.primary");
	}

	@Test
	void aClashIsShownBeforeDroppingAndNeedsADecision() {
		try (Browser browser = open("")) {
			pickUp(browser, this.event.talk());
			new Actions(browser.driver()).sendKeys(Keys.ARROW_DOWN).perform();
			browser.find(".aim", "Sal A is taken by Samtal, 10:00–11:00.");
			browser.press(Keys.ENTER);
			browser.find("pl-decision dialog[open]", "Sal A is taken by Samtal");
			browser.press(Keys.ESCAPE);
			browser.wait("a closed dialog",
					() -> browser.driver().findElements(By.cssSelector("dialog[open]")).isEmpty() ? true : null);
			assertThat(talk()).isEqualTo("2027-05-10T09:00:00+02:00 Sal A");
			pickUp(browser, this.event.talk());
			new Actions(browser.driver()).sendKeys(Keys.ARROW_DOWN).perform();
			browser.find(".aim", "Sal A is taken by Samtal");
			browser.press(Keys.ENTER);
			browser.click("pl-decision button[type=submit]", "Change in spite of this");
			browser.find(".notice", "09:05");
			assertThat(talk()).isEqualTo("2027-05-10T09:05:00+02:00 Sal A");
		}
	}

	@Test
	void smallRoomsAndThePeopleConcernedAreShownBeforeDropping() {
		carryOut(this.event.organiser(), "putSession", "PutSessionInput",
				Map.of("eventId", this.event.id(), "id", this.event.talk(), "capacity", 150));
		carryOut("visitor-of-" + this.event.slug(), "bookSeat", "BookSeatInput",
				Map.of("sessionId", this.event.talk()));
		try (Browser browser = open("")) {
			pickUp(browser, this.event.talk());
			new Actions(browser.driver()).sendKeys(Keys.ARROW_UP).perform();
			browser.find(".aim", "No clashes.");
			browser.find(".aim", "150 seats are needed, but only 100 people fit in.");
			browser.find(".aim", "People concerned: 1 (in their agenda: 0, with a seat: 1, waiting: 0)");
			browser.screenshot("console-aim");
			browser.press(Keys.ENTER);
			browser.type("pl-decision textarea", "Vi börjar tidigare");
			browser.click("pl-decision button[type=submit]");
			browser.find(".notice", "08:55");
			browser.click("nav a", "Changes");
			browser.find("pl-changes li", "Vi börjar tidigare");
		}
	}

	@Test
	void twoConsolesSeeEachOtherAndOverwriteNothingSilently() {
		this.clients.as(this.event.organiser())
			.document("mutation ($input: SetOrganisersInput!) { setOrganisers(input: $input) { __typename } }")
			.variable("input", Map.of("eventId", this.event.id(), "subjects", List.of(this.event.organiser(), "anna")))
			.executeAndVerify();
		try (Browser first = open(""); Browser second = openAs("anna", "")) {
			pickUp(second, this.event.panel());
			new Actions(second.driver()).sendKeys(Keys.ARROW_RIGHT).perform();
			second.find(".aim", "No clashes.");
			second.press(Keys.ENTER);
			first.find(".notice", "Changed by others: Samtal");
			first.find(".box[aria-label*='Samtal, Sal B']");

			pickUp(first, this.event.talk());
			new Actions(first.driver()).sendKeys(Keys.ARROW_UP).perform();
			first.find(".aim", "08:55");
			pickUp(second, this.event.talk());
			new Actions(second.driver()).sendKeys(Keys.ARROW_RIGHT).perform();
			second.find(".aim", "No clashes.");
			second.press(Keys.ENTER);
			second.find(".notice", "Sal B");
			first.find(".aim", "Another organiser has changed this session in the meantime.");
			first.press(Keys.ENTER);
			first.find("pl-decision .outdated", "by anna");
			assertThat(talk()).as("before repeating").isEqualTo("2027-05-10T09:00:00+02:00 Sal B");
			first.screenshot("console-newer");
			first.click("pl-decision button[type=submit]", "Repeat my change");
			first.find(".notice", "08:55");
			second.find(".box[aria-label^='08:55–09:55, Hållbar']");
			assertThat(talk()).isEqualTo("2027-05-10T08:55:00+02:00 Sal A");
		}
	}

	@Test
	void aChangeIsUndoneFromItsNoticeAndFromTheListOfChanges() {
		try (Browser browser = open("")) {
			moveByKeys(browser);
			browser.click(".notice button", "Undo");
			browser.find(".notice", "09:00");
			assertThat(talk()).isEqualTo("2027-05-10T09:00:00+02:00 Sal A");
			browser.click("nav a", "Changes");
			browser.click("pl-changes li button", "Undo");
			browser.find("pl-decision pl-preview", "No clashes.");
			browser.click("pl-decision button[type=submit]", "Undo");
			browser.find(".notice", "09:30");
			assertThat(talk()).isEqualTo("2027-05-10T09:30:00+02:00 Sal B");
		}
	}

	@Test
	void aDraftCollectsMovesAndIsPublishedAsAWhole() {
		try (Browser browser = open("")) {
			browser.click("select[name=collecting] option[value=new]");
			browser.find(".notice", "Changes are collected in Draft 1");
			moveByKeys(browser);
			browser.find(".notice", "Added to Draft 1");
			browser.find(".box.drafted[aria-label*='Sal B']");
			assertThat(talk()).isEqualTo("2027-05-10T09:00:00+02:00 Sal A");
			browser.click("nav a", "Drafts");
			browser.find(".edits li", "Sal B");
			browser.screenshot("console-drafts");
			browser.click("button", "Publish");
			browser.find("pl-decision pl-preview", "No clashes.");
			browser.click("pl-decision button[type=submit]", "Publish");
			browser.find("pl-drafts .empty");
			assertThat(talk()).isEqualTo("2027-05-10T09:30:00+02:00 Sal B");
		}
	}

	@Test
	void aDelayIsPreviewedAndMade() {
		try (Browser browser = open("delay")) {
			fill(browser, "from", "08:00");
			browser.find("pl-preview", "Sessions that change: 2");
			browser.click("pl-delay button.primary");
			browser.find("pl-decision pl-preview", "No clashes.");
			browser.click("pl-decision button[type=submit]", "Delay");
			browser.find(".notice", "Changed sessions: 2");
			assertThat(talk()).isEqualTo("2027-05-10T09:10:00+02:00 Sal A");
		}
	}

	@Test
	void anAnnouncementIsPublishedInEachLanguageAndWithdrawn() {
		try (Browser browser = open("announcements")) {
			browser.type("textarea[lang=sv]", "Lunchen är serverad");
			browser.type("textarea[lang=en]", "Lunch is served");
			browser.click(".choice", "Urgent");
			browser.click("button.primary", "Announce");
			browser.find("pl-announcements .list li", "Lunch is served");
			assertThat(announcements("sv")).containsExactly("Lunchen är serverad");
			assertThat(announcements("en")).containsExactly("Lunch is served");
			browser.click("pl-announcements .list button", "Withdraw");
			browser.find("pl-announcements .empty");
			assertThat(announcements("en")).isEmpty();
		}
	}

	@Test
	void aFileIsCheckedBeforeItIsImported(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("programme.csv"), """
				key,title,date,start,end,room
				ny,Ny programpunkt,2027-05-11,09:00,10:00,Sal A
				""");
		try (Browser browser = open("import")) {
			browser.driver().findElement(By.cssSelector("input[type=file]")).sendKeys(file.toString());
			browser.click("button", "Check the file");
			browser.find("pl-report", "Ny programpunkt");
			browser.screenshot("console-import");
			assertThat(sessions()).as("after the dry run").isEqualTo(2);
			browser.click("button[name=import]");
			browser.find("h2", "What the import changed");
			assertThat(sessions()).isEqualTo(3);
		}
	}

	@Test
	void participantsAreFoundAndNeverOverwrittenSilently() {
		Map<String, Object> ada = Map.of("eventId", this.event.id(), "key", "T-1", "name", "Ada Öberg");
		carryOut(this.event.organiser(), "putParticipant", "PutParticipantInput", ada);
		carryOut(this.event.organiser(), "putParticipant", "PutParticipantInput",
				Map.of("eventId", this.event.id(), "key", "T-2", "name", "Bo Ek"));
		try (Browser browser = open("participants")) {
			browser.find("pl-participants li", "Bo Ek");
			browser.type("input[type=search]", "ad");
			browser.find("pl-participants", "1 participant");
			browser.click("pl-participants li button", "Edit");
			WebElement organisation = browser.find("pl-participant input[name=organisation]");
			organisation.sendKeys("Umeå kommun");
			carryOut(this.event.organiser(), "putParticipant", "PutParticipantInput",
					Map.of("eventId", this.event.id(), "key", "T-1", "name", "Ada Åberg"));
			browser.click("pl-participant button.primary");
			browser.find("pl-participant .note.warn", "Ada Åberg");
			browser.click("pl-participant button.primary", "Repeat my change");
			browser.find("pl-participants li", "Umeå kommun");
			browser.find("pl-participants li", "Ada Åberg");
		}
	}

	@Test
	void theCodeOfACrewInvitationIsShownOnceAndRedeemed() {
		try (Browser browser = open("crew")) {
			browser.click("pl-crew button.primary");
			String code = browser.find("pl-crew strong.code").getText();
			carryOut("ola", "redeemCrewInvitation", "RedeemCrewInvitationInput",
					Map.of("eventId", this.event.id(), "code", code));
			browser.driver().navigate().refresh();
			browser.find("pl-crew li", "ola");
			browser.click("pl-crew li button", "Revoke");
			browser.find("pl-crew li", "revoked");
		}
	}

	@Test
	void aScreenIsPairedByItsCodeAndRevoked() {
		String code = carryOut("screen", "requestScreenCode", "RequestScreenCodeInput",
				Map.of("eventId", this.event.id()), "... on ScreenCodeRequested { pairingCode }")
			.path("requestScreenCode.pairingCode")
			.entity(String.class)
			.get();
		try (Browser browser = open("screens")) {
			browser.type("input[name=code]", code);
			browser.click("select[name=kind] option[value=ROOM]");
			browser.click("select[name=room] option", "Sal B");
			browser.click("pl-screens button.primary");
			browser.find("pl-screens li", "One room · Sal B");
			browser.click("pl-screens li button", "Revoke");
			browser.find("pl-screens .empty");
		}
	}

	private GraphQlTester.Response carryOut(String subject, String mutation, String type, Map<String, Object> input) {
		return carryOut(subject, mutation, type, input, "__typename");
	}

	private GraphQlTester.Response carryOut(String subject, String mutation, String type, Map<String, Object> input,
			String selection) {
		return this.clients.as(subject)
			.document("mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(type, mutation, selection))
			.variable("input", input)
			.execute();
	}

	private Browser open(String view) {
		return openAs(this.event.organiser(), view);
	}

	private Browser openAs(String subject, String view) {
		Browser browser = Browser.tablet();
		browser
			.go(this.clients.address("http", "/e/%s/console/%s#token=%s".formatted(this.event.slug(), view, subject)));
		browser.find("main h1");
		browser.find(".connection[data-state=live]");
		return browser;
	}

	private static WebElement box(Browser browser, String session) {
		return browser.find(".box[data-id='%s']".formatted(session));
	}

	private static void pickUp(Browser browser, String session) {
		box(browser, session);
		browser.run("document.querySelector(\".box[data-id='%s']\").focus();".formatted(session));
		browser.press(Keys.SPACE);
		browser.find(".box.moving");
	}

	private static void fill(Browser browser, String name, String value) {
		browser.find("input[name=%s]".formatted(name));
		browser.run(
				"const input = [...document.querySelectorAll('input[name=%s]')].find((one) => one.offsetParent); input.value = '%s'; input.dispatchEvent(new Event('input', { bubbles: true }));"
					.formatted(name, value));
	}

	private String talk() {
		GraphQlTester.Response response = this.clients.anonymous()
			.document(
					"{ node(id: \"%s\") { ... on Session { startsAt rooms { name } } } }".formatted(this.event.talk()))
			.execute();
		return response.path("node.startsAt").entity(String.class).get() + " "
				+ String.join(", ", response.path("node.rooms[*].name").entityList(String.class).get());
	}

	private List<String> announcements(String lang) {
		return this.clients.anonymous()
			.document("{ event(id: \"%s\") { announcements { nodes { text(lang: \"%s\") } } } }"
				.formatted(this.event.id(), lang))
			.execute()
			.path("event.announcements.nodes[*].text")
			.entityList(String.class)
			.get();
	}

	private int sessions() {
		return this.clients.anonymous()
			.document("{ event(id: \"%s\") { sessions { totalCount } } }".formatted(this.event.id()))
			.execute()
			.path("event.sessions.totalCount")
			.entity(Integer.class)
			.get();
	}

}
