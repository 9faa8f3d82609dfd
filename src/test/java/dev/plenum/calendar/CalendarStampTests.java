package dev.plenum.calendar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Follows calendars through changes, as an app does that trusts SEQUENCE and
 * LAST-MODIFIED, and reads the files of parts of a programme.
 */
@Tag("slow")
@LiveServer
class CalendarStampTests {

	@Autowired
	private Clients clients;

	private OwnConference conference;

	private Stamp last = new Stamp(-1, new Date(0));

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void eachChangeOfWhatAnEntryShowsRaisesItsStamp() {
		String room = this.conference.room("Sal A", 0);
		String anna = id(
				"putSpeaker(input: {eventId: \"%s\", key: \"a\", name: \"Anna\"}) { ... on SpeakerPut { speaker { id } } }"
					.formatted(this.conference.id()),
				"putSpeaker.speaker.id");
		String session = this.conference.session("talk", "WORKSHOP", 3, List.of(room), Map.of("capacity", 1));
		this.conference
			.edit("{speakers: {sessionId: \"%s\", speakers: [{speakerId: \"%s\"}]}}".formatted(session, anna))
			.errors()
			.verify();
		as("bob", "bookSeat(input: {sessionId: \"%s\"}) { __typename }", session);
		as("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }", session);
		as("ann", "bookSeat(input: {sessionId: \"%s\"}) { __typename }", session);
		String feed = feed("ann");
		assertThat(later(feed, session).getStatus().isTentative()).isTrue();
		as("organiser",
				"putSession(input: {eventId: \"%s\", id: \"%s\", title: [{lang: \"sv\", text: \"Ny titel\"}]}) { __typename }",
				this.conference.id(), session);
		assertThat(later(feed, session).getSummary().getValue()).isEqualTo("Ny titel");
		as("organiser", "putRoom(input: {eventId: \"%s\", id: \"%s\", name: \"Sal A, plan 3\"}) { __typename }",
				this.conference.id(), room);
		assertThat(later(feed, session).getLocation().getValue()).isEqualTo("Sal A, plan 3");
		as("organiser", "putSpeaker(input: {eventId: \"%s\", id: \"%s\", name: \"Anna Ek\"}) { __typename }",
				this.conference.id(), anna);
		assertThat(later(feed, session).getDescription().getValue()).contains("Anna Ek");
		as("organiser",
				"putEvent(input: {slug: \"%s\", venue: {name: \"Folkets Hus\", city: \"Malmö\"}}) { __typename }",
				this.conference.slug());
		assertThat(later(feed, session).getLocation().getValue()).isEqualTo("Sal A, plan 3, Folkets Hus, Malmö");
		as("bob", "releaseSeat(input: {sessionId: \"%s\"}) { __typename }", session);
		assertThat(later(feed, session).getStatus().isConfirmed()).isTrue();
		as("ann", "putSessionNote(input: {sessionId: \"%s\", text: \"ask\"}) { __typename }", session);
		assertThat(later(feed, session).getDescription().getValue()).startsWith("ask");
		as("ann", "putSessionNote(input: {sessionId: \"%s\", text: null}) { __typename }", session);
		assertThat(later(feed, session).getDescription().getValue()).doesNotContain("ask");
		this.conference
			.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(session,
					this.conference.in(4), this.conference.in(5)))
			.errors()
			.verify();
		assertThat(later(feed, session).getDescription().getValue()).startsWith("so");
		as("ann", "releaseSeat(input: {sessionId: \"%s\"}) { __typename }", session);
		assertThat(later(feed, session).getTransparency().isTransparent()).isTrue();
	}

	@Test
	void anAppointmentThatIsCreatedAgainIsNotOlder() {
		String put = "putAppointment(input: {eventId: \"%s\", key: \"k\", title: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}) { __typename ... on AppointmentPut { appointment { id } } }";
		String id = null;
		for (String title : List.of("lunch", "lunch 2", "lunch 3")) {
			id = this.conference.as("ann")
				.document("mutation { "
						+ put.formatted(this.conference.id(), title, this.conference.in(2), this.conference.in(3))
						+ " }")
				.execute()
				.path("putAppointment.appointment.id")
				.entity(String.class)
				.get();
		}
		String feed = feed("ann");
		later(feed, id);
		as("ann", "removeAppointment(input: {appointmentId: \"%s\"}) { __typename }", id);
		as("ann", put, this.conference.id(), "dinner", this.conference.in(2), this.conference.in(3));
		assertThat(later(feed, id).getSummary().getValue()).isEqualTo("dinner");
	}

	@Test
	void onlySeatsMeetingsAndAppointmentsBlockTime() {
		String seat = this.conference.session("seat", "WORKSHOP", 3, Map.of("capacity", 1));
		String pick = this.conference.session("pick", "WORKSHOP", 4, Map.of("capacity", 1));
		as("ann", "bookSeat(input: {sessionId: \"%s\"}) { __typename }", seat);
		as("ann", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }", pick);
		String feed = feed("ann");
		assertThat(entry(feed, seat).getTransparency().isOpaque()).isTrue();
		assertThat(entry(feed, pick).getTransparency().isTransparent()).isTrue();
	}

	@Test
	void importedSessionsSayWhenTheyWereImported() {
		assertThat(calendar("/events/socialchefsdagarna-2024/programme.ics").getEvents()).hasSizeGreaterThan(20)
			.allSatisfy((event) -> {
				assertThat(event.getLastModified().getValue()).isAfter("2020-01-01").isBefore(new Date());
				assertThat(event.getDateTimeStamp().getValue()).isEqualTo(event.getLastModified().getValue());
				assertThat(event.getSequence().getValue()).isPositive();
			});
	}

	@Test
	void sessionsTracksAndRoomsHaveFilesOfTheirOwn() {
		String room = this.conference.room("Aulan", 0);
		String track = id(
				"putTrack(input: {eventId: \"%s\", key: \"t\", name: [{lang: \"sv\", text: \"Barn\"}, {lang: \"en\", text: \"Children\"}]}) { ... on TrackPut { track { id } } }"
					.formatted(this.conference.id()),
				"putTrack.track.id");
		String one = this.conference.session("one", "SEMINAR", 2, List.of(room), Map.of("trackId", track, "tags",
				List.of("samverkan"), "links", List.of(Map.of("title", "mer", "url", "https://example.org/one"))));
		this.conference.session("two", "SEMINAR", 3, Map.of());
		String answer = "{ session: node(id: \"%s\") { ... on Session { calendarFeed { url } track { calendarFeed { url } } rooms { calendarFeed { url } } event { calendarFeed { url } } } } }";
		var addresses = this.clients.anonymous().document(answer.formatted(one)).execute();
		for (String path : List.of("session.calendarFeed", "session.track.calendarFeed",
				"session.rooms[0].calendarFeed")) {
			String file = URI.create(addresses.path(path + ".url").entity(String.class).get()).getPath();
			VEvent event = calendar(file).getEvents().getFirst();
			assertThat(calendar(file).getEvents()).as(file).hasSize(1);
			assertThat(event.getUid().getValue()).isEqualTo(one + "@plenum");
			assertThat(event.getUrl().getValue()).isEqualTo("https://example.org/one");
			assertThat(event.getCategories().getFirst().getValues()).containsExactly("Barn", "samverkan");
			assertThat(calendar(file + "?lang=en").getEvents().getFirst().getCategories().getFirst().getValues())
				.containsExactly("Children", "samverkan");
			assertThat(get(HttpMethod.HEAD, file).expectStatus().isOk().expectBody().returnResult().getResponseBody())
				.isNull();
		}
		String all = URI.create(addresses.path("session.event.calendarFeed.url").entity(String.class).get()).getPath();
		assertThat(calendar(all + "?alarm=15").getEvents()).hasSize(2)
			.allSatisfy((event) -> assertThat(event.getAlarms().getFirst().getTrigger().getDuration())
				.hasToString("-PT15M"));
		assertThat(calendar(all).getEvents().getFirst().getAlarms()).isEmpty();
		get(HttpMethod.GET, all + "?alarm=soon").expectStatus().isBadRequest();
		get(HttpMethod.GET, "/events/" + this.conference.slug() + "/sessions/" + track + ".ics").expectStatus()
			.isNotFound();
	}

	@Test
	void everyFileIsAnsweredWithoutItsBody() {
		this.conference.session("one", "SEMINAR", 2, Map.of());
		String event = "/events/" + this.conference.slug();
		for (String path : List.of(feed("ann"), event + "/programme.ics", event + "/programme.json",
				event + "/schedule.xml", event + "/schedule.json")) {
			HttpHeaders whole = get(HttpMethod.GET, path).expectStatus()
				.isOk()
				.returnResult(Void.class)
				.getResponseHeaders();
			HttpHeaders head = get(HttpMethod.HEAD, path).expectStatus()
				.isOk()
				.returnResult(Void.class)
				.getResponseHeaders();
			assertThat(head.getContentType()).as(path).isEqualTo(whole.getContentType());
			assertThat(head.getETag()).as(path).isEqualTo(whole.getETag());
		}
	}

	@Test
	void timesOnTheNightWhenClocksAreSetBackAreReadAsTheyAre() {
		this.conference = OwnConference.draft(this.clients, LocalDate.of(2027, 10, 30), LocalDate.of(2027, 10, 31))
			.publish();
		String before = night("before", "2027-10-31T02:30:00+02:00", "2027-10-31T02:45:00+02:00");
		String after = night("after", "2027-10-31T02:30:00+01:00", "2027-10-31T02:45:00+01:00");
		String text = text("/events/" + this.conference.slug() + "/programme.ics");
		assertThat(text).contains("DTSTART:20271031T003000Z", "DTSTART:20271031T013000Z");
		assertThat(CalendarReader.all()).allSatisfy((reader) -> {
			assertThat(reader.times(text).get(before + "@plenum").getFirst()).isEqualTo("2027-10-31T00:30:00Z");
			assertThat(reader.times(text).get(after + "@plenum").getFirst()).isEqualTo("2027-10-31T01:30:00Z");
		});
	}

	private String night(String key, String startsAt, String endsAt) {
		return this.conference.session(key, "SOCIAL", 0,
				Map.of("slot", Map.of("startsAt", startsAt, "endsAt", endsAt, "roomIds", List.of())));
	}

	/** Reads an entry, and checks that its stamp is later than that of the last one. */
	private VEvent later(String feed, String session) {
		VEvent event = entry(feed, session);
		Stamp next = new Stamp(event.getSequence().getValue(), event.getLastModified().getValue());
		assertThat(next.sequence()).isGreaterThan(this.last.sequence());
		assertThat(next.at()).isAfter(this.last.at()).isEqualTo(event.getDateTimeStamp().getValue());
		this.last = next;
		return event;
	}

	private VEvent entry(String feed, String id) {
		return calendar(feed).getEvents()
			.stream()
			.filter((event) -> event.getUid().getValue().equals(id + "@plenum"))
			.findFirst()
			.orElseThrow();
	}

	private ICalendar calendar(String path) {
		return Biweekly.parse(text(path)).first();
	}

	private String text(String path) {
		return new String(
				Objects.requireNonNull(
						get(HttpMethod.GET, path).expectStatus().isOk().expectBody().returnResult().getResponseBody()),
				StandardCharsets.UTF_8);
	}

	private ResponseSpec get(HttpMethod method, String path) {
		return this.clients.raw().method(method).uri(path).exchange();
	}

	private String feed(String name) {
		return URI
			.create(this.conference.as(name)
				.document("query ($id: ID) { event(id: $id) { myAgenda { calendarFeed { url } } } }")
				.variable("id", this.conference.id())
				.execute()
				.path("event.myAgenda.calendarFeed.url")
				.entity(String.class)
				.get())
			.getPath();
	}

	private String id(String mutation, String path) {
		return this.conference.organiser()
			.document("mutation { " + mutation + " }")
			.execute()
			.path(path)
			.entity(String.class)
			.get();
	}

	private void as(String name, String mutation, Object... arguments) {
		this.conference.as(name).document("mutation { " + mutation.formatted(arguments) + " }").executeAndVerify();
	}

	private record Stamp(int sequence, Date at) {
	}

}
