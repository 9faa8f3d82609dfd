package dev.plenum.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
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
		this.browser.listen();
		enter(code("with-seat-" + this.people));
		this.browser.find(".answer[data-answer=yes]", "Yes, come in");
		this.browser.awaitAnnounced("Yes, come in");
		this.browser.awaitText("1 of 2 are here");
		this.browser.assertAccessible();
		this.browser.screenshot("door-yes");
		enter(code("without-seat-" + this.people));
		this.browser.find(".answer[data-answer=free]", "8 seats are free.");
		this.browser.assertAccessible();
		this.browser.screenshot("door-free");
		enter("AAAAAAAAAA");
		this.browser.find(".answer[data-answer=no]", "Nobody at this event has this code.");
		this.browser.assertAccessible();
		this.browser.screenshot("door-no");
		this.browser.click("details summary");
		this.browser.click("details li button", "Undo");
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
	void aFreeSeatIsGivenAndASeatElsewhereIsNamed() {
		String other = "Någon annanstans " + this.people;
		String elsewhere = this.event.session(other, other, -5, 40, Map.of("capacity", 10), Map.of());
		this.event.as("elsewhere-" + this.people, "bookSeat", "__typename", Map.of("sessionId", elsewhere))
			.errors()
			.verify();
		enter(code("elsewhere-" + this.people));
		this.browser.find(".answer[data-answer=no]", other);
		enter(code("without-seat-" + this.people));
		this.browser.click(".answer button", "Give a free seat");
		this.browser.find(".answer[data-answer=yes]");
		this.browser.awaitText("1 of 3 are here");
	}

	@Test
	void somebodyWithoutACodeIsFoundByName() {
		this.event.participant("found-" + this.people, "Överström Änge " + this.people);
		this.browser.type("pl-people input", "ange " + this.people);
		this.browser.find(".people li", "Överström Änge");
		this.browser.assertAccessible();
		this.browser.screenshot("door-search");
		this.browser.click(".people li button", "Check in");
		this.browser.find(".answer[data-answer=free]", "Överström Änge");
		this.browser.click(".answer button", "Give a free seat");
		this.browser.find(".answer[data-answer=yes]", "Överström Änge");
	}

	@Test
	void aSecondCodeIsNotAnsweredWithTheAnswerToTheFirst() {
		enter(code("with-seat-" + this.people));
		this.browser.find(".answer[data-answer=yes]");
		this.browser.run(
				"const real = fetch; window.release = []; window.fetch = async (...all) => { await new Promise((resolve) => release.push(resolve)); return real(...all); };");
		enter(code("without-seat-" + this.people));
		this.browser.find(".answer[data-answer=asking]", "Checking");
		assertThat(this.browser.driver().findElements(By.cssSelector(".answer[data-answer=yes]"))).isEmpty();
		this.browser.run("window.release.forEach((go) => go());");
		this.browser.find(".answer[data-answer=free]");
	}

	@Test
	void aDoorNamesTheSameReasonsWithAndWithoutANetwork() {
		OwnConference conference = OwnConference.of(this.clients);
		conference.session("Studentpass", "SEMINAR", 0, Map.of("ticketTypes", List.of("Student")));
		conference.session("Senare", "SEMINAR", 5, Map.of());
		String cancelled = conference.session("Inställt", "SEMINAR", 0, Map.of());
		String guest = conference.newTicketCode(conference.participant("guest", Map.of("ticketType", "Guest")));
		String address = "/e/" + conference.slug() + "/door/";
		this.browser.go(this.clients.address("http", address + "#token=" + conference.person("organiser")));
		this.browser.find("h1", "Which session?");
		this.browser.awaitServiceWorker();
		refused("Studentpass", guest, "Not entitled to this session.");
		this.browser.click("button", "Another session");
		refused("Senare", guest, "Check-in is open from");
		this.browser.click("button", "Another session");
		this.browser.click(".sessions button", "Inställt");
		conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(cancelled)).errors().verify();
		enter(guest);
		this.browser.find(".answer[data-answer=no]", "The session is cancelled.");
		this.browser.go(this.clients.address("http", address));
		this.browser.find("h1", "Inställt");
		this.browser.wait("the cancellation in the door list", () -> this.browser
			.run("""
					const { kept } = await import('shared/database.js');
					const { jsonOf } = await import('shared/base64url.js');
					const { tokens = [] } = await kept.get('list') ?? {};
					return tokens.some((token) => JSON.stringify(jsonOf(token.split('.')[1])).includes('"cancelled":true'));""")
			.equals(true) ? true : null);
		this.browser.offline(true);
		enter(guest);
		this.browser.find(".answer[data-answer=no]", "The session is cancelled.");
		this.browser.find(".answer[data-answer=no]", "Decided without a connection.");
		this.browser.offline(false);
		conference.organiser()
			.document("mutation { archiveEvent(input: {eventId: \"%s\"}) { __typename } }".formatted(conference.id()))
			.executeAndVerify();
		this.browser.click("button", "Another session");
		this.browser.click(".sessions button", "Studentpass");
		enter(guest);
		this.browser.find(".answer[data-answer=no]", "This event is archived");
	}

	/** Chooses a session, and shows a code with and without a network. */
	private void refused(String title, String code, String words) {
		this.browser.click(".sessions button", title);
		enter(code);
		this.browser.find(".answer[data-answer=no]", words);
		awaitListed(this.browser);
		this.browser.offline(true);
		enter(code);
		this.browser.find(".answer[data-answer=no]", "Decided without a connection.");
		this.browser.find(".answer[data-answer=no]", words);
		this.browser.offline(false);
		this.browser.awaitNoText("No connection");
	}

	@Test
	void threeDoorsShowTheSameCounts() {
		String first = code("with-seat-" + this.people);
		String last = code("later-" + this.people);
		try (Browser second = Browser.tablet(); Browser third = Browser.phone()) {
			openDoor(second, "organiser");
			openDoor(third, "organiser");
			second.awaitText("0 of 2 are here");
			third.awaitText("0 of 2 are here");
			awaitListed(third);
			enter(first);
			second.awaitText("1 of 2 are here");
			third.awaitText("1 of 2 are here");
			enter(second, last);
			second.find(".answer[data-answer=yes]");
			second.screenshot("door-tablet");
			this.browser.awaitText("2 of 2 are here");
			third.awaitText("2 of 2 are here");
			third.offline(true);
			enter(third, first);
			third.find(".answer[data-answer=yes]");
			third.offline(false);
			third.awaitNoText("for a connection");
			second.click(".answer button", "Undo");
			this.browser.awaitText("1 of 2 are here");
			third.awaitText("1 of 2 are here");
			assertThat(second.errors()).isEmpty();
		}
	}

	@Test
	void aDoorDecidesWithoutANetworkAndKeepsWhatItDecided(@TempDir Path profile) {
		String seated = code("with-seat-" + this.people);
		String late = code("later-" + this.people);
		String[] free = new String[10];
		for (int i = 0; i < free.length; i++) {
			free[i] = code("free" + i + "-" + this.people);
		}
		String elsewhere = this.event.session("elsewhere" + this.people, "Grannsalen", -5, 40, Map.of("capacity", 1),
				Map.of());
		String neighbour = code("neighbour-" + this.people);
		this.event.as("neighbour-" + this.people, "bookSeat", "__typename", Map.of("sessionId", elsewhere))
			.errors()
			.verify();
		try (Browser door = Browser.phone(profile)) {
			openDoor(door, "organiser");
			door.awaitServiceWorker();
			awaitListed(door);
			door.offline(true);
			String newer = badge("newer-" + this.people);
			enter(door, newer);
			door.find(".answer[data-answer=free]", "Åsa Öst");
			enter(door, newer.substring(0, newer.length() - 4) + "AAAA");
			door.find(".answer[data-answer=no]", "Nobody in the list has this code.");
			enter(late);
			this.browser.find(".answer[data-answer=yes]");
			enter(door, seated);
			door.find(".answer[data-answer=yes]", "Decided without a connection.");
			door.awaitText("1 check-in waits for a connection.");
			door.screenshot("door-offline");
			enter(door, seated);
			door.find(".answer[data-answer=again]");
			enter(door, neighbour);
			door.find(".answer[data-answer=no]", "Grannsalen");
			enter(door, "AAAAAAAAAA");
			door.find(".answer[data-answer=no]", "Nobody in the list has this code.");
			for (int i = 0; i < 8; i++) {
				enter(door, (i == 0) ? newer : free[i]);
				door.find(".answer[data-answer=free]", "%d seat".formatted(8 - i));
				door.click(".answer button", "Give a free seat");
				door.find(".answer[data-answer=yes]");
			}
			enter(door, free[8]);
			door.find(".answer[data-answer=no]", "none is free");
			enter(door, late);
			door.find(".answer[data-answer=yes]");
			door.awaitText("10 check-ins wait for a connection.");
			door.assertAccessible();
		}
		try (Browser door = Browser.phone(profile)) {
			door.offline(true);
			door.go(this.clients.address("http", "/e/demo/door/"));
			door.awaitText("10 check-ins wait for a connection.");
			enter(door, seated);
			door.find(".answer[data-answer=again]");
			enter(door, free[8]);
			door.find(".answer[data-answer=no]", "none is free");
			enter(this.browser, seated);
			this.browser.find(".answer[data-answer=yes]");
			enter(this.browser, free[9]);
			this.browser.find(".answer[data-answer=free]");
			this.browser.click(".answer button", "Give a free seat");
			this.browser.find(".answer[data-answer=yes]");
			door.offline(false);
			door.awaitNoText("for a connection.");
			door.find(".differences li", "had already come at");
			door.find(".differences li", "had no seat, and none was free any more.");
			this.browser.awaitText("11 are here, 10 have a seat");
			door.awaitText("11 are here, 10 have a seat");
			door.assertAccessible();
			door.run("scrollTo(0, 0);");
			door.screenshot("door-differences");
			door.click(".differences button");
			door.awaitNoText("none was free any more");
		}
	}

	@Test
	void aListThatTheServerDidNotSignIsNotUsed() {
		awaitListed(this.browser);
		this.browser.awaitServiceWorker();
		this.browser
			.run("""
					const { kept } = await import('shared/database.js');
					const list = await kept.get('list');
					await kept.put('list', { ...list, tokens: list.tokens.map((token) => {
						const [header, claims, signature] = token.split('.');
						const text = atob(claims.replaceAll('-', '+').replaceAll('_', '/')).replace('"capacity":10', '"capacity":99');
						return [header, btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''), signature].join('.');
					}) });
					""");
		this.browser.offline(true);
		this.browser.go(this.clients.address("http", "/e/demo/door/"));
		enter(code("later-" + this.people));
		this.browser.find(".answer[data-answer=later]", "Noted, checked later");
		this.browser.awaitText("1 check-in waits for a connection.");
		this.browser.offline(false);
		this.browser.find(".answer[data-answer=yes]");
		this.browser.awaitNoText("waits for a connection");
	}

	/**
	 * The decoder misses one of a hundred codes at a given size, and finds it at another.
	 */
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
				const read = (size) => {
					context.fillStyle = '#fff';
					context.fillRect(0, 0, 480, 480);
					context.drawImage(picture, 20, 20, size, size);
					return decode(luminance(context.getImageData(0, 0, 480, 480).data), 480, 480);
				};
				return read(400) ?? read(380) ?? read(440);
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

	/** Adds a participant, and returns the token in the QR code of their badge. */
	private String badge(String key) {
		return this.clients.ticketHolder(this.event.ticketOf(this.event.participant(key)))
			.document("{ event(slug: \"demo\") { myAgenda { badge { token } } } }")
			.execute()
			.path("event.myAgenda.badge.token")
			.entity(String.class)
			.get();
	}

	private void openDoor(Browser door, String person) {
		door.go(this.clients.address("http", "/e/demo/door/#token=" + person));
		door.find("h1", "Which session?");
		door.type("input[type=search]", this.people);
		door.click(".sessions button", "Dörrens programpunkt");
	}

	private static void awaitListed(Browser door) {
		door.wait("a door list", () -> door.run("""
				const { kept } = await import('shared/database.js');
				return (await kept.get('list'))?.tokens.length > 0;
				""").equals(true) ? true : null);
	}

	private void enter(String code) {
		enter(this.browser, code);
	}

	private static void enter(Browser door, String code) {
		door.type("pl-scan input", code);
		door.press(Keys.ENTER);
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
