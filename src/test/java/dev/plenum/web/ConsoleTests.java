package dev.plenum.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Point;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.Pause;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
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
		assertThat(List.of(movedBy(this::drag), movedBy(this::dragByTouch), movedBy(this::flick),
				movedBy(this::moveByKeys), movedBy(this::moveByForm)))
			.allSatisfy((talk) -> assertThat(talk).isEqualTo("2027-05-10T09:30:00+02:00 Sal B"));
	}

	private String movedBy(Consumer<Browser> way) {
		this.event = NewEvent.on(this.clients);
		try (Browser browser = console().open("")) {
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

	/** A finger that rests a moment picks the session up. */
	private void dragByTouch(Browser browser) {
		int width = browser.find(".boxes").getRect().getWidth();
		Point box = box(browser, this.event.talk()).getLocation();
		PointerInput finger = new PointerInput(PointerInput.Kind.TOUCH, "finger");
		PointerInput.Origin page = PointerInput.Origin.viewport();
		browser.run("Object.defineProperty(navigator, 'vibrate', { value: undefined });");
		browser.driver()
			.perform(List.of(new Sequence(finger, 0)
				.addAction(finger.createPointerMove(Duration.ZERO, page, box.getX() + 40, box.getY() + 20))
				.addAction(finger.createPointerDown(PointerInput.MouseButton.LEFT.asArg()))
				.addAction(new Pause(finger, Duration.ofMillis(1500)))
				.addAction(finger.createPointerMove(Duration.ofMillis(200), page, box.getX() + 60, box.getY() + 30))
				.addAction(finger.createPointerMove(Duration.ofMillis(200), page, box.getX() + 40 + width,
						box.getY() + 20 + HALF_AN_HOUR))
				.addAction(finger.createPointerUp(PointerInput.MouseButton.LEFT.asArg()))));
	}

	/** Drops the session before the browser draws where it was moved last. */
	private void flick(Browser browser) {
		browser.run("""
				Object.defineProperty(navigator, 'vibrate', { value: undefined });
				const box = document.querySelector(".box[data-id='%s']");
				const width = document.querySelector('.boxes').getBoundingClientRect().width;
				const { left, top } = box.getBoundingClientRect();
				const point = (type, x, y) => box.dispatchEvent(new PointerEvent(type,
					{ bubbles: true, pointerId: 7, clientX: left + 40 + x, clientY: top + 20 + y }));
				point('pointerdown', 0, 0);
				point('pointermove', 20, 10);
				point('pointermove', width, %d);
				point('pointerup', width, %2$d);
				""".formatted(this.event.talk(), HALF_AN_HOUR));
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
		browser.fill("from", "09:30");
		browser.fill("to", "10:30");
		browser.click("pl-session .choice", "Sal A");
		browser.click("pl-session .choice", "Sal B");
		browser.find("pl-session pl-preview", "No clashes.");
		browser.click("pl-session button.primary");
	}

	@Test
	void aDragThatEscapeEndsOpensNothingWhenTheButtonIsReleased() {
		try (Browser browser = console().open("")) {
			new Actions(browser.driver()).moveToElement(box(browser, this.event.talk()))
				.clickAndHold()
				.moveByOffset(0, 20)
				.perform();
			browser.find(".box.moving");
			new Actions(browser.driver()).sendKeys(Keys.ESCAPE).release().perform();
			browser.wait("no move",
					() -> browser.driver().findElements(By.cssSelector(".box.moving")).isEmpty() ? true : null);
			pickUp(browser, this.event.talk());
			browser.find(".box.moving");
			assertThat(browser.driver().findElements(By.cssSelector("dialog[open]"))).isEmpty();
		}
	}

	@Test
	void aClashIsShownBeforeDroppingAndNeedsADecision() {
		try (Browser browser = console().open("")) {
			pickUp(browser, this.event.talk());
			new Actions(browser.driver()).sendKeys(Keys.ARROW_DOWN).perform();
			browser.find(".aim", "Sal A is taken by Samtal, 10:00–11:00.");
			browser.press(Keys.ENTER);
			browser.find("pl-decision dialog[open]", "Sal A is taken by Samtal");
			browser.press(Keys.ESCAPE);
			browser.wait("a closed dialog",
					() -> browser.driver().findElements(By.cssSelector("dialog[open]")).isEmpty() ? true : null);
			browser.assertFocused();
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
		console().change(this.event.organiser(), "putSession",
				Map.of("eventId", this.event.id(), "id", this.event.talk(), "capacity", 150));
		console().change("visitor-of-" + this.event.slug(), "bookSeat", Map.of("sessionId", this.event.talk()));
		try (Browser browser = console().open("")) {
			pickUp(browser, this.event.talk());
			new Actions(browser.driver()).sendKeys(Keys.ARROW_UP).perform();
			browser.find(".aim", "No clashes.");
			browser.find(".aim", "150 seats are needed, but only 100 people fit in.");
			browser.find(".aim", "People concerned: 1 (in their agenda: 0, with a seat: 1, waiting: 0)");
			browser.screenshot("console-aim");
			browser.press(Keys.ENTER);
			browser.find("pl-decision", "People concerned: 1");
			browser.type("pl-decision textarea", "Vi börjar tidigare");
			browser.click("pl-decision button[type=submit]");
			browser.find(".notice", "08:55");
			browser.click("nav a", "Changes");
			browser.find("pl-changes li", "Vi börjar tidigare");
		}
	}

	@Test
	void twoConsolesSeeEachOtherAndOverwriteNothingSilently() {
		console().addAnna();
		try (Browser first = console().open(""); Browser second = console().openAs("anna", "")) {
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
		try (Browser browser = console().open("")) {
			moveByKeys(browser);
			browser.click(".notice button", "Undo");
			browser.assertFocused();
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
		try (Browser browser = console().open("")) {
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
		try (Browser browser = console().open("delay")) {
			browser.fill("from", "08:00");
			browser.find("pl-preview", "Sessions that change: 2");
			browser.click("pl-delay button.primary");
			browser.find("pl-decision pl-preview", "No clashes.");
			browser.click("pl-decision button[type=submit]", "Delay");
			browser.find(".notice", "Changed sessions: 2");
			assertThat(talk()).isEqualTo("2027-05-10T09:10:00+02:00 Sal A");
		}
	}

	@Test
	void seatsAreKeptForTypesOfTicketAndNeverOverwrittenSilently() {
		console().addAnna();
		try (Browser first = console().open(""); Browser second = console().openAs("anna", "")) {
			openSeats(first);
			openSeats(second);
			second.type("pl-seats input[name=capacity]", "30");
			second.click("pl-seats button.primary");
			second.find(".notice", "Saved.");
			first.type("pl-seats input[name=seatCount]", "10");
			first.click("pl-seats button.primary");
			assertThat(seats()).as("without the types of ticket").isEqualTo("30 null");
			first.type("pl-seats textarea[name=ticketTypes]", "Student\nSpeaker");
			first.fill("releasedAt", "2027-05-01T12:00");
			first.click("pl-seats button.primary");
			first.find("pl-seats .outdated", "30");
			first.screenshot("console-seats");
			first.click("pl-seats button.primary", "Repeat my change");
			first.find(".notice", "Saved.");
			assertThat(seats())
				.isEqualTo("30 {seatCount=10, ticketTypes=[Student, Speaker], releasedAt=2027-05-01T12:00:00+02:00}");
			openSeats(second);
			second.run(
					"document.querySelectorAll('pl-seats fieldset input, pl-seats textarea').forEach((field) => { field.value = ''; field.dispatchEvent(new Event('input', { bubbles: true })); });");
			second.click("pl-seats button.primary");
			second.wait("no seats that are kept", () -> seats().equals("30 null") ? true : null);
		}
	}

	private void openSeats(Browser browser) {
		browser.click(".box[data-id='%s']".formatted(this.event.talk()));
		browser.click("pl-session button[name=seats]");
		browser.find("pl-seats dialog[open]");
	}

	private String seats() {
		Map<String, Object> session = this.clients.anonymous()
			.document(
					"{ node(id: \"%s\") { ... on Session { capacity reservedSeats { seatCount ticketTypes releasedAt } } } }"
						.formatted(this.event.talk()))
			.execute()
			.path("node")
			.entity(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.get();
		return session.get("capacity") + " " + session.get("reservedSeats");
	}

	private ConsoleEvent console() {
		return new ConsoleEvent(this.clients, this.event);
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

	private String talk() {
		GraphQlTester.Response response = this.clients.anonymous()
			.document(
					"{ node(id: \"%s\") { ... on Session { startsAt rooms { name } } } }".formatted(this.event.talk()))
			.execute();
		return response.path("node.startsAt").entity(String.class).get() + " "
				+ String.join(", ", response.path("node.rooms[*].name").entityList(String.class).get());
	}

}
