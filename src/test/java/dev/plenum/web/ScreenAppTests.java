package dev.plenum.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Screens in a browser: pairing, what they display, and changes.
 */
@Tag("clients")
@LiveServer
class ScreenAppTests {

	@Autowired
	private Clients clients;

	private DemoEvent event;

	private String room;

	private Browser browser;

	@BeforeEach
	void open() {
		this.event = DemoEvent.of(this.clients);
		this.room = put("putRoom", "... on RoomPut { room { id } }",
				Map.of("eventId", this.event.id(), "key", "screens", "name", "Kongressalen", "position", 0));
		String speaker = put("putSpeaker", "... on SpeakerPut { speaker { id } }",
				Map.of("eventId", this.event.id(), "key", "screens", "name", "Marja-Liisa Vanhanen-Hämäläinen"));
		Map<String, Object> slot = Map.of("roomIds", List.of(this.room), "speakers",
				List.of(Map.of("speakerId", speaker)));
		this.event.session("screens", "Hållbar socialtjänst", -10, 25,
				Map.of("capacity", 40, "remark", DemoEvent.text("Frågestund efter 20 minuter")), slot);
		this.event.session("screens-next", "Sosiaalihuoltolain täytäntöönpanosuunnitelma", 30, 60, Map.of(), slot);
		this.browser = Browser.wall();
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void aPairedScreenShowsChangesAndUrgentAnnouncementsAndEndsWhenItIsRevoked() {
		String screen = pair("ROOM");
		this.browser.find("pl-room h2", "Hållbar socialtjänst");
		assertReadableAndCalm("screen-room");
		this.browser.find("pl-room h2", "Hållbar socialtjänst");
		assertThat(updates()).as("milliseconds from the mutation to the display")
			.allMatch((one) -> one < 5000)
			.anyMatch((one) -> one < 1000);
		put("updateScreen", "... on ScreenUpdated { screen { id } }",
				Map.of("screenId", screen, "screenKind", "STAGE"));
		this.browser.find("pl-stage .left");
		assertReadableAndCalm("screen-stage");
		put("updateScreen", "... on ScreenUpdated { screen { id } }",
				Map.of("screenId", screen, "screenKind", "FOYER"));
		awaitInFoyer("Kongressalen");
		assertReadableAndCalm("screen-foyer");
		String announcement = put("announce", "... on Announced { announcement { id } }",
				Map.of("eventId", this.event.id(), "key", "urgent-" + screen, "urgency", "URGENT", "text",
						DemoEvent.text("Lämna byggnaden genom närmaste utgång. Samling vid parkeringen.")));
		this.browser.find("main.urgent .message", "Lämna byggnaden");
		assertReadableAndCalm("screen-urgent");
		assertThat(this.browser
			.run("""
					const { width, height } = document.querySelector('main.urgent').getBoundingClientRect();
					return width === innerWidth && height === innerHeight && document.querySelector('pl-screen').children.length === 1;
					"""))
			.as("whether it takes the whole screen")
			.isEqualTo(true);
		put("withdrawAnnouncement", "... on AnnouncementWithdrawn { announcement { id } }",
				Map.of("announcementId", announcement));
		awaitInFoyer("Kongressalen");
		this.browser.awaitServiceWorker();
		this.browser.offline(true);
		this.browser.find("footer .age", "No connection");
		awaitInFoyer("Kongressalen");
		this.browser.screenshot("screen-offline");
		this.browser.go(this.clients.address("http", "/e/demo/screen/"));
		this.browser.find("footer .age", "No connection");
		awaitInFoyer("Kongressalen");
		this.browser.offline(false);
		this.browser.wait("a connection",
				() -> this.browser.driver().findElements(By.cssSelector("footer .age")).isEmpty() ? true : null);
		this.event.as("organiser", "revokeScreen", "__typename", Map.of("screenId", screen)).errors().verify();
		this.browser.find("p.code");
	}

	@Test
	void longTextsAreShownCompletely() {
		String title = "Sosiaalihuoltolain täytäntöönpanosuunnitelman vaikuttavuusarviointi ja lastensuojelun asiakasprosessien kehittäminen hyvinvointialueilla, kunnissa ja järjestöissä vuosina 2027–2030";
		for (int i = 0; i < 4; i++) {
			String long1 = put("putRoom", "... on RoomPut { room { id } }", Map.of("eventId", this.event.id(), "key",
					"long" + i, "name", "Yhteistyöneuvottelukeskus " + i, "position", i + 1));
			this.event.session("long-now" + i, title, -10, 25, Map.of(), Map.of("roomIds", List.of(long1)));
			this.event.session("long-next" + i, title, 30, 60, Map.of(), Map.of("roomIds", List.of(long1)));
		}
		this.event.session("screens", title, -10, 25,
				Map.of("capacity", 40, "remark", DemoEvent.text("Frågestund efter 20 minuter. ".repeat(8))),
				Map.of("roomIds", List.of(this.room)));
		this.event.session("screens-next", title, 30, 60, Map.of(), Map.of("roomIds", List.of(this.room)));
		String screen = pair("FOYER");
		awaitInFoyer("Kongressalen");
		assertComplete("pl-foyer");
		this.browser.screenshot("screen-foyer-long");
		awaitInFoyer("keskus 3");
		assertComplete("pl-foyer");
		put("updateScreen", "... on ScreenUpdated { screen { id } }",
				Map.of("screenId", screen, "screenKind", "STAGE", "roomId", this.room));
		this.browser.find("pl-stage .left");
		assertComplete("pl-stage");
		this.browser.screenshot("screen-stage-long");
		put("updateScreen", "... on ScreenUpdated { screen { id } }",
				Map.of("screenId", screen, "screenKind", "ROOM", "roomId", this.room));
		this.browser.find("pl-room .seats");
		assertComplete("pl-room");
		this.browser.screenshot("screen-room-long");
		String announcement = put("announce", "... on Announced { announcement { id } }",
				Map.of("eventId", this.event.id(), "key", "long-" + screen, "urgency", "URGENT", "text",
						DemoEvent.text("Lämna byggnaden genom närmaste utgång. Samling vid parkeringen. ".repeat(6))));
		this.browser.find("main.urgent .message", "Lämna byggnaden");
		assertComplete("main.urgent");
		put("withdrawAnnouncement", "... on AnnouncementWithdrawn { announcement { id } }",
				Map.of("announcementId", announcement));
	}

	/** Checks that no text is cut, and that titles are large enough. */
	private void assertComplete(String part) {
		assertThat((List<?>) this.browser
			.run("""
					await new Promise((resolve) => requestAnimationFrame(resolve));
					const all = [...document.querySelectorAll('%1$s, %1$s *')].filter((one) => one.checkVisibility() && !one.closest('.hidden'));
					const box = document.querySelector('pl-screen main').getBoundingClientRect();
					return all.filter((one) => {
						const style = getComputedStyle(one);
						const { bottom, right } = one.getBoundingClientRect();
						return bottom > box.bottom + 1 || right > box.right + 1 || style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
							|| (style.overflow !== 'visible' && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
							|| (one.matches('h1, .title, .message') && parseFloat(style.fontSize) < innerHeight * 0.04);
					}).map((one) => one.outerHTML);
					"""
				.formatted(part)))
			.as(part)
			.isEmpty();
	}

	/**
	 * Checks what a person eight metres away sees, and takes pictures of a wall display,
	 * of one that stands upright, of a tablet and of a phone.
	 */
	private void assertReadableAndCalm(String screen) {
		this.browser.assertAccessible();
		assertThat((List<?>) this.browser.run("""
				return [...document.querySelectorAll('pl-screen *')]
					.filter((one) => one.checkVisibility() && !one.closest('.hidden') && one.textContent.trim())
					.filter((one) => parseFloat(getComputedStyle(one).fontSize)
						< innerHeight * (one.matches('h1, h2:not(.notes h2), .title, .message') ? 0.04 : 0.03))
					.map((one) => one.outerHTML);
				""")).as("texts that are too small").isEmpty();
		assertThat((List<?>) this.browser
			.run("""
					return [...document.querySelectorAll('*')].filter((one) => one.getAnimations({ subtree: true }).length
						|| ['', '::before', '::after'].some((part) => getComputedStyle(one, part || null).animationName !== 'none'))
						.map((one) => one.outerHTML);
					"""))
			.as("what moves or flashes")
			.isEmpty();
		this.browser.screenshot(screen);
		picture(screen + "-upright", 1080, 1920);
		picture(screen + "-tablet", 1180, 820);
		picture(screen + "-phone", 390, 844);
		this.browser.size(1920, 1080);
	}

	private void picture(String name, int width, int height) {
		this.browser.size(width, height);
		this.browser.run("""
				const shown = document.querySelector('pl-screen main > *');
				shown.requestUpdate?.();
				await shown.updateComplete;
				""");
		assertThat(this.browser.run("return document.documentElement.scrollWidth <= innerWidth;")).as(name)
			.isEqualTo(true);
		this.browser.screenshot(name);
	}

	/**
	 * Changes the title of the session that is displayed some times. The page notes when
	 * it displays each of them.
	 * @return for each change the milliseconds from the organiser's mutation to the
	 * display
	 */
	private List<Long> updates() {
		List<Long> taken = new ArrayList<>();
		for (int i = 1; i <= 5; i++) {
			String title = "Nya titeln " + i;
			this.browser
				.run("""
						const shown = () => document.querySelector('pl-room h2').textContent.includes('%s');
						new MutationObserver((_, observer) => {
							if (shown()) {
								window.shownAt = Date.now();
								observer.disconnect();
							}
						}).observe(document.querySelector('pl-screen'), { subtree: true, childList: true, characterData: true });
						"""
					.formatted(title));
			long sent = System.currentTimeMillis();
			put("putSession", "... on SessionPut { session { id } }",
					Map.of("eventId", this.event.id(), "key", "screens", "title", DemoEvent.text(title)));
			this.browser.find("pl-room h2", title);
			taken.add(((Number) this.browser.run("return window.shownAt;")).longValue() - sent);
		}
		System.Logger logger = System.getLogger(ScreenAppTests.class.getName());
		logger.log(System.Logger.Level.INFO, "Milliseconds until a screen displayed a change: {0}", taken);
		return taken;
	}

	private String pair(String kind) {
		this.browser.go(this.clients.address("http", "/e/demo/screen/"));
		String code = this.browser.find("p.code").getText().replaceAll("\\s", "");
		assertThat(code).matches("[A-Z0-9]{8}");
		this.browser.assertAccessible();
		this.browser.screenshot("screen-pairing");
		return put("pairScreen", "... on ScreenPaired { screen { id } }",
				Map.of("eventId", this.event.id(), "pairingCode", code, "screenKind", kind, "roomId", this.room));
	}

	private String put(String mutation, String selection, Map<String, Object> input) {
		return this.event.change("organiser", mutation, selection, input);
	}

	/**
	 * Waits until the foyer shows a room, which is on one of its pages for 12 seconds at
	 * a time.
	 */
	private void awaitInFoyer(String room) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
			.until(() -> this.browser.driver()
				.findElements(By.cssSelector("pl-foyer th"))
				.stream()
				.anyMatch((cell) -> cell.getText().contains(room)));
	}

}
