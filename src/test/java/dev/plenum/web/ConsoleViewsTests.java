package dev.plenum.web;

import java.util.Locale;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dialogs and the grid of the console: accessible, and calm while something moves.
 */
@Tag("clients")
@LiveServer
class ConsoleViewsTests {

	private static final String GEOMETRY = """
			const { files } = JSON.parse(document.getElementById('page').textContent);
			const { MINUTE, boxesOf, dragged, movedTo, nudged } = await import(files + 'console/grid/geometry.js');
			const hour = 60 * MINUTE;
			const columns = [{ id: 'r1' }, { id: 'r2' }, { id: 'r3' }];
			const frame = { from: 0, to: 4 * hour, minutes: 240 };
			const origin = { sessionId: 's', from: hour, to: 2 * hour, roomIds: ['r1'], column: 0 };
			const scale = { column: 100, minute: 2 };
			const shown = ({ from, roomIds }) => `${Math.floor(from / hour)}:${from % hour / MINUTE} ${roomIds.join('+')}`;
			const session = (id, from, to) => ({ id, from: from * MINUTE, to: to * MINUTE, roomIds: ['r1'] });
			return Object.entries({
				'dragging snaps to 5 minutes': shown(dragged(origin, { x: 4, y: 22 }, scale, columns, frame)),
				'dragging goes to the nearest room': shown(dragged(origin, { x: 60, y: 0 }, scale, columns, frame)),
				'a move stays in the grid': shown(dragged(origin, { x: 900, y: 9000 }, scale, columns, frame)),
				'an arrow moves by 5 minutes': shown(nudged(origin, origin, { key: 'ArrowDown' }, columns, frame)),
				'an arrow with Shift moves by 30 minutes': shown(nudged(origin, origin, { key: 'ArrowUp', shiftKey: true }, columns, frame)),
				'an arrow changes the room': shown(nudged(origin, origin, { key: 'ArrowRight' }, columns, frame)),
				'of several rooms only one changes': shown(movedTo({ ...origin, roomIds: ['r1', 'r3'] }, 1, 60, columns, frame)),
				'sessions at the same time share the width': boxesOf([session('a', 0, 60), session('b', 30, 90),
					session('c', 60, 120), session('d', 120, 130)], columns, frame)
					.map((box) => `${box.session.id}${box.lane}/${box.lanes}`).join(' ')
			}).map((entry) => entry.join(': ')).join('\\n');
			""";

	@Autowired
	private Clients clients;

	@Test
	void theFormOfASessionAndItsDecisionAreAccessible() {
		NewEvent event = NewEvent.on(this.clients);
		try (Browser browser = Browser.tablet()) {
			open(browser, event.slug(), "", event.organiser());
			browser.find(".box").sendKeys(Keys.ENTER);
			browser.find("pl-session dialog[open]");
			browser.assertAccessible();
			browser.click("pl-session button", "Cancel session");
			browser.find("pl-decision dialog[open] pl-preview", "No clashes.");
			browser.assertAccessible();
		}
	}

	@Test
	void aDayWithoutSessionsIsNotAnEventWithoutAProgramme() {
		OwnConference conference = OwnConference.of(this.clients);
		try (Browser browser = Browser.tablet()) {
			open(browser, conference.slug(), "", conference.person("organiser"));
			browser.find("pl-grid .empty a", "Import");
			conference.session("Avslutning", "LECTURE", 48, Map.of());
			browser.find("pl-grid .help", "There are no sessions on this day.");
			browser.driver().navigate().refresh();
			browser.find("pl-grid .help", "There are no sessions on this day.");
		}
	}

	@Test
	void othersAreNotLetIn() {
		NewEvent event = NewEvent.on(this.clients);
		try (Browser browser = Browser.tablet()) {
			browser.go(this.clients.address("http", "/e/" + event.slug() + "/console/#token=attendee"));
			browser.find("main h1", "This is for the organisers of the event");
			browser.assertAccessible();
		}
	}

	@Test
	void onlyTransformsChangeWhileASessionIsDragged() {
		NewEvent event = NewEvent.on(this.clients);
		try (Browser browser = Browser.tablet()) {
			open(browser, event.slug(), "", event.organiser());
			Actions actions = new Actions(browser.driver());
			actions.moveToElement(browser.find(".box[data-id='%s']".formatted(event.talk())))
				.clickAndHold()
				.moveByOffset(10, 10)
				.perform();
			browser.find(".box.moving");
			browser
				.run("""
						window.others = [];
						new MutationObserver((records) => records.forEach(({ target, type, attributeName }) => {
							const element = target.closest ? target : target.parentElement;
							if (!element.matches('.marker') && !(element.matches('.box.moving') && attributeName === 'style')) {
								window.others.push(type + ' ' + element.className);
							}
						})).observe(document.querySelector('pl-grid'), { subtree: true, childList: true, attributes: true, characterData: true });
						""");
			actions.moveByOffset(200, 150).moveByOffset(-150, -60).perform();
			assertThat(browser.driver().findElement(By.cssSelector(".box.moving")).getAttribute("style"))
				.contains("translate");
			assertThat(browser.run("return window.others.join(', ');")).isEqualTo("");
			new Actions(browser.driver()).sendKeys(Keys.ESCAPE).release().perform();
			browser.wait("the end of the move",
					() -> browser.driver().findElements(By.cssSelector(".box.moving")).isEmpty() ? true : null);
		}
	}

	@Test
	void movesAndCollisionsAreDecidedByPureFunctions() {
		try (Browser browser = Browser.tablet()) {
			browser.go(this.clients.address("http", "/"));
			assertThat(browser.run(GEOMETRY)).isEqualTo("""
					dragging snaps to 5 minutes: 1:10 r1
					dragging goes to the nearest room: 1:0 r2
					a move stays in the grid: 3:0 r3
					an arrow moves by 5 minutes: 1:5 r1
					an arrow with Shift moves by 30 minutes: 0:30 r1
					an arrow changes the room: 1:0 r2
					of several rooms only one changes: 1:0 r2+r3
					sessions at the same time share the width: a0/2 b1/2 c0/2 d0/1""");
		}
	}

	private void open(Browser browser, String slug, String view, String subject) {
		browser.go(this.clients.address("http",
				String.format(Locale.ROOT, "/e/%s/console/%s#token=%s", slug, view, subject)));
		browser.find("main h1");
		browser.find(".connection[data-state=live]");
	}

}
