package dev.plenum.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

/**
 * Booking opens: everybody wants a seat of the same session at the same moment, and there
 * are not enough.
 */
final class RushWorkload implements Workload {

	private static final int ATTENDEES = 1_300;

	private static final int SEATS = 300;

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
				(stage.settings().rounds() + 1) * Conference.SEATS_EVERY);
		List<String> sessions = IntStream.rangeClosed(0, stage.settings().rounds())
			.mapToObj((i) -> conference.sessions().get(i * Conference.SEATS_EVERY))
			.toList();
		sessions.forEach((session) -> conference.organiser()
			.ask("mutation ($input: PutSessionInput!) { putSession(input: $input) { __typename } }",
					Map.of("input", Map.of("eventId", conference.id(), "id", session, "capacity", SEATS))));
		List<GraphQl> attendees = Attendees.inParallel(ATTENDEES, (i) -> stage.plenum().as("rush-" + i));
		List<String> left = new ArrayList<>(sessions);
		book(attendees, left.removeFirst());
		Rounds<Round> rounds = Rounds.play(stage.settings().rounds(),
				Map.of(Stage.PLENUM, () -> book(attendees, left.removeFirst())));
		report.table(name(),
				"%,d attendees want one of %d seats at the same moment; everybody got a seat or a place of their own in line, by one document in the database."
					.formatted(ATTENDEES, SEATS),
				rows(rounds));
	}

	private static Round book(List<GraphQl> attendees, String session) {
		long[] nanos = new long[attendees.size()];
		List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
		long start = System.nanoTime();
		for (int i = 0; i < nanos.length; i++) {
			int attendee = i;
			answers.add(attendees.get(i)
				.askLater(DOCUMENT, Map.of("session", session))
				.whenComplete((answer, failure) -> nanos[attendee] = System.nanoTime() - start));
		}
		int seats = 0;
		Set<Integer> line = new HashSet<>();
		for (CompletableFuture<JsonNode> answer : answers) {
			JsonNode position = answer.orTimeout(60, TimeUnit.SECONDS).join().at("/bookSeat/seat/position");
			if (position.isNull()) {
				seats++;
			}
			else if (!line.add(position.asInt())) {
				throw new IllegalStateException("Two have place " + position + " in line");
			}
		}
		int waiting = attendees.size() - SEATS;
		if (seats != SEATS || line.size() != waiting
				|| !line.stream().allMatch((place) -> place >= 1 && place <= waiting)) {
			throw new IllegalStateException("%d have a seat, and %d stand in line".formatted(seats, line.size()));
		}
		List<Double> sorted = IntStream.range(0, nanos.length).mapToObj((i) -> nanos[i] / 1e6).sorted().toList();
		return new Round(Rounds.median(sorted), sorted.getLast());
	}

	private static List<Map<String, Object>> rows(Rounds<Round> rounds) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("server", Stage.PLENUM);
		row.put("median attendee ms", rounds.median(Stage.PLENUM, Round::median));
		row.put("last attendee ms", rounds.median(Stage.PLENUM, Round::last));
		row.put("rounds", rounds.all(Stage.PLENUM, Round::last));
		return List.of(row);
	}

	/**
	 * What came of a round.
	 *
	 * @param median until when half of them were answered, in milliseconds
	 * @param last until when all were
	 */
	record Round(double median, double last) {
	}

}
