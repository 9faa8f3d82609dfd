package dev.plenum.calendar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads calendars as a calendar app does.
 */
@Tag("slow")
@LiveServer
@ExtendWith(OutputCaptureExtension.class)
class CalendarTests {

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void theCalendarOfAProgrammeIsValid() {
		String room = this.conference.room("Aulan", 0);
		this.conference.session("Öppning; med \"komma\", och\\mer", "PLENARY", 2, List.of(room),
				Map.of("abstract", List.of(Map.of("lang", "sv", "text", "Rad ett\nRad två, " + "lång ".repeat(40)))));
		String text = body(programme(""));
		ICalendar calendar = read(text);
		assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).as(calendar.validate(ICalVersion.V2_0).toString())
			.isTrue();
		assertThat(text.lines())
			.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
		assertThat(calendar.getEvents()).singleElement().satisfies((event) -> {
			assertThat(event.getSummary().getValue()).isEqualTo("Öppning; med \"komma\", och\\mer");
			assertThat(event.getDescription().getValue()).startsWith("Rad ett\nRad två, lång");
			assertThat(event.getLocation().getValue()).isEqualTo("Aulan");
			assertThat(event.getDateStart().getValue()).hasSameTimeAs(at(2));
			assertThat(event.getDateEnd().getValue()).hasSameTimeAs(at(3));
			assertThat(event.getStatus().isConfirmed()).isTrue();
		});
		assertThat(text).contains("REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M",
				"DTSTART;TZID=Europe/Stockholm:", "BEGIN:VTIMEZONE", "BEGIN:DAYLIGHT", "BEGIN:STANDARD");
	}

	@Test
	void aCalendarThatIsReadAndWrittenAgainIsEqual() {
		this.conference.session("one", "PLENARY", 2, Map.of());
		this.conference.session("two", "SEMINAR", 3, Map.of());
		ICalendar calendar = read(body(programme("")));
		assertThat(read(Biweekly.write(calendar).go()).getEvents()).isEqualTo(calendar.getEvents());
	}

	@Test
	void aChangeIncreasesTheSequenceOfTheSessionAndKeepsTheUid() {
		String one = this.conference.session("one", "PLENARY", 2, Map.of());
		this.conference.session("two", "PLENARY", 4, Map.of());
		Map<String, VEvent> before = byTitle(programme(""));
		move(one, 3);
		Map<String, VEvent> moved = byTitle(programme(""));
		this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(one)).errors().verify();
		Map<String, VEvent> cancelled = byTitle(programme(""));
		assertThat(List.of(before, moved, cancelled)).extracting((all) -> all.get("one").getUid().getValue())
			.containsOnly(one + "@plenum");
		assertThat(moved.get("one").getSequence().getValue()).isGreaterThan(before.get("one").getSequence().getValue());
		assertThat(cancelled.get("one").getSequence().getValue())
			.isGreaterThan(moved.get("one").getSequence().getValue());
		assertThat(moved.get("one").getDateStart().getValue()).hasSameTimeAs(at(3));
		assertThat(moved.get("one").getLastModified().getValue()).isCloseTo(new Date(), 60_000);
		assertThat(cancelled.get("one").getStatus().isCancelled()).isTrue();
		assertThat(cancelled.get("two")).isEqualTo(before.get("two"));
	}

	@Test
	void anUnchangedCalendarIsNotSentAgain() {
		String one = this.conference.session("one", "PLENARY", 2, Map.of());
		String tag = programme("").getResponseHeaders().getETag();
		assertThat(tag).startsWith("\"");
		assertThat(programme(tag).getStatus().value()).isEqualTo(304);
		move(one, 3);
		EntityExchangeResult<byte[]> changed = programme(tag);
		assertThat(changed.getStatus().value()).isEqualTo(200);
		assertThat(changed.getResponseHeaders().getETag()).isNotEqualTo(tag);
	}

	@Test
	void theCalendarOfAnAgendaContainsAllItems() {
		String one = this.conference.session("one", "SEMINAR", 2, Map.of());
		String full = this.conference.session("full", "SEMINAR", 4, Map.of("capacity", 1));
		this.conference.session("opening", "PLENARY", 6, Map.of());
		this.conference.session("not mine", "SEMINAR", 6, Map.of());
		mutate("bob", "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(full));
		mutate("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(one));
		mutate("ann", "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(full));
		mutate("ann", "putSessionNote(input: {sessionId: \"%s\", text: \"ask\"}) { __typename }".formatted(one));
		mutate("ann",
				"putAppointment(input: {eventId: \"%s\", key: \"k\", title: \"lunch\", startsAt: \"%s\", endsAt: \"%s\"}) { __typename }"
					.formatted(this.conference.id(), this.conference.in(8), this.conference.in(9)));
		EntityExchangeResult<byte[]> answer = get(URI.create(feed("ann")).getPath(), "");
		ICalendar calendar = read(body(answer));
		assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).isTrue();
		Map<String, VEvent> events = byTitle(answer);
		assertThat(events).containsOnlyKeys("one", "full", "opening", "lunch");
		assertThat(events.get("full").getStatus().isTentative()).isTrue();
		assertThat(events.get("one").getDescription().getValue()).isEqualTo("ask");
		assertThat(calendar.getTimezoneInfo().getTimezones()).extracting(TimezoneAssignment::getTimeZone)
			.extracting((zone) -> zone.getID())
			.containsExactly("Europe/Stockholm");
		assertThat(answer.getResponseHeaders().getCacheControl()).contains("private");
	}

	@Test
	void anUnknownAddressIsNotFoundAndARenewedOneReplacesTheOldOne() {
		String old = feed("ann");
		String renewed = renew("ann", old);
		assertThat(renewed).isNotEqualTo(old).isEqualTo(renew("ann", old)).isEqualTo(feed("ann"));
		assertThat(get(URI.create(renewed).getPath(), "").getStatus().value()).isEqualTo(200);
		String almost = renewed.replaceFirst(".\\.ics$", renewed.endsWith("A.ics") ? "B.ics" : "A.ics");
		for (String unknown : List.of(URI.create(old).getPath(), URI.create(almost).getPath(), "/calendar/x.ics",
				"/calendar/a-b.c.ics", "/calendar/..ics", "/events/no-such-event/programme.ics")) {
			assertThat(get(unknown, "").getStatus().value()).as(unknown).isEqualTo(404);
		}
	}

	@Test
	void anAddressThatWasRenewedOrDeletedIsNeverValidAgain() {
		List<String> addresses = new ArrayList<>();
		addresses.add(feed("ann"));
		addresses.add(renew("ann", addresses.getLast()));
		deleteData("ann");
		addresses.add(feed("ann"));
		addresses.add(renew("ann", null));
		addresses.add(renew("ann", null));
		deleteData("ann");
		addresses.add(renew("ann", null));
		assertThat(addresses).doesNotHaveDuplicates();
		String valid = addresses.removeLast();
		assertThat(feed("ann")).isEqualTo(valid);
		assertThat(status(valid)).isEqualTo(200);
		assertThat(addresses).allSatisfy((address) -> assertThat(status(address)).as(address).isEqualTo(404));
		assertThat(addresses).allSatisfy((address) -> assertThat(renew("ann", address)).isEqualTo(valid));
	}

	@Test
	void aDraftHasNoPublicCalendar() {
		OwnConference draft = OwnConference.draft(this.clients, LocalDate.now(), LocalDate.now());
		assertThat(get("/events/" + draft.slug() + "/programme.ics", "").getStatus().value()).isEqualTo(404);
	}

	@Test
	void theSecretIsNotLogged(CapturedOutput output) {
		String feed = feed("ann");
		get(URI.create(feed).getPath(), "");
		get(URI.create(feed).getPath().replace(".ics", "x.ics"), "");
		assertThat(output.getAll()).doesNotContain(feed.substring(feed.lastIndexOf('.', feed.length() - 5) + 1));
	}

	private int status(String address) {
		return get(URI.create(address).getPath(), "").getStatus().value();
	}

	private void deleteData(String name) {
		this.conference.deleteMyData(name).errors().verify();
	}

	private String feed(String name) {
		return this.conference.as(name)
			.document("query ($id: ID) { event(id: $id) { myAgenda { calendarFeed { url } } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myAgenda.calendarFeed.url")
			.entity(String.class)
			.get();
	}

	private String renew(String name, @Nullable String url) {
		return this.conference.as(name)
			.document(
					"mutation ($id: ID!, $url: URL) { renewCalendarFeed(input: {eventId: $id, url: $url}) { ... on CalendarFeedRenewed { calendarFeed { url } agenda { calendarFeed { url } } } } }")
			.variable("id", this.conference.id())
			.variable("url", url)
			.execute()
			.path("renewCalendarFeed.agenda.calendarFeed.url")
			.entity(String.class)
			.get();
	}

	private void mutate(String name, String mutation) {
		this.conference.as(name).document("mutation { " + mutation + " }").executeAndVerify();
	}

	private void move(String session, int hours) {
		this.conference
			.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(session,
					this.conference.in(hours), this.conference.in(hours + 1)))
			.errors()
			.verify();
	}

	private Date at(int hours) {
		return Date.from(Instant.now().truncatedTo(ChronoUnit.HOURS).plus(hours, ChronoUnit.HOURS));
	}

	private EntityExchangeResult<byte[]> programme(String tag) {
		return get("/events/" + this.conference.slug() + "/programme.ics", tag);
	}

	private EntityExchangeResult<byte[]> get(String path, String tag) {
		return this.clients.raw().get().uri(path).headers((headers) -> {
			if (!tag.isEmpty()) {
				headers.set(HttpHeaders.IF_NONE_MATCH, tag);
			}
		}).exchange().expectBody().returnResult();
	}

	private static Map<String, VEvent> byTitle(EntityExchangeResult<byte[]> answer) {
		return read(body(answer)).getEvents()
			.stream()
			.collect(Collectors.toMap((event) -> event.getSummary().getValue(), Function.identity()));
	}

	private static ICalendar read(String text) {
		return Biweekly.parse(text).first();
	}

	private static String body(EntityExchangeResult<byte[]> answer) {
		assertThat(answer.getStatus().value()).isEqualTo(200);
		assertThat(answer.getResponseHeaders().getContentType()).hasToString("text/calendar;charset=UTF-8");
		return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
	}

}
