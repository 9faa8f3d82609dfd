package dev.plenum.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tasks of an organiser with the keyboard only.
 */
@Tag("clients")
@LiveServer
class ConsoleKeyboardTests {

	private static final int MOST_TABS = 150;

	@Autowired
	private Clients clients;

	@Test
	void importMoveAnnounceAndUndoNeedOnlyTheKeyboard(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("programme.csv"), """
				key,title,date,start,end,room
				ny,Ny programpunkt,2027-05-11,09:00,10:00,Sal A
				""");
		ConsoleEvent console = ConsoleEvent.on(this.clients);
		try (Browser browser = console.open("")) {
			press(browser, "nav a", "Import");
			browser.find("pl-upload");
			focus(browser, "pl-upload input[type=file]", "").sendKeys(file.toString());
			press(browser, "pl-upload button", "Check the file");
			browser.find("pl-report", "Ny programpunkt");
			press(browser, "button[name=import]", "");
			browser.find("h2", "What the import changed");
			assertThat(console.read("sessions { totalCount }", "sessions.totalCount").entity(Integer.class).get())
				.isEqualTo(3);

			press(browser, "nav a", "Programme");
			browser.find(".box");
			focus(browser, ".box[data-id='%s']".formatted(console.event().talk()), "");
			browser.press(Keys.SPACE);
			browser.press(Keys.ARROW_RIGHT);
			browser.find(".aim", "No clashes.");
			browser.press(Keys.ENTER);
			browser.find(".box[aria-label*='Sal B']");
			assertThat(room(console)).isEqualTo("Sal B");

			press(browser, "nav a", "Announcements");
			browser.find("pl-announcements form");
			focus(browser, "textarea[lang=sv]", "").sendKeys("Föredraget är i Sal B");
			press(browser, "pl-announcements button", "Announce");
			browser.find(".list li", "Föredraget är i Sal B");

			press(browser, "nav a", "Changes");
			browser.find("pl-changes li");
			press(browser, "pl-changes li:has(strong) button", "Undo");
			browser.find("pl-decision pl-preview", "No clashes.");
			press(browser, "pl-decision button[type=submit]", "Undo");
			browser.wait("an undone move", () -> room(console).equals("Sal A") ? true : null);
		}
	}

	private static String room(ConsoleEvent console) {
		return console.read("sessions { nodes { title rooms { name } } }", "sessions.nodes[0].rooms[0].name")
			.entity(String.class)
			.get();
	}

	private static void press(Browser browser, String css, String text) {
		focus(browser, css, text).sendKeys(Keys.ENTER);
	}

	/**
	 * Presses Tab until an element has the focus, which must be visible.
	 */
	private static WebElement focus(Browser browser, String css, String text) {
		for (int i = 0; i < MOST_TABS; i++) {
			new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
			WebElement focused = browser.driver().switchTo().activeElement();
			if (browser.driver().executeScript("return arguments[0].matches(arguments[1]);", focused, css).equals(true)
					&& focused.getText().contains(text)) {
				assertThat(focused.getCssValue("outline-style")).as("the outline of %s", css).isNotEqualTo("none");
				return focused;
			}
		}
		throw new AssertionError("%s with the text '%s' is not reached by Tab".formatted(css, text));
	}

}
