package dev.plenum.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.plenum.bench.Rush.Answered;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Booking opens: everybody wants a seat of the same session at the same moment, and there
 * are not enough. Thumbs take a second or so; programs do not.
 */
final class RushWorkload implements Workload {

	private static final int ATTENDEES = 1_300;

	private static final int SEATS = 300;

	private static final String SECOND = "within a second";

	private static final String INSTANT = "at one instant";

	private static final String DOCUMENT = """
			mutation Book($session: ID!) { bookSeat(input: {sessionId: $session}) {
			  ... on SeatBooked { seat { position } }
			  ... on SeatWaiting { seat { position } } } }""";

	@Override
	public String name() {
		return "rush";
	}

	@Override
	public void run(Stage stage, Report report) {
		Conference conference = Conference.make(stage.plenum(), "rush",
				2 * (stage.settings().rounds() + 1) * Conference.SEATS_EVERY);
		List<String> sessions = IntStream.range(0, 2 * (stage.settings().rounds() + 1))
			.mapToObj((i) -> conference.sessions().get(i * Conference.SEATS_EVERY))
			.toList();
		sessions.forEach((session) -> conference.organiser()
			.ask("mutation ($input: PutSessionInput!) { putSession(input: $input) { __typename } }",
					Map.of("input", Map.of("eventId", conference.id(), "id", session, "capacity", SEATS))));
		Server server = stage.plenum().server();
		List<String> tokens = Attendees.inParallel(ATTENDEES, (i) -> stage.plenum().token("rush-" + i));
		List<String> left = new ArrayList<>(sessions);
		Map<String, Rounds.Turn<Round>> turns = new LinkedHashMap<>();
		turns.put(SECOND, () -> book(server, tokens, left.removeFirst(), Duration.ofSeconds(1)));
		turns.put(INSTANT, () -> book(server, tokens, left.removeFirst(), Duration.ZERO));
		turns.values().forEach(Rounds.Turn::take);
		Rounds<Round> rounds = Rounds.play(stage.settings().rounds(), turns);
		report.table(name(),
				"%,d attendees want one of %d seats; everybody got a seat or a place of their own in line, by one document in the database. Milliseconds from asking to the answer."
					.formatted(ATTENDEES, SEATS),
				rounds.names().stream().map((name) -> row(rounds, name)).toList());
		report.atMost(name(), "ms, median, " + SECOND, rounds.median(SECOND, Round::median), 100);
		report.atMost(name(), "ms, slowest, " + SECOND, rounds.median(SECOND, Round::last), 2000);
		report.atMost(name(), "ms, slowest, " + INSTANT, rounds.median(INSTANT, Round::last), 2000);
	}

	private static Round book(Server server, List<String> tokens, String session, Duration within) {
		List<Answered> answers = Rush.run(server,
				tokens.stream()
					.map((token) -> new Query(DOCUMENT, Map.of("session", session), "sv", token).open(server))
					.toList(),
				within);
		int seats = 0;
		Set<Integer> line = new HashSet<>();
		for (Answered answer : answers) {
			JsonNode seat = JsonMapper.shared().readTree(answer.body()).at("/data/bookSeat/seat");
			JsonNode position = seat.get("position");
			if (position.isNull()) {
				seats++;
			}
			else if (!line.add(position.asInt())) {
				throw new IllegalStateException("Two have place " + position + " in line");
			}
		}
		int waiting = ATTENDEES - SEATS;
		if (seats != SEATS || line.size() != waiting
				|| !line.stream().allMatch((place) -> place >= 1 && place <= waiting)) {
			throw new IllegalStateException("%d have a seat, and %d stand in line".formatted(seats, line.size()));
		}
		List<Double> times = answers.stream().map(Answered::after).sorted().toList();
		return new Round(Rounds.median(times), times.getLast());
	}

	private static Map<String, Object> row(Rounds<Round> rounds, String name) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("all ask", name);
		row.put("median ms", rounds.median(name, Round::median));
		row.put("slowest ms", rounds.median(name, Round::last));
		row.put("medians", rounds.all(name, Round::median));
		row.put("slowest", rounds.all(name, Round::last));
		return row;
	}

	/**
	 * What came of a round.
	 *
	 * @param median how long half of the answers took at most, in milliseconds
	 * @param last how long the slowest took
	 */
	record Round(double median, double last) {
	}

}
