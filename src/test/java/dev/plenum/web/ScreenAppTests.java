package dev.plenum.web;

import java.time.Duration;
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
		this.browser.assertAccessible();
		this.browser.screenshot("screen-room");
		long start = System.nanoTime();
		put("putSession", "... on SessionPut { session { id } }",
				Map.of("eventId", this.event.id(), "key", "screens", "title", DemoEvent.text("Nya titeln")));
		this.browser.find("pl-room h2", "Nya titeln");
		assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
		put("updateScreen", "... on ScreenUpdated { screen { id } }",
				Map.of("screenId", screen, "screenKind", "STAGE"));
		this.browser.find("pl-stage .left");
		this.browser.assertAccessible();
		this.browser.screenshot("screen-stage");
		put("updateScreen", "... on ScreenUpdated { screen { id } }",
				Map.of("screenId", screen, "screenKind", "FOYER"));
		awaitInFoyer("Kongressalen");
		this.browser.assertAccessible();
		this.browser.screenshot("screen-foyer");
		String announcement = put("announce", "... on Announced { announcement { id } }",
				Map.of("eventId", this.event.id(), "key", "urgent-" + screen, "urgency", "URGENT", "text",
						DemoEvent.text("Lämna byggnaden genom närmaste utgång. Samling vid parkeringen.")));
		this.browser.find("main.urgent .message", "Lämna byggnaden");
		this.browser.assertAccessible();
		this.browser.screenshot("screen-urgent");
		put("withdrawAnnouncement", "... on AnnouncementWithdrawn { announcement { id } }",
				Map.of("announcementId", announcement));
		awaitInFoyer("Kongressalen");
		this.browser.offline(true);
		this.browser.find("footer .age");
		awaitInFoyer("Kongressalen");
		this.browser.screenshot("screen-offline");
		this.browser.offline(false);
		this.browser.wait("a connection",
				() -> this.browser.driver().findElements(By.cssSelector("footer .age")).isEmpty() ? true : null);
		this.event.as("organiser", "revokeScreen", "__typename", Map.of("screenId", screen)).errors().verify();
		this.browser.find("p.code");
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
