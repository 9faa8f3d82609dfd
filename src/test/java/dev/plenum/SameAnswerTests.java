package dev.plenum;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that are given again are those that would be made anew: whoever asks whatever
 * in whatever language, and whatever happens in between. A comment with a number makes a
 * question one that was never asked.
 */
@Tag("slow")
@LiveServer
class SameAnswerTests {

	private static final int STEPS = 200;

	/** So few that each is asked several times. */
	private static final int DIFFERENT = 50;

	private static final List<String> PEOPLE = List.of("", "anna", "bo", "organiser");

	private static final List<String> LANGUAGES = List.of("", "sv", "en;q=0.9, sv;q=0.8", "fi");

	private static final List<String> QUESTIONS = List.of(
			"event(id: \"EVENT\") { name theme revision rooms { name sessions { title } } sessions(first: 20) { totalCount nodes { title startsAt status note rooms { name } materials { url } seats { taken left waiting } } } }",
			"event(id: \"EVENT\") { sessions(first: 20) { nodes { title inMyAgenda mySeat { state } myRating { stars } } } }",
			"event(id: \"EVENT\") { name myAgenda { id items { ... on AgendaEntry { id startsAt clashes { __typename } } } notedSessions { title myNote } } }",
			"event(id: \"EVENT\") { announcements(first: 20) { totalCount nodes { text withdrawnAt } } }",
			"event(id: \"EVENT\") { name(lang: \"en\") days { date sessions { title } } organiserSubjects }",
			"event(id: \"EVENT\") { changes(afterRevision: 0) { totalCount nodes { revision kinds session { title } } } }",
			"event(id: \"EVENT\") { nowAndNext { now { title } next { title } } sessions(first: 20) { nodes { seats { checkedIn } } } }",
			"event(slug: \"SLUG\") { theme state revision }",
			"draft: event(id: \"DRAFT\") { name theme revision } event(slug: \"SLUG\") { revision }",
			"events(first: 3) { nodes { name revision theme } }", "viewer { subject organiserOf { theme } }",
			"node(id: \"SESSION\") { ... on Session { title startsAt rooms { name } } } nodes(ids: [\"SESSION\", \"EVENT\"]) { id }",
			"node(id: \"SESSION\") { ... on Session { title startsAt seats { left } mySeat { state } } }",
			"event(id: \"EVENT\") { myAgenda { items { ... on AgendaEntry { startsAt } ... on AgendaSession { reasons session { title rooms { name } } seat { id state position } } } favourites { name } } }",
			"event(id: \"EVENT\") { exhibitors(first: 9) { nodes { name boothState favourite myNote } } myClaims { claimNumber } myMeetings { id } }",
			"viewer { subject staffOf { name } } event(id: \"EVENT\") { exhibitors(first: 9, filter: {favourites: true}) { nodes { name } } }");

	@Autowired
	private Clients clients;

	@Autowired
	private MeterRegistry meters;

	private final JsonMapper json = JsonMapper.shared();

	private WebTestClient http;

	private OwnConference conference;

	private OwnConference draft;

	private List<String> sessions;

	private String exhibitor;

	private final AtomicInteger number = new AtomicInteger();

	@BeforeEach
	void makeAConference() {
		this.http = this.clients.raw();
		this.conference = OwnConference.of(this.clients);
		String room = this.conference.room("sal", 5);
		this.sessions = List.of(this.conference.session("a", "LECTURE", 20, List.of(room), Map.of("capacity", 1)),
				this.conference.session("b", "WORKSHOP", 23, Map.of("capacity", 5)),
				this.conference.session("c", "PLENARY", 26, Map.of()));
		this.exhibitor = this.conference.organiser()
			.document(
					"mutation { putExhibitor(input: {eventId: \"%s\", key: \"e\", name: \"E\"}) { ... on ExhibitorPut { exhibitor { id } } } }"
						.formatted(this.conference.id()))
			.execute()
			.path("putExhibitor.exhibitor.id")
			.entity(String.class)
			.get();
		LocalDate today = LocalDate.now(OwnConference.ZONE);
		this.draft = OwnConference.draft(this.clients, today, today.plusDays(2));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void anAnswerIsTheOneThatWouldBeMadeAnew(long seed) {
		Random random = new Random(seed);
		List<Asked> different = Stream.generate(() -> asked(random)).limit(DIFFERENT).toList();
		for (int step = 0; step < STEPS; step++) {
			if (random.nextInt(4) == 0) {
				change(random);
			}
			Asked asked = one(different, random);
			String given = ask(asked, "");
			String made = ask(asked, " #" + this.number.incrementAndGet());
			assertThat(given).as("seed %d, step %d: %s", seed, step, asked)
				.isEqualTo(made)
				.satisfies((answer) -> PEOPLE.stream()
					.filter((other) -> !other.isEmpty() && !other.equals(asked.person()))
					.forEach((other) -> assertThat(answer).doesNotContain("secret of " + other)));
		}
	}

	@Test
	void onesOwnAnswerIsGivenAgainUntilSomethingInItChanges() {
		String question = "query { event(id: \"%s\") { sessions(first: 9) { nodes { inMyAgenda mySeat { state } } } myAgenda { items { ... on AgendaSession { session { id } } } } } }"
			.formatted(this.conference.id());
		String empty = Awaitility.await("the news of the conference, after which the answer is kept")
			.until(() -> givenAgain(question, "anna"), Objects::nonNull);
		assertThat(givenAgain(question, "bo")).isNull();
		assertThat(ask(question, "bo", "", false)).isEqualTo(empty);
		mutate("anna", "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(this.sessions.getFirst()));
		assertThat(ask(question, "anna", "", false)).isNotEqualTo(empty);
		assertThat(ask(question, "bo", "", false)).isEqualTo(empty);
	}

	@Test
	void noAnswerIsOlderThanTheChangesThatWereAnsweredBefore() {
		AtomicInteger answered = new AtomicInteger();
		AtomicBoolean done = new AtomicBoolean();
		List<String> readers = List.of("", "", "anna");
		Mono<Long> reading = Flux.fromIterable(readers).flatMap((person) -> Mono.fromCallable(() -> {
			long read = 0;
			while (!done.get()) {
				int floor = answered.get();
				JsonNode event = read(
						ask("query { event(id: \"%s\") { revision changes(afterRevision: 0) { totalCount } } }"
							.formatted(this.conference.id()), person, "", false));
				assertThat(event.get("revision").asInt()).isGreaterThanOrEqualTo(floor)
					.isEqualTo(event.get("changes").get("totalCount").asInt());
				read++;
			}
			return read;
		}).subscribeOn(Schedulers.boundedElastic())).reduce(0L, Long::sum).cache();
		reading.subscribe();
		for (int i = 0; i < 40; i++) {
			String kind = (i % 2 == 0) ? "cancel" : "reinstate";
			answered.set(this.conference.edit("{%s: {sessionId: \"%s\"}}".formatted(kind, this.sessions.getFirst()))
				.path("changeSchedule.event.revision")
				.entity(Integer.class)
				.get());
		}
		done.set(true);
		assertThat(reading.block(Duration.ofSeconds(20))).isGreaterThan(40);
	}

	private void change(Random random) {
		int i = this.number.incrementAndGet();
		String session = one(this.sessions, random);
		String attendee = random.nextBoolean() ? "anna" : "bo";
		switch (random.nextInt(12)) {
			case 0 -> this.conference.edit("{cancel: {sessionId: \"%s\"}}".formatted(session));
			case 1 -> this.conference.edit("{reinstate: {sessionId: \"%s\"}}".formatted(session));
			case 2 ->
				this.conference.edit("{move: {sessionId: \"%s\", startsAt: \"%s\", endsAt: \"%s\"}}".formatted(session,
						this.conference.in(random.nextInt(20, 40)), this.conference.in(random.nextInt(41, 44))));
			case 3 -> mutate("organiser",
					"announce(input: {eventId: \"%s\", key: \"k%d\", text: [{lang: \"sv\", text: \"nr %d\"}]}) { __typename }"
						.formatted(this.conference.id(), i, i));
			case 4 -> mutate("organiser",
					"putEvent(input: {slug: \"%s\", theme: [{lang: \"sv\", text: \"tema %d\"}, {lang: \"en\", text: \"theme %d\"}]}) { ... on EventPut { event { id } } }"
						.formatted(this.conference.slug(), i, i));
			case 5 -> this.draft.organiser()
				.document(
						"mutation { putEvent(input: {slug: \"%s\", theme: [{lang: \"sv\", text: \"tema %d\"}]}) { ... on EventPut { event { id } } } }"
							.formatted(this.draft.slug(), i))
				.executeAndVerify();
			case 6 ->
				mutate(attendee, "putSessionNote(input: {sessionId: \"%s\", text: \"secret of %s\"}) { __typename }"
					.formatted(session, attendee));
			case 7 -> mutate(attendee, "%s(input: {sessionId: \"%s\"}) { __typename }"
				.formatted(random.nextBoolean() ? "addToAgenda" : "removeFromAgenda", session));
			case 8 -> mutate(attendee, "bookSeat(input: {sessionId: \"%s\"}) { __typename }"
				.formatted(this.sessions.get(random.nextInt(2))));
			case 9 -> mutate(attendee, "%s(input: {exhibitorId: \"%s\"}) { __typename }"
				.formatted(random.nextBoolean() ? "favouriteExhibitor" : "unfavouriteExhibitor", this.exhibitor));
			case 10 -> mutate(attendee,
					"putExhibitorNote(input: {exhibitorId: \"%s\", text: \"%d secret of %s\"}) { __typename }"
						.formatted(this.exhibitor, i, attendee));
			default -> mutate(attendee, "releaseSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
		}
	}

	/** Sends a request. Returns its answer if the server had kept it; otherwise null. */
	private @Nullable String givenAgain(String document, String person) {
		double before = givenAgain();
		String answer = ask(document, person, "", false);
		return (givenAgain() > before) ? answer : null;
	}

	private double givenAgain() {
		return this.meters.get("plenum.answers.repeated").counter().count();
	}

	private void mutate(String person, String field) {
		this.conference.as(person).document("mutation { " + field + " }").executeAndVerify();
	}

	private Asked asked(Random random) {
		return new Asked(question(random), one(PEOPLE, random), one(LANGUAGES, random), random.nextBoolean());
	}

	private String question(Random random) {
		return one(QUESTIONS, random).replace("EVENT", this.conference.id())
			.replace("SLUG", this.conference.slug())
			.replace("DRAFT", this.draft.id())
			.replace("SESSION", one(this.sessions, random));
	}

	private String ask(Asked asked, String comment) {
		return ask("query { " + asked.question() + " }" + comment, asked.person(), asked.language(), asked.get());
	}

	private String ask(String document, String person, String language, boolean get) {
		WebTestClient.RequestHeadersSpec<?> request = get ? this.http.get().uri("/graphql?query={query}", document)
				: this.http.post()
					.uri("/graphql")
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue(Map.of("query", document));
		return new String(request.headers((headers) -> {
			if (!person.isEmpty()) {
				headers.setBearerAuth(this.clients.token(this.conference.person(person)));
			}
			if (!language.isEmpty()) {
				headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
			}
		}).exchange().expectBody().returnResult().getResponseBodyContent(), StandardCharsets.UTF_8);
	}

	private JsonNode read(String answer) {
		return this.json.readTree(answer).get("data").get("event");
	}

	private static <T> T one(List<T> all, Random random) {
		return all.get(random.nextInt(all.size()));
	}

	private record Asked(String question, String person, String language, boolean get) {
	}

}
