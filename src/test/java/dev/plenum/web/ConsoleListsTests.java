package dev.plenum.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lists and forms of the console in browsers: announcements, texts, imports,
 * participants, crew and screens.
 */
@Tag("clients")
@LiveServer
class ConsoleListsTests {

	@Autowired
	private Clients clients;

	private NewEvent event;

	@BeforeEach
	void makeAnEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@Test
	void anAnnouncementIsPublishedInEachLanguageAndWithdrawn() {
		try (Browser browser = console().open("announcements")) {
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
		try (Browser browser = console().open("import")) {
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
		console().change(this.event.organiser(), "putParticipant", ada);
		console().change(this.event.organiser(), "putParticipant",
				Map.of("eventId", this.event.id(), "key", "T-2", "name", "Bo Ek"));
		try (Browser browser = console().open("participants")) {
			browser.find("pl-participants li", "Bo Ek");
			browser.type("input[type=search]", "ad");
			browser.find("pl-participants", "1 participant");
			browser.click("pl-participants li button", "Edit");
			WebElement organisation = browser.find("pl-participant input[name=organisation]");
			organisation.sendKeys("Umeå kommun");
			console().change(this.event.organiser(), "putParticipant",
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
		try (Browser browser = console().open("crew")) {
			browser.click("pl-crew button.primary");
			String code = browser.find("pl-crew strong.code").getText();
			console().change("ola", "redeemCrewInvitation", Map.of("eventId", this.event.id(), "code", code));
			browser.driver().navigate().refresh();
			browser.find("pl-crew li", "ola");
			browser.click("pl-crew li button", "Revoke");
			browser.find("pl-crew li", "revoked");
		}
	}

	@Test
	void organisersAreAppointedAndNeverOverwrittenSilently() {
		try (Browser browser = console().open("crew")) {
			browser.click("button[name=organisers]");
			browser.type("pl-organisers textarea", Keys.chord(Keys.CONTROL, Keys.END) + "\nbo");
			console().addAnna();
			browser.click("pl-organisers button.primary");
			browser.find("pl-organisers .outdated", "anna");
			browser.press(Keys.ESCAPE);
			browser.find("pl-crew section", "anna");
			browser.click("button[name=organisers]");
			browser.type("pl-organisers textarea", Keys.chord(Keys.CONTROL, Keys.END) + "\nbo");
			browser.click("pl-organisers button.primary");
			browser.find("pl-crew section", "anna, bo");
		}
		try (Browser browser = console().openAs("bo", "crew")) {
			browser.find("button[name=organisers]");
		}
	}

	@Test
	void aScreenIsPairedByItsCodeAndRevoked() {
		String code = console()
			.change("screen", "requestScreenCode", Map.of("eventId", this.event.id()),
					"... on ScreenCodeRequested { pairingCode }")
			.path("requestScreenCode.pairingCode")
			.entity(String.class)
			.get();
		try (Browser browser = console().open("screens")) {
			browser.type("input[name=code]", code);
			browser.click("select[name=kind] option[value=ROOM]");
			browser.click("select[name=room] option", "Sal B");
			browser.click("pl-screens button.primary");
			browser.find("pl-screens li", "One room · Sal B");
			browser.click("pl-screens summary");
			browser.type("pl-screens details input[name=name]", "Skylt vid dörren");
			browser.click("pl-screens details button");
			browser.find("pl-screens li strong", "Skylt vid dörren");
			browser.click("pl-screens li button", "Revoke");
			browser.find("pl-screens .empty");
		}
	}

	@Test
	void anAnnouncementIsCorrectedInEachLanguageAndNeverOverwrittenSilently() {
		console().addAnna();
		console().change(this.event.organiser(), "announce", Map.of("eventId", this.event.id(), "key", "lunch", "text",
				List.of(Map.of("lang", "sv", "text", "Lunchen"), Map.of("lang", "en", "text", "Lunch"))));
		try (Browser first = console().open("announcements");
				Browser second = console().openAs("anna", "announcements")) {
			first.click(".list button", "Correct");
			clear(first, "pl-announcement textarea[lang=en]", "Lunch at noon");
			second.click(".list button", "Correct");
			clear(second, "pl-announcement textarea[lang=sv]", "Lunchen är klar");
			second.click("pl-announcement button.primary");
			second.awaitNoText("Correct the announcement");
			first.click("pl-announcement button.primary");
			first.find("pl-announcement .outdated", "Lunchen är klar");
			assertThat(announcements("en")).as("before repeating").containsExactly("Lunch");
			first.click("pl-announcement button.primary", "Repeat my change");
			second.find(".list li", "Lunch at noon");
			assertThat(announcements("sv")).containsExactly("Lunchen är klar");
		}
	}

	@Test
	void theReachOfAChangeAndOfAnAnnouncementIsLive() {
		console().change("ada", "addToAgenda", Map.of("sessionId", this.event.talk()));
		console().change(this.event.organiser(), "announce", Map.of("eventId", this.event.id(), "key", "one", "text",
				List.of(Map.of("lang", "sv", "text", "Välkommen"))));
		try (Browser changes = console().open("changes"); Browser announcements = console().open("announcements")) {
			this.event.moveTalk(this.clients, "15:00");
			changes.find(".reach", "1 person concerned");
			announcements.find(".reach", "1 person concerned");
			List<String> news = this.clients.as("ada")
				.document("{ event(id: \"%s\") { myNews { nodes { id } } } }".formatted(this.event.id()))
				.execute()
				.path("event.myNews.nodes[*].id")
				.entityList(String.class)
				.get();
			console().change("ada", "markNewsRead", Map.of("eventId", this.event.id(), "ids", news, "opened", true));
			changes.find(".reach", "opened: 1");
			announcements.find(".reach", "opened: 1");
			changes.screenshot("console-reach");
		}
	}

	@Test
	void theTextsOfASessionAreEditedInEachLanguageAndNeverOverwrittenSilently() {
		console().addAnna();
		try (Browser first = console().open(""); Browser second = console().openAs("anna", "")) {
			openTexts(first);
			openTexts(second);
			first.type("pl-texts input[name='title en']", "Sustainable social services");
			second.type("pl-texts textarea[name='abstract sv']", "Om allt.");
			second.click("pl-texts button.primary");
			second.find(".notice", "Saved.");
			first.click("pl-texts button.primary");
			first.find("pl-texts .outdated", "Om allt.");
			assertThat(title("en")).as("before repeating").isEqualTo("Hållbar socialtjänst");
			first.screenshot("console-texts");
			first.click("pl-texts button.primary", "Repeat my change");
			second.find(".box[aria-label*='Sustainable social services']");
			assertThat(title("sv")).isEqualTo("Hållbar socialtjänst");
			assertThat(console().read("sessions { nodes { abstract(lang: \"sv\") } }", "sessions.nodes[*].abstract")
				.entityList(String.class)
				.get()).contains("Om allt.");
		}
	}

	@Test
	void participantsAreImportedAfterADryRunAndLargeChangesNeedADecision(@TempDir Path folder) throws IOException {
		StringBuilder rows = new StringBuilder("key,name,ticketType\n");
		for (int i = 1; i <= 20; i++) {
			rows.append("T-%d,Deltagare %d,%s%n".formatted(i, i, (i > 15) ? "Student" : "Normal"));
		}
		Path complete = Files.writeString(folder.resolve("all.csv"), rows);
		Path few = Files.writeString(folder.resolve("few.csv"), "key,name\nT-1,Deltagare 1\n");
		try (Browser browser = console().open("participants")) {
			importFile(browser, complete);
			browser.find("pl-report", "New: 20");
			browser.find("pl-participants", "0 participants");
			browser.click("button[name=import]");
			browser.find("pl-participants", "20 participants");
			browser.type("input[name=ticketType]", "Student");
			browser.find("pl-participants", "5 participants");
			browser.driver().findElement(By.cssSelector("input[name=ticketType]")).clear();
			browser
				.run("document.querySelector('[role=search]').dispatchEvent(new Event('input', { bubbles: true }));");
			browser.find("pl-participants", "20 participants");
			browser.click("pl-upload summary", "Options");
			browser.click("pl-upload .choice", "complete");
			importFile(browser, few);
			browser.find("pl-upload .note.warn", "This file changes many participants");
			browser.screenshot("console-participants");
			browser.click("button[name=import]", "Import in spite of this");
			browser.find("h2", "What the import changed");
			browser.type("select[name=state]", "Takes");
			browser.find("pl-participants", "1 participant");
		}
	}

	@Test
	void aTicketCodeIsReplacedAndAllCodesAreDownloaded() {
		console().change(this.event.organiser(), "putParticipant",
				Map.of("eventId", this.event.id(), "key", "T-1", "name", "Ada Öberg"));
		try (Browser browser = console().open("participants")) {
			browser.run(
					"window.saved = []; URL.createObjectURL = (file) => { saved.push(file); return '#'; }; HTMLAnchorElement.prototype.click = () => undefined;");
			browser.click("button[name=tickets]");
			String before = browser
				.wait("a file", () -> browser.run("return saved.length ? await saved[0].text() : null;"))
				.toString();
			browser.click("pl-participants li button", "Edit");
			browser.click("pl-participant summary", "Ticket code");
			browser.click("button[name=replace]");
			String code = browser.find("pl-participant strong.code").getText();
			assertThat(code).isNotBlank();
			assertThat(before).contains("T-1").doesNotContain(code);
			console().change("bo", "signIn", Map.of("code", code))
				.path("signIn.__typename")
				.entity(String.class)
				.isEqualTo("SignedIn");
		}
	}

	@Test
	void anImportAddressShowsItsStateAndItsLastErrorLive() {
		console().addAnna();
		try (Browser first = console().open("import"); Browser second = console().openAs("anna", "import")) {
			first.click("button[name=edit]", "Add an address");
			first.type("pl-origin-form input[name=url]", "https://programme.invalid/programme.json");
			first.click("pl-origin-form button.primary");
			second.find("pl-origin .address", "https://programme.invalid/programme.json");
			second.find("pl-origin", "the host is not known.");
			second.find("pl-origin .note.warn", "All fetches have failed since");
			first.screenshot("console-origin");
			first.click("pl-origin button[name=edit]");
			first.click("pl-origin-form .choice", "Paused");
			second.click("pl-origin button[name=edit]");
			clear(second, "pl-origin-form input[name=everyMinutes]", "60");
			first.click("pl-origin-form button.primary");
			second.find("pl-origin", "paused");
			second.click("pl-origin-form button.primary");
			second.find("pl-origin-form .outdated", "Paused: yes");
			second.click("pl-origin-form button.primary", "Repeat my change");
			first.find("pl-origin", "every 60 minutes · paused");
			first.click("pl-origin button[name=remove]");
			second.find("pl-origin button", "Add an address");
		}
	}

	private void openTexts(Browser browser) {
		browser.click(".box[data-id='%s']".formatted(this.event.talk()));
		browser.click("pl-session button[name=texts]");
		browser.find("pl-texts dialog[open]");
	}

	private static void importFile(Browser browser, Path file) {
		browser.run("document.querySelector('details.import').open = true;");
		browser.driver().findElement(By.cssSelector("input[type=file]")).sendKeys(file.toString());
		browser.click("button", "Check the file");
	}

	private static void clear(Browser browser, String css, String text) {
		WebElement field = browser.find(css);
		field.clear();
		field.sendKeys(text);
	}

	private ConsoleEvent console() {
		return new ConsoleEvent(this.clients, this.event);
	}

	private String title(String lang) {
		return console().read("sessions { nodes { title(lang: \"%s\") } }".formatted(lang), "sessions.nodes[0].title")
			.entity(String.class)
			.get();
	}

	private List<String> announcements(String lang) {
		return console()
			.read("announcements { nodes { text(lang: \"%s\") } }".formatted(lang), "announcements.nodes[*].text")
			.entityList(String.class)
			.get();
	}

	private int sessions() {
		return console().read("sessions { totalCount }", "sessions.totalCount").entity(Integer.class).get();
	}

}
