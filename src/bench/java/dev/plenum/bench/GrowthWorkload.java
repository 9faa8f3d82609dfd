package dev.plenum.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.plenum.bench.HttpLoad.Round;
import tools.jackson.databind.JsonNode;

/**
 * What grows with the number of events and of sessions, and what must not.
 */
final class GrowthWorkload implements Workload {

	private static final int EVENTS = 120;

	private static final int DIFFERENT = 20_000;

	private static final int SESSIONS = 1_000;

	private static final int CHANGES = 20;

	private static final Instant LONG_BEFORE = Instant.parse("2020-01-01T00:00:00Z");

	private static final int WARM_UPS = 4;

	private static final String FEW = "few events";

	private static final String MANY = EVENTS + " events";

	/**
	 * The programme, and what is on at a moment long before: so that no two requests are
	 * the same, and each must be executed.
	 */
	private static final String DOCUMENT = ProgrammeWorkload.DOCUMENT
		.replace("($slug: String!)", "($slug: String!, $at: DateTime!)")
		.replace("id name startsOn endsOn", "id name startsOn endsOn nowAndNext(at: $at) { now { id } }");

	@Override
	public String name() {
		return "growth";
	}

	private static final String SEARCH = "query ($slug: String!, $text: String!) { event(slug: $slug) { search(text: $text) { objectKind snippet { excerpt } object { ... on Session { id title } } } } }";

	/**
	 * Words, other forms of them, beginnings, parts, typing errors, and several words.
	 */
	private static final List<String> SEARCHED = List.of("children", "famili", "reserch", "barnen", "omsorg",
			"sessions", "support youth", "tjänst", "services in the city", "method");

	@Override
	public void run(Stage stage, Report report) {
		events(stage, report);
		Conference large = stage.conference().enlarged("large", SESSIONS);
		sessions(stage, large, report);
		search(large, report);
	}

	/** Each text is searched several times, one request after another. */
	private void search(Conference large, Report report) {
		GraphQl anyone = large.plenum().anonymous();
		List<Double> times = new ArrayList<>();
		for (int i = 0; i < WARM_UPS * CHANGES * SEARCHED.size(); i++) {
			Map<String, ?> variables = Map.of("slug", large.slug(), "text", SEARCHED.get(i % SEARCHED.size()));
			long start = System.nanoTime();
			anyone.ask(SEARCH, variables);
			times.add((System.nanoTime() - start) / 1e6);
		}
		List<Double> warm = times.subList(times.size() / 2, times.size()).stream().sorted().toList();
		double median = warm.get(warm.size() / 2);
		report.table(name() + ", search",
				"Somebody searches among %,d sessions: milliseconds, the median of %d requests with %d different texts."
					.formatted(SESSIONS, warm.size(), SEARCHED.size()),
				List.of(Map.of("event of", SESSIONS + " sessions", "median ms", median)));
		report.atMost(name(), "milliseconds of a search among %,d sessions, the median".formatted(SESSIONS), median, 5);
	}

	/**
	 * Both servers have just been started: another one would have learnt more.
	 */
	private void events(Stage stage, Report report) {
		try (Plenum quiet = Plenum.start("Plenum-with-few", stage.settings().directory());
				Plenum crowded = Plenum.start("Plenum-with-many", stage.settings().directory())) {
			Conference here = Conference.make(quiet, "bench", 40);
			Conference there = Conference.make(crowded, "bench", 40);
			new Copies(there).make(EVENTS - held(crowded));
			Map<String, Rounds.Turn<Round>> turns = new LinkedHashMap<>();
			turns.put(FEW, turn(stage.settings(), here));
			turns.put(MANY, turn(stage.settings(), there));
			for (int i = 0; i < WARM_UPS; i++) {
				turns.values().forEach(Rounds.Turn::take);
			}
			Rounds<Round> rounds = Rounds.play(stage.settings().rounds(), turns);
			report.table(name() + ", events",
					"The programme of an event of 40 sessions, executed each time, where %d and where %d events are held in memory."
						.formatted(held(quiet), held(crowded)),
					HttpMatch.rows(rounds));
			report.atMost(name(), "time of the programme query, %d events held, times few".formatted(EVENTS),
					rounds.median(FEW, Round::perSecond) / rounds.median(MANY, Round::perSecond), 1.1);
		}
	}

	private static Rounds.Turn<Round> turn(Settings settings, Conference conference) {
		Server server = conference.plenum().server();
		String slug = conference.slug();
		byte[] expected = query(slug, 0).answer(server);
		List<Exchange> exchanges = IntStream.range(0, DIFFERENT)
			.mapToObj((i) -> query(slug, i).exchange(server, expected))
			.toList();
		return () -> HttpLoad.run(server, exchanges, settings.connections(), settings.round());
	}

	private static Query query(String slug, int number) {
		return new Query(DOCUMENT, Map.of("slug", slug, "at", LONG_BEFORE.plusSeconds(number).toString()), "en", null);
	}

	private static int held(Plenum plenum) {
		return plenum.anonymous().ask("{ events(first: 0) { totalCount } }", Map.of()).at("/events/totalCount").asInt();
	}

	private void sessions(Stage stage, Conference large, Report report) {
		Map<String, Rounds.Turn<Double>> turns = new LinkedHashMap<>();
		turns.put("40 sessions", new Moves(stage.conference())::time);
		turns.put(SESSIONS + " sessions", new Moves(large)::time);
		turns.values().forEach(Rounds.Turn::take);
		turns.values().forEach(Rounds.Turn::take);
		Rounds<Double> rounds = Rounds.play(stage.settings().rounds(), turns);
		report.table(name() + ", sessions",
				"An organiser moves one session and reads it: milliseconds, the median of %d moves.".formatted(CHANGES),
				rounds.names().stream().map((name) -> row(rounds, name)).toList());
		report.atMost(name(), "a change of one session among %,d, times among 40".formatted(SESSIONS),
				rounds.median(SESSIONS + " sessions", Double::doubleValue)
						/ rounds.median("40 sessions", Double::doubleValue),
				3);
	}

	private static Map<String, Object> row(Rounds<Double> rounds, String name) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("event of", name);
		row.put("median ms", rounds.median(name, Double::doubleValue));
		row.put("rounds", rounds.all(name, Double::doubleValue));
		return row;
	}

	/**
	 * Moves of one session, there and back.
	 */
	private static final class Moves {

		private final Conference conference;

		private final GraphQl organiser;

		private int revision;

		Moves(Conference conference) {
			this.conference = conference;
			this.organiser = conference.organiser();
			this.revision = conference.revision();
		}

		double time() {
			List<Double> times = new ArrayList<>();
			for (int i = 0; i < CHANGES; i++) {
				long start = System.nanoTime();
				JsonNode moved = this.organiser.ask(Conference.MOVE, this.conference.move(0, ++this.revision));
				times.add((System.nanoTime() - start) / 1e6);
				if (moved.at("/changeSchedule/event/revision").asInt() != this.revision) {
					throw new IllegalStateException("The session was not moved: " + moved);
				}
			}
			return Rounds.median(times);
		}

	}

}
