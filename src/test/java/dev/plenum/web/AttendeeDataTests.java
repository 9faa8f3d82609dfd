package dev.plenum.web;

import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an attendee decides about their own data in the attendee app: the link between
 * their ticket and their account, and their dietary and access needs.
 */
@Tag("clients")
@LiveServer
class AttendeeDataTests {

	@Autowired
	private Clients clients;

	private NewEvent event;

	@BeforeEach
	void makeAnEvent() {
		this.event = NewEvent.on(this.clients);
	}

	@Test
	void aPersonWithATicketLinksTheAccountWithWhichTheySignIn() {
		String code = ticketOf("Ada Öberg");
		try (Browser browser = Browser.phone()) {
			open(browser, "#ticket=" + code);
			browser.click("#" + this.event.talk() + " .pick[aria-pressed=false]");
			browser.find("#" + this.event.talk() + " .pick[aria-pressed=true]");
			browser.click("nav a", "Settings");
			browser.find("pl-link h2", "Link an account");
			browser.type("pl-link input[name=code]", code);
			browser.click("pl-link pl-scan form button");
			browser.find("pl-link pl-sign-in button", "exhibitor");
			browser.assertAccessible();
			browser.click("pl-link pl-sign-in button", "exhibitor");
			browser.find("pl-link [role=status]", "Your account is linked to the ticket of Ada Öberg.");
			browser.find("pl-link h2", "Link your ticket");
			assertThat(agenda(this.clients.as("exhibitor"))).containsExactly(this.event.talk());
			browser.wait("no sign-in with the ticket",
					() -> signedInEvents("exhibitor").contains(this.event.id()) ? null : true);
			browser.click("nav a", "My agenda");
			browser.find("#" + this.event.talk());
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void aPersonWithAnAccountLinksTheirTicket() {
		String code = ticketOf("Bo Ek");
		try (Browser browser = Browser.phone()) {
			open(browser, "#token=bo-of-" + this.event.slug());
			browser.click("#" + this.event.talk() + " .pick[aria-pressed=false]");
			browser.click("nav a", "Settings");
			browser.type("pl-link input[name=code]", "1234");
			browser.click("pl-link pl-scan form button");
			browser.find("pl-link [role=alert]", "code");
			browser.click("pl-link button", "Find my ticket by my e-mail address");
			browser.find("pl-link [role=alert]", "Enter your ticket code.");
			browser.type("pl-link input[name=code]", code);
			browser.click("pl-link pl-scan form button");
			browser.find("pl-link [role=status]", "Your account is linked to the ticket of Bo Ek.");
			assertThat(agenda(this.clients.ticketHolder(code))).containsExactly(this.event.talk());
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void needsAreStatedChangedAndDeletedAndOrganisersSeeTotals() {
		ConsoleEvent console = new ConsoleEvent(this.clients, this.event);
		try (Browser browser = Browser.phone(); Browser organiser = console.open("needs")) {
			organiser.find("pl-needs", "0 people have stated something.");
			open(browser, "#token=ada-of-" + this.event.slug());
			browser.click("nav a", "Settings");
			browser.click("pl-settings a", "Food and access");
			browser.find("pl-needs strong", "Everything is deleted on Wednesday, May 26.");
			browser.click("pl-needs .choice", "Vegan");
			browser.click("pl-needs .choice", "Hearing loop");
			browser.type("pl-needs input[name=other]", "Ingen koriander");
			browser.click("pl-needs button", "Save");
			browser.find("pl-needs [role=status]", "Saved.");
			browser.screenshot("app-needs");
			organiser.click("pl-needs button", "Read again");
			organiser.find("pl-needs", "1 person has stated something.");
			assertThat(organiser.text()).contains("Vegan 1", "Hearing loop 1", "Ingen koriander", "May 26")
				.doesNotContain("ada-of");
			organiser.screenshot("console-needs");
			browser.driver().navigate().refresh();
			browser.wait("the statement",
					() -> browser.driver().findElements(By.cssSelector("pl-needs input:checked")).size() == 2 ? true
							: null);
			browser.click("pl-needs .choice", "Vegan");
			browser.click("pl-needs button", "Save");
			browser.find("pl-needs [role=status]", "Saved.");
			organiser.click("pl-needs button", "Read again");
			organiser.awaitNoText("Vegan");
			browser.click("pl-needs button", "Delete my statement");
			browser.find("pl-needs [role=status]", "Deleted.");
			assertThat(browser.driver().findElements(By.cssSelector("pl-needs input:checked"))).isEmpty();
			organiser.click("pl-needs button", "Read again");
			organiser.find("pl-needs", "0 people have stated something.");
			assertThat(browser.errors()).isEmpty();
		}
	}

	private void open(Browser browser, String rest) {
		browser.go(this.clients.address("http", "/e/" + this.event.slug() + "/app/" + rest));
		browser.find(".pick");
	}

	private String ticketOf(String name) {
		ConsoleEvent console = new ConsoleEvent(this.clients, this.event);
		String participant = console
			.change(this.event.organiser(), "putParticipant",
					Map.of("eventId", this.event.id(), "key", "T-1", "name", name),
					"... on ParticipantPut { participant { id } }")
			.path("putParticipant.participant.id")
			.entity(String.class)
			.get();
		return console
			.change(this.event.organiser(), "replaceTicketCode", Map.of("participantId", participant),
					"... on TicketCodeReplaced { ticketCode }")
			.path("replaceTicketCode.ticketCode")
			.entity(String.class)
			.get();
	}

	private List<String> agenda(GraphQlTester caller) {
		return caller
			.document("{ event(id: \"%s\") { myAgenda { items { ... on AgendaSession { session { id } } } } } }"
				.formatted(this.event.id()))
			.execute()
			.path("event.myAgenda.items[*].session.id")
			.entityList(String.class)
			.get();
	}

	private List<String> signedInEvents(String account) {
		return this.clients.as(account)
			.document("{ viewer { signIns { event { id } } } }")
			.execute()
			.path("viewer.signIns[*].event.id")
			.entityList(String.class)
			.get();
	}

}
