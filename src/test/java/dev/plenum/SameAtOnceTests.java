package dev.plenum;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same request four times at once, where the majority trails behind the newest state:
 * all four are answered alike.
 */
@LiveServer
@TrailingMajority
class SameAtOnceTests {

	private static final int TIMES = 4;

	private static final int PEOPLE = 10;

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void makeConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void firstQueryOfANewAttendeeIsAnsweredWithTheSameCodeAndCalendar() {
		people((person) -> assertSame(person, "{ event(id: \"%s\") { myAgenda { agendaCode calendarFeed { url } } } }"
			.formatted(this.conference.id()), "event.myAgenda"));
	}

	@Test
	void mergedAgendaShowsEverySession() {
		String one = session("one");
		String two = session("two");
		people((person) -> assertSame(person,
				"mutation { mergeAgenda(input: {eventId: \"%s\", add: [\"%s\", \"%s\"], at: \"%s\"}) { ... on AgendaMerged { agenda { items { __typename } } } } }"
					.formatted(this.conference.id(), one, two, this.conference.in(-1)),
				"mergeAgenda.agenda"));
	}

	@Test
	void pickedSessionIsInEveryAnswer() {
		String one = session("one");
		people((person) -> assertSame(person,
				"mutation { addToAgenda(input: {sessionId: \"%s\"}) { ... on AddedToAgenda { agenda { agendaCode items { __typename } } } } }"
					.formatted(one),
				"addToAgenda.agenda"));
	}

	@Test
	void contactCardOfANewAttendeeIsAnsweredWithTheSameName() {
		people((person) -> assertSame(person,
				"mutation { putContactCard(input: {eventId: \"%s\", name: \"Ann\"}) { ... on ContactCardPut { contactCard { contact { name } } } } }"
					.formatted(this.conference.id()),
				"putContactCard.contactCard"));
	}

	@Test
	void ratingIsAnsweredWithItsStars() {
		String over = this.conference.session("over", "LECTURE", -3, Map.of());
		people((person) -> {
			assertSame(person, rating(over, 4), "rateSession.rating");
			assertSame(person, rating(over, 5), "rateSession.rating");
		});
	}

	@Test
	void announcementIsMadeOnceAndWithdrawnOnce() {
		String announce = "mutation { announce(input: {eventId: \"%s\", key: \"k\", text: [{lang: \"en\", text: \"Hello\"}]}) { ... on Announced { announcement { id } } } }"
			.formatted(this.conference.id());
		String id = String.valueOf(((Map<?, ?>) assertSame("organiser", announce, "announce.announcement")).get("id"));
		assertSame("organiser",
				"mutation { withdrawAnnouncement(input: {announcementId: \"%s\"}) { ... on AnnouncementWithdrawn { announcement { id withdrawnAt } } } }"
					.formatted(id),
				"withdrawAnnouncement.announcement");
	}

	@Test
	void exhibitorAndCategoryThatAreThereAreAnsweredWhereThereIsNothingToChange() {
		assertSame("organiser", category(", name: [{lang: \"en\", text: \"Food\"}]"), "putExhibitorCategory.category");
		assertSame("organiser", category(""), "putExhibitorCategory.category");
		assertSame("organiser", exhibitor(", name: \"Acme\""), "putExhibitor.exhibitor");
		assertSame("organiser", exhibitor(""), "putExhibitor.exhibitor");
	}

	@Test
	void statedNeedsAndSettingsAreInEveryAnswer() {
		people((person) -> {
			assertSame(person,
					"mutation { putMyNeeds(input: {eventId: \"%s\", diets: [VEGAN], otherNeeds: \"No nuts\"}) { ... on MyNeedsPut { event { myNeeds { diets otherNeeds } } } } }"
						.formatted(this.conference.id()),
					"putMyNeeds.event.myNeeds");
			assertSame(person,
					"mutation { putNotificationSettings(input: {reminderMinutes: 25}) { ... on NotificationSettingsPut { notificationSettings { reminderMinutes } } } }",
					"putNotificationSettings.notificationSettings");
			assertSame(person,
					"mutation { followEvent(input: {eventId: \"%s\"}) { ... on EventFollowed { event { id } } } }"
						.formatted(this.conference.id()),
					"followEvent.event");
		});
	}

	@Test
	void webhookAndCrewAreAnsweredAlike() {
		assertSame("organiser",
				"mutation { putWebhook(input: {eventId: \"%s\", key: \"k\", url: \"https://example.org/hook\", enabled: false}) { ... on WebhookPut { webhook { id signingSecret } } } }"
					.formatted(this.conference.id()),
				"putWebhook.webhook");
		people((person) -> {
			String code = this.conference.organiser()
				.document(
						"mutation { inviteCrew(input: {eventId: \"%s\", key: \"%s\", role: DOOR}) { ... on CrewInvited { invitationCode } } }"
							.formatted(this.conference.id(), person))
				.execute()
				.path("inviteCrew.invitationCode")
				.entity(String.class)
				.get();
			assertSame(person,
					"mutation { redeemCrewInvitation(input: {eventId: \"%s\", code: \"%s\"}) { ... on CrewInvitationRedeemed { crewInvitation { id redeemedAt } } } }"
						.formatted(this.conference.id(), code),
					"redeemCrewInvitation.crewInvitation");
		});
	}

	@Test
	void pairedScreenIsAnsweredAlike() {
		people((person) -> {
			String code = this.clients.anonymous()
				.document(
						"mutation { requestScreenCode(input: {eventId: \"%s\"}) { ... on ScreenCodeRequested { pairingCode } } }"
							.formatted(this.conference.id()))
				.execute()
				.path("requestScreenCode.pairingCode")
				.entity(String.class)
				.get();
			assertSame("organiser",
					"mutation { pairScreen(input: {eventId: \"%s\", pairingCode: \"%s\", screenKind: FOYER, name: \"%s\"}) { ... on ScreenPaired { screen { id name } } } }"
						.formatted(this.conference.id(), code, person),
					"pairScreen.screen");
		});
	}

	@Test
	void ticketIsEnteredAndLinkedOnce() {
		people((person) -> {
			String participant = "mutation { putParticipant(input: {eventId: \"%s\", key: \"%s\", name: \"Ann\"}) { ... on ParticipantPut { participant { id } } } }"
				.formatted(this.conference.id(), person);
			String id = String
				.valueOf(((Map<?, ?>) assertSame("organiser", participant, "putParticipant.participant")).get("id"));
			assertSame(person,
					"mutation { linkTicket(input: {code: \"%s\"}) { ... on TicketLinked { name event { id } } } }"
						.formatted(this.conference.newTicketCode(id)),
					"linkTicket");
		});
	}

	@Test
	void attendeeIsCheckedInOnce() {
		String seminar = this.conference.session("door", "SEMINAR", 0, Map.of("capacity", 100));
		people((person) -> assertSame("organiser",
				"mutation { checkIn(input: {sessionId: \"%s\", attendee: {agendaCode: \"%s\"}, admit: true}) { ... on AttendeeCheckedIn { name } } }"
					.formatted(seminar, this.conference.agendaCode(person)),
				"checkIn.name"));
	}

	private String category(String fields) {
		return "mutation { putExhibitorCategory(input: {eventId: \"%s\", key: \"food\"%s}) { ... on ExhibitorCategoryPut { category { id name } } } }"
			.formatted(this.conference.id(), fields);
	}

	private String exhibitor(String fields) {
		return "mutation { putExhibitor(input: {eventId: \"%s\", key: \"acme\"%s}) { ... on ExhibitorPut { exhibitor { id name } } } }"
			.formatted(this.conference.id(), fields);
	}

	private static String rating(String session, int stars) {
		return "mutation { rateSession(input: {sessionId: \"%s\", stars: %d}) { ... on SessionRated { rating { stars } } } }"
			.formatted(session, stars);
	}

	private String session(String key) {
		return this.conference.session(key, "SEMINAR", 2, Map.of());
	}

	private void people(Consumer<String> action) {
		IntStream.range(0, PEOPLE).mapToObj((number) -> "p" + number).forEach(action);
	}

	private Object assertSame(String person, String document, String path) {
		this.clients.token(this.conference.person(person));
		List<Object> answers = atOnce(() -> {
			GraphQlTester.Response response = this.conference.as(person).document(document).execute();
			response.errors().verify();
			return response.path(path).entity(Object.class).get();
		});
		assertThat(answers).hasSize(TIMES).doesNotContainNull().containsOnly(answers.getFirst());
		return answers.getFirst();
	}

	private static List<Object> atOnce(Callable<Object> request) {
		return Flux.range(0, TIMES)
			.flatMap((i) -> Mono.fromCallable(request).subscribeOn(Schedulers.boundedElastic()), TIMES)
			.collectList()
			.blockOptional(Duration.ofSeconds(30))
			.orElseThrow();
	}

}
