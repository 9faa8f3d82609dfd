package dev.plenum.push.content;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.announcement.BulletinBoards;
import dev.plenum.inbox.Inbox;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is due for a device, decided on what a live server knows, at any present.
 */
@Tag("slow")
@LiveServer
class DueMessagesTests {

	private static final Duration SETTLING = Duration.ofSeconds(20);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Reader SWEDISH = new Reader("sv-FI", ZoneId.of("Europe/Stockholm"));

	@Autowired
	private Clients clients;

	@Autowired
	private Attendees attendees;

	@Autowired
	private Programmes programmes;

	@Autowired
	private BulletinBoards bulletins;

	private OwnConference conference;

	private NotificationSettings settings = NotificationSettings.unchanged("nst_me");

	private Place place;

	@BeforeEach
	void aDeviceOfAnAttendee() {
		this.conference = OwnConference.of(this.clients);
		this.place = begin();
	}

	@Test
	void threeCorrectionsBecomeOneMessageWithTheFinalState() {
		String mine = session("mine", 2);
		String other = this.conference.session("other", "SEMINAR", 2, Map.of());
		this.place = begin();
		move(mine, 3);
		move(other, 3);
		move(mine, 4);
		move(mine, 5);
		Instant changed = Instant.now();
		Due settling = due(changed);
		assertThat(settling.messages()).isEmpty();
		assertThat(settling.place()).as("nothing is stored while changes settle").isSameAs(this.place);
		assertThat(settling.next()).isBetween(changed.plusSeconds(5), changed.plusSeconds(20));
		Due due = due(Objects.requireNonNull(settling.next()));
		assertThat(due.messages()).singleElement().satisfies((message) -> {
			assertThat(message.identity()).isEqualTo(mine);
			assertThat(message.title()).isEqualTo("mine");
			assertThat(message.body()).startsWith("Flyttad från ").endsWith("\nso");
			assertThat(message.lang()).isEqualTo("sv");
			assertThat(message.path()).isEqualTo("/events/" + this.conference.slug() + "/sessions/" + mine);
			assertThat(message.data()).containsEntry("type", "SESSION_MOVED").containsEntry("sessionId", mine);
			assertThat((List<?>) message.data().get("newsIds")).hasSize(3);
			assertThat(message.usefulUntil()).isEqualTo(Instant.parse(this.conference.in(6)));
			assertThat(message.urgency()).isEqualTo(Urgency.NORMAL);
		});
		assertThat(again(due, changed.plusSeconds(20)).messages()).as("a replay decides the same")
			.isEqualTo(due.messages());
		keep(due);
		assertThat(due(changed.plusSeconds(60)).messages()).isEmpty();
		move(mine, 6);
		Message later = keep(due(Instant.now().plus(SETTLING))).messages().getFirst();
		assertThat(later.identity()).isEqualTo(mine);
		assertThat(later.number()).isGreaterThan(due.messages().getFirst().number());
	}

	@Test
	void aChangeThatIsUndoneInTimeIsNotSent() {
		String mine = session("mine", 2);
		this.place = begin();
		move(mine, 3);
		undo();
		assertThat(due(Instant.now()).messages()).isEmpty();
		Due due = keep(due(Instant.now().plus(SETTLING)));
		assertThat(due.messages()).isEmpty();
		edit("{cancel: {sessionId: \"%s\"}}", mine);
		edit("{reinstate: {sessionId: \"%s\"}}", mine);
		assertThat(keep(due(Instant.now().plus(SETTLING))).messages()).isEmpty();
		move(mine, 4);
		assertThat(keep(due(Instant.now().plus(SETTLING))).messages()).hasSize(1);
		undo();
		assertThat(keep(due(Instant.now().plus(SETTLING))).messages()).as("undone too late").hasSize(1);
	}

	@Test
	void nothingIsSentForWhatLiesBeforeThePlace() {
		String mine = session("mine", 2);
		move(mine, 3);
		announce("old", "INFO");
		Programme programme = programme();
		Place exact = Place.since(Instant.now().minusSeconds(3600), programme.schedule().revision(),
				bulletins(programme));
		Place timed = Place.since(Instant.now(), null, null);
		for (Place begun : List.of(exact, timed)) {
			this.place = begun;
			Due nothing = due(Instant.now().plus(SETTLING));
			assertThat(nothing.messages()).isEmpty();
			assertThat(nothing.place()).isSameAs(begun);
		}
		move(mine, 4);
		for (Place begun : List.of(exact, timed)) {
			this.place = begun;
			Due due = keep(due(Instant.now().plus(SETTLING)));
			assertThat(due.messages()).hasSize(1);
			assertThat(due(Instant.now().plus(SETTLING)).messages()).isEmpty();
		}
	}

	@Test
	void anUrgentAnnouncementIsSentAtOnceAndItsCorrectionReplacesIt() {
		this.settings = quiet(LocalTime.MIN, LocalTime.of(23, 59));
		announce("info", "INFO");
		announce("fire", "URGENT", "Lämna huset");
		Message fire = keep(due(Instant.now())).messages().getFirst();
		assertThat(fire.title()).isEqualTo("Brådskande: Konferens");
		assertThat(fire.body()).isEqualTo("Lämna huset");
		assertThat(fire.urgency()).isEqualTo(Urgency.HIGH);
		assertThat(this.place.waiting()).as("the other one waits").hasSize(1);
		announce("fire", "URGENT", "Lämna huset genast");
		Message corrected = keep(due(Instant.now())).messages().getFirst();
		assertThat(corrected.identity()).isEqualTo(fire.identity());
		assertThat(corrected.number()).isGreaterThan(fire.number());
		assertThat(corrected.title()).isEqualTo("Rättelse: Konferens");
		this.settings = NotificationSettings.unchanged("nst_me");
		assertThat(keep(due(Instant.now().plus(SETTLING))).messages()).extracting(Message::body)
			.containsExactly("info");
	}

	@Test
	void anAnnouncementThatIsWithdrawnOrCorrectedInTimeIsOneMessageOrNone() {
		announce("a", "INFO", "Fel");
		announce("a", "INFO", "Rätt");
		String wrong = announce("b", "INFO");
		this.conference.organiser()
			.document("mutation { withdrawAnnouncement(input: {announcementId: \"%s\"}) { __typename } }"
				.formatted(wrong))
			.executeAndVerify();
		assertThat(keep(due(Instant.now().plus(SETTLING))).messages()).singleElement().satisfies((message) -> {
			assertThat(message.title()).isEqualTo("Konferens");
			assertThat(message.body()).isEqualTo("Rätt");
		});
	}

	@Test
	void whatFallsIntoQuietHoursIsOneSummary() {
		String one = session("one", 30);
		String two = session("two", 40);
		this.place = begin();
		Instant now = Instant.now();
		LocalTime start = LocalTime.ofInstant(now.minusSeconds(3600), ZoneOffset.UTC).withNano(0);
		LocalTime end = LocalTime.ofInstant(now.plusSeconds(7200), ZoneOffset.UTC).withNano(0);
		this.settings = quiet(start, end);
		move(one, 31);
		move(two, 41);
		move(one, 32);
		Due quiet = due(Instant.now().plus(SETTLING));
		assertThat(quiet.messages()).isEmpty();
		assertThat(quiet.place()).isSameAs(this.place);
		assertThat(quiet.next()).isBetween(now.plusSeconds(7190), now.plusSeconds(7200));
		Due due = keep(due(Objects.requireNonNull(quiet.next())));
		assertThat(due.messages()).singleElement().satisfies((message) -> {
			assertThat(message.title()).isEqualTo("2 nyheter: Konferens");
			assertThat(message.body().lines()).hasSize(2)
				.anySatisfy((line) -> assertThat(line).startsWith("one: "))
				.anySatisfy((line) -> assertThat(line).startsWith("two: "));
			assertThat((List<?>) message.data().get("newsIds")).hasSize(3);
			assertThat(message.usefulUntil()).isEqualTo(Instant.parse(this.conference.in(42)));
		});
		assertThat(due(now.plusSeconds(8000)).messages()).isEmpty();
	}

	@Test
	void aKindThatIsSwitchedOffStaysSilentForever() {
		String mine = session("mine", 2);
		this.place = begin();
		this.settings = muting(NotificationKind.SESSION_CHANGE, NotificationKind.REMINDER);
		move(mine, 3);
		assertThat(keep(due(Instant.now().plus(SETTLING))).messages()).isEmpty();
		assertThat(due(Instant.parse(this.conference.in(3)).minusSeconds(60)).messages()).isEmpty();
		this.settings = NotificationSettings.unchanged("nst_me");
		assertThat(due(Instant.now().plus(SETTLING)).messages()).isEmpty();
	}

	@Test
	void anItemThatWasReadInTheAppIsNotSent() {
		String mine = session("mine", 2);
		this.place = begin();
		move(mine, 3);
		String cursor = me("{ event(id: \"%s\") { myNews { cursor } } }".formatted(this.conference.id()),
				"event.myNews.cursor");
		me("mutation { markNewsRead(input: {eventId: \"%s\", upTo: \"%s\"}) { __typename } }"
			.formatted(this.conference.id(), cursor), "markNewsRead.__typename");
		assertThat(due(Instant.now().plus(SETTLING)).messages()).isEmpty();
	}

	@Test
	void seatsAreOfferedAndGivenWithTheirDeadline() {
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of("capacity", 1));
		this.conference.as("bob").document(booking(mine)).executeAndVerify();
		me(booking(mine), "bookSeat.__typename");
		this.conference.as("bob")
			.document("mutation { releaseSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(mine))
			.executeAndVerify();
		Due due = due(Instant.now().plus(SETTLING));
		assertThat(due.messages()).singleElement().satisfies((message) -> {
			assertThat(message.identity()).isEqualTo(mine + "/seat");
			assertThat(message.title()).isEqualTo("mine");
			assertThat(message.body()).isEqualTo("Du har fått en plats.");
			assertThat(message.data()).containsEntry("type", "SEAT_PROMOTED");
		});
		me("mutation { releaseSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(mine),
				"releaseSeat.__typename");
		assertThat(due(Instant.now().plus(SETTLING)).messages()).as("no message about a seat that was given back")
			.isEmpty();
	}

	@Test
	void anOfferRingsAtOnceWithItsDeadline() {
		this.conference.organiser()
			.document(
					"mutation { putEvent(input: {slug: \"%s\", seatRules: {freeSeatsOffered: true, offerSeconds: 900}}) { __typename } }"
						.formatted(this.conference.slug()))
			.executeAndVerify();
		String mine = this.conference.session("mine", "SEMINAR", 2, Map.of("capacity", 1));
		this.conference.as("bob").document(booking(mine)).executeAndVerify();
		me(booking(mine), "bookSeat.__typename");
		Instant offered = Instant.now();
		this.conference.as("bob")
			.document("mutation { releaseSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(mine))
			.executeAndVerify();
		assertThat(due(Instant.now()).messages()).singleElement().satisfies((message) -> {
			assertThat(message.body()).startsWith("Du erbjuds en plats. Tacka ja senast ");
			assertThat(message.usefulUntil()).isBetween(offered.plusSeconds(899), Instant.now().plusSeconds(900));
			assertThat(message.urgency()).isEqualTo(Urgency.HIGH);
			assertThat(message.data()).containsKey("acceptUntil");
		});
		assertThat(due(Instant.now().plusSeconds(900)).messages()).as("after the deadline").isEmpty();
		me("mutation { acceptSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(mine),
				"acceptSeat.__typename");
		assertThat(due(Instant.now()).messages()).as("the offer was accepted").isEmpty();
	}

	@Test
	void remindersAreSentForTheAgendaOnly() {
		String room = this.conference.room("Sal A", 0);
		this.conference.session("coffee", "BREAK", 5, Map.of());
		this.conference.session("opening", "PLENARY", 5, List.of(room), Map.of());
		this.conference.session("other", "SEMINAR", 5, Map.of());
		String mine = session("mine", 5);
		String out = this.conference.session("out", "PLENARY", 6, Map.of());
		me("mutation { removeFromAgenda(input: {sessionId: \"%s\"}) { __typename } }".formatted(out),
				"removeFromAgenda.__typename");
		Instant start = Instant.parse(this.conference.in(5));
		assertThat(due(Instant.now()).next()).isEqualTo(start.minusSeconds(600));
		assertThat(due(start.minusSeconds(601)).messages()).isEmpty();
		Due due = due(start.minusSeconds(600));
		assertThat(due.messages()).singleElement().satisfies((message) -> {
			assertThat(message.title()).startsWith("Börjar kl. ");
			assertThat(message.body().lines()).containsExactlyInAnyOrder("mine", "opening · Sal A");
			assertThat(message.usefulUntil()).isEqualTo(start);
			assertThat(message.urgency()).isEqualTo(Urgency.HIGH);
		});
		this.settings = new NotificationSettings("nst_me", Set.of(), null, null, 30, true, null);
		assertThat(due(start.minusSeconds(1800)).messages()).singleElement()
			.extracting((message) -> message.body().lines().sorted().toList())
			.isEqualTo(List.of("coffee", "mine", "opening · Sal A"));
		this.settings = NotificationSettings.unchanged("nst_me");
		keep(due);
		assertThat(due(start.minusSeconds(599)).messages()).isEmpty();
		assertThat(due(start.plusSeconds(3600).minusSeconds(600)).messages()).as("the session that was taken out")
			.isEmpty();
		edit("{cancel: {sessionId: \"%s\"}}", mine);
		this.place = begin();
		assertThat(due(start.minusSeconds(600)).messages()).singleElement().satisfies((message) -> {
			assertThat(message.title()).isEqualTo("opening");
			assertThat(message.body()).startsWith("Börjar kl. ").endsWith(" · Sal A");
		});
	}

	@Test
	void aReminderFollowsASessionThatMovesBackAndForth() {
		String mine = session("mine", 5);
		move(mine, 7);
		move(mine, 5);
		move(mine, 6);
		this.place = begin();
		Instant start = Instant.parse(this.conference.in(6));
		assertThat(due(start.minusSeconds(3600 + 600)).messages()).isEmpty();
		assertThat(due(start.minusSeconds(600)).messages()).hasSize(1);
		assertThat(due(start).messages()).isEmpty();
	}

	@Test
	void anAppointmentIsRemindedOfWhereverItIsMoved() {
		Instant start = Instant.parse(this.conference.in(5));
		appointment("lunch", start, "Torget");
		Due due = keep(due(start.minusSeconds(600)));
		assertThat(due.messages()).singleElement().satisfies((message) -> {
			assertThat(message.title()).isEqualTo("lunch");
			assertThat(message.body()).startsWith("Börjar kl. ").endsWith(" · Torget");
			assertThat(message.path()).isEqualTo("/events/" + this.conference.slug() + "/agenda");
			assertThat(message.data()).containsEntry("type", "REMINDER")
				.containsEntry("appointmentId", appointments().getFirst());
			assertThat(message.usefulUntil()).isEqualTo(start);
		});
		assertThat(due(start.minusSeconds(599)).messages()).isEmpty();
		Instant moved = start.plusSeconds(7200);
		appointment("lunch", moved, "Torget");
		assertThat(due(start.minusSeconds(600)).messages()).isEmpty();
		assertThat(keep(due(moved.minusSeconds(600))).messages()).hasSize(1);
		appointment("lunch", start, "Torget");
		assertThat(due(start.minusSeconds(60)).messages()).as("a reminder of this start was sent").isEmpty();
		this.place = begin();
		this.settings = muting(NotificationKind.REMINDER);
		assertThat(due(start.minusSeconds(600)).messages()).isEmpty();
		this.settings = NotificationSettings.unchanged("nst_me");
		assertThat(due(start.minusSeconds(600)).messages()).hasSize(1);
		me("mutation { removeAppointment(input: {appointmentId: \"%s\"}) { __typename } }"
			.formatted(appointments().getFirst()), "removeAppointment.__typename");
		assertThat(due(start.minusSeconds(600)).messages()).isEmpty();
	}

	@Test
	void anAppointmentAndASessionThatStartTogetherAreOneReminder() {
		session("mine", 5);
		Instant start = Instant.parse(this.conference.in(5));
		appointment("lunch", start, null);
		appointment("later", start.plusSeconds(60), null);
		assertThat(keep(due(start.minusSeconds(600))).messages()).singleElement().satisfies((message) -> {
			assertThat(message.title()).startsWith("Börjar kl. ");
			assertThat(message.body().lines()).containsExactlyInAnyOrder("mine", "lunch");
		});
		assertThat(keep(due(start.minusSeconds(540))).messages()).singleElement()
			.extracting(Message::title)
			.isEqualTo("later");
	}

	@Test
	void inTheNightWhenClocksChangeAnAppointmentIsRemindedOfInRealTime() {
		ZoneOffsetTransition autumn = Stream
			.iterate(OwnConference.ZONE.getRules().nextTransition(Instant.now().plus(Duration.ofDays(2))),
					(change) -> OwnConference.ZONE.getRules().nextTransition(change.getInstant()))
			.filter(ZoneOffsetTransition::isOverlap)
			.findFirst()
			.orElseThrow();
		LocalDate day = autumn.getDateTimeBefore().toLocalDate();
		this.conference = OwnConference.draft(this.clients, day.minusDays(1), day).publish();
		this.place = begin();
		Instant first = autumn.getInstant().minusSeconds(1800);
		Instant second = first.plusSeconds(3600);
		appointment("first", first, null);
		appointment("second", second, null);
		assertThat(due(first.minusSeconds(601)).messages()).isEmpty();
		for (Map.Entry<String, Instant> start : List.of(Map.entry("first", first), Map.entry("second", second))) {
			assertThat(keep(due(start.getValue().minusSeconds(600))).messages()).singleElement()
				.satisfies((message) -> {
					assertThat(message.title()).isEqualTo(start.getKey());
					assertThat(message.body()).isEqualTo("Börjar kl. 02:30");
				});
			assertThat(due(start.getValue().minusSeconds(1)).messages()).isEmpty();
		}
	}

	@Test
	void theEveningDigestShowsTheNextDayOnce() {
		session("mine", 26);
		appointment("lunch", Instant.parse(this.conference.in(26)).plusSeconds(60), null);
		ZoneId zone = OwnConference.ZONE;
		Instant start = Instant.parse(this.conference.in(26));
		Instant evening = start.atZone(zone).toLocalDate().minusDays(1).atTime(18, 30).atZone(zone).toInstant();
		this.place = Place.begin(new Inbox(attendee().known()).positions(), evening.minusSeconds(7200));
		this.settings = new NotificationSettings("nst_me", Set.of(NotificationKind.REMINDER), null, zone, 10, false,
				LocalTime.of(18, 30));
		assertThat(due(evening.minusSeconds(1)).messages()).isEmpty();
		assertThat(due(evening.minusSeconds(1)).next()).isEqualTo(evening);
		Due due = keep(due(evening));
		assertThat(due.messages()).singleElement().satisfies((message) -> {
			assertThat(message.title()).isEqualTo("Ditt program i morgon");
			assertThat(message.body().lines()).satisfiesExactly((line) -> assertThat(line).endsWith(" mine"),
					(line) -> assertThat(line).endsWith(" lunch"));
		});
		assertThat(due(evening.plusSeconds(60)).messages()).isEmpty();
	}

	@Test
	void textsAreInTheLanguageOfTheDeviceAndShort() {
		String mine = this.conference.session("mine", "SEMINAR", 2,
				Map.of("title", List.of(Map.of("lang", "sv", "text", "å😀".repeat(200)))));
		me("mutation { addToAgenda(input: {sessionId: \"%s\"}) { __typename } }".formatted(mine),
				"addToAgenda.__typename");
		this.place = begin();
		edit("{cancel: {sessionId: \"%s\"}}", mine);
		Map<String, String> bodies = new HashMap<>();
		for (String language : List.of("sv", "fi", "en-GB", "de")) {
			Message message = DueMessages
				.of(attendee(), new Reader(language, ZoneOffset.UTC), this.place, SETTLING,
						Instant.now().plus(SETTLING))
				.messages()
				.getFirst();
			assertThat(message.title().codePointCount(0, message.title().length())).isEqualTo(100);
			assertThat(message.title()).endsWith("…");
			assertThat((message.title() + message.body() + message.path() + message.data())
				.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3000);
			bodies.put(message.lang(), message.body());
		}
		assertThat(bodies).isEqualTo(Map.of("sv", "Inställd\nso", "fi", "Peruttu\nso", "en", "Cancelled\nso"));
	}

	private Due due(Instant now) {
		return DueMessages.of(attendee(), SWEDISH, this.place, SETTLING, now);
	}

	private Due again(Due due, Instant now) {
		assertThat(Place.parse(due.place().toString())).isEqualTo(due.place());
		return due(now);
	}

	/** Stores the place and reads it again, as a server does. */
	private Due keep(Due due) {
		this.place = Objects.requireNonNull(Place.parse(due.place().toString()));
		return due;
	}

	private Place begin() {
		return Place.begin(new Inbox(attendee().known()).positions(), Instant.now());
	}

	private Attendee attendee() {
		Programme programme = programme();
		bulletins(programme);
		Attendee known = Objects
			.requireNonNull(this.attendees.of(programme, this.conference.person("me"), null).block(PATIENCE));
		return new Attendee(known.known(), known.agenda(), known.exhibitors(), this.settings);
	}

	private int bulletins(Programme programme) {
		return Objects.requireNonNull(this.bulletins.upToDate(programme).block(PATIENCE)).newest();
	}

	private Programme programme() {
		return Objects.requireNonNull(this.programmes.live(this.conference.id()).get().block(PATIENCE));
	}

	private static NotificationSettings quiet(LocalTime from, LocalTime until) {
		return new NotificationSettings("nst_me", Set.of(), new QuietHours(from, until), ZoneOffset.UTC, 10, false,
				null);
	}

	private static NotificationSettings muting(NotificationKind... kinds) {
		return new NotificationSettings("nst_me", Set.of(kinds), null, null, 10, false, null);
	}

	/** Makes a session and adds it to the agenda. */
	private String session(String key, int inHours) {
		String id = this.conference.session(key, "SEMINAR", inHours, Map.of());
		me("mutation { addToAgenda(input: {sessionId: \"%s\"}) { __typename } }".formatted(id),
				"addToAgenda.__typename");
		return id;
	}

	private void appointment(String key, Instant start, @Nullable String where) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.conference.id(), "key", key, "title", key,
				"startsAt", start.toString(), "endsAt", start.plusSeconds(1800).toString()));
		input.put("place", where);
		this.conference.as("me")
			.document(
					"mutation ($input: PutAppointmentInput!) { putAppointment(input: $input) { ... on AppointmentPut { appointment { id } } } }")
			.variable("input", input)
			.execute()
			.path("putAppointment.appointment.id")
			.hasValue();
	}

	private List<String> appointments() {
		return attendee().known().agenda().appointments().keySet().stream().toList();
	}

	private void move(String sessionId, int inHours) {
		edit("{move: {sessionId: \"%s\", startsAt: \"" + this.conference.in(inHours) + "\", endsAt: \""
				+ this.conference.in(inHours + 1) + "\"}}", sessionId);
	}

	private void edit(String edit, String sessionId) {
		this.conference.edit(edit.formatted(sessionId))
			.path("changeSchedule.__typename")
			.entity(String.class)
			.isEqualTo("ScheduleChanged");
	}

	private void undo() {
		this.conference.organiser()
			.document("mutation { undoScheduleChange(input: {eventId: \"%s\", revision: %d}) { __typename } }"
				.formatted(this.conference.id(), programme().schedule().revision()))
			.execute()
			.path("undoScheduleChange.__typename")
			.entity(String.class)
			.satisfies((type) -> assertThat(type).doesNotContain("Contradict"));
	}

	private String announce(String key, String urgency) {
		return announce(key, urgency, key);
	}

	private String announce(String key, String urgency, String text) {
		return this.conference.organiser()
			.document("""
					mutation ($input: AnnounceInput!) { announce(input: $input) {
					  ... on Announced { announcement { id } } } }""")
			.variable("input",
					Map.of("eventId", this.conference.id(), "key", key, "urgency", urgency, "text",
							List.of(Map.of("lang", "sv", "text", text))))
			.execute()
			.path("announce.announcement.id")
			.entity(String.class)
			.get();
	}

	private static String booking(String sessionId) {
		return "mutation { bookSeat(input: {sessionId: \"%s\"}) { __typename } }".formatted(sessionId);
	}

	private String me(String document, String path) {
		return this.conference.as("me").document(document).execute().path(path).entity(String.class).get();
	}

}
