package dev.plenum.web;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checking attendees in at a door, in a browser.
 */
@Tag("clients")
@LiveServer
class DoorAppTests {

	@Autowired
	private Clients clients;

	/** No test sees the people of another one. */
	private final String people = UUID.randomUUID().toString().substring(0, 4);

	private DemoEvent event;

	private String session;

	private Browser browser;

	@BeforeEach
	void open() {
		this.event = DemoEvent.of(this.clients);
		String title = "Dörrens programpunkt " + this.people;
		this.session = this.event.session(title, title, -5, 40, Map.of("capacity", 10), Map.of());
		this.event.as("with-seat-" + this.people, "bookSeat", "__typename", Map.of("sessionId", this.session))
			.errors()
			.verify();
		this.event.as("later-" + this.people, "bookSeat", "__typename", Map.of("sessionId", this.session))
			.errors()
			.verify();
		this.browser = Browser.phone();
		this.browser.go(this.clients.address("http", "/e/demo/door/#token=organiser"));
		this.browser.find("h1", "Which session?");
		this.browser.type("input[type=search]", title.toLowerCase(Locale.ROOT));
		this.browser.assertAccessible();
		this.browser.screenshot("door-sessions");
		this.browser.click(".sessions button", title);
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void aLargeAnswerSaysYesOrNoAndCanBeUndone() {
		enter(code("with-seat-" + this.people));
		this.browser.find(".answer[data-answer=yes]", "Yes, come in");
		this.browser.awaitText("1 of 2 are here");
		this.browser.assertAccessible();
		this.browser.screenshot("door-yes");
		enter(code("without-seat-" + this.people));
		this.browser.find(".answer[data-answer=no]", "This attendee has no seat at this session.");
		this.browser.assertAccessible();
		this.browser.screenshot("door-no");
		enter("AAAAAAAAAA");
		this.browser.find(".answer[data-answer=no]", "Nobody at this event has this code.");
		this.browser.click("details summary");
		this.browser.click("details li button");
		this.browser.find("details li", "Undone");
		this.browser.awaitText("0 of 2 are here");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void theLinkOfATicketIsACodeAndIsRecognizedAgain() {
		String participant = this.event.participant("door-" + this.people);
		this.event
			.as("organiser", "bookParticipantSeat", "__typename",
					Map.of("sessionId", this.session, "participantId", participant))
			.errors()
			.verify();
		String link = "https://plenum.example.org/e/demo/app/#ticket=" + this.event.ticketOf(participant);
		enter(link);
		this.browser.find(".answer[data-answer=yes]", "Åsa Öst");
		enter(link);
		this.browser.find(".answer[data-answer=again]", "Åsa Öst");
	}

	@Test
	void checkInsOfAnOutageAreSentAfterwards() {
		String first = code("later-" + this.people);
		this.browser.offline(true);
		enter(first);
		this.browser.find(".answer[data-answer=later]", "Noted");
		this.browser.awaitText("1 check-in waits for a connection.");
		this.browser.screenshot("door-offline");
		this.browser.offline(false);
		this.browser.find(".answer[data-answer=yes]");
		this.browser.awaitNoText("waits for a connection");
	}

	@Test
	void aPictureIsDecodedInThePage() {
		Object text = this.browser.run("""
				const { decode } = await import('shared/scan/qr.js');
				const { luminance } = await import('shared/scan/frames.js');
				const picture = new Image();
				picture.src = 'data:image/svg+xml,' + encodeURIComponent(`%s`);
				await picture.decode();
				const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 480 });
				const context = canvas.getContext('2d');
				context.fillStyle = '#fff';
				context.fillRect(0, 0, 480, 480);
				context.drawImage(picture, 40, 40, 400, 400);
				return decode(luminance(context.getImageData(0, 0, 480, 480).data), 480, 480);
				""".formatted(contactCode("svg")));
		assertThat((String) text).matches("\\S{100,}");
		assertThat(this.browser.errors()).isEmpty();
	}

	private String contactCode(String field) {
		this.event.change("card-" + this.people, "putContactCard", "... on ContactCardPut { contactCard { id } }",
				Map.of("eventId", this.event.id(), "name", "Anna Ek"));
		return this.clients.as("card-" + this.people)
			.document("{ event(slug: \"demo\") { myContactCard { contactCode { %s } } } }".formatted(field))
			.execute()
			.path("event.myContactCard.contactCode." + field)
			.entity(String.class)
			.get();
	}

	private void enter(String code) {
		this.browser.type("pl-scan input", code);
		this.browser.press(Keys.ENTER);
	}

	private String code(String person) {
		return this.clients.as(person)
			.document("{ event(slug: \"demo\") { myAgenda { agendaCode } } }")
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
	}

}
