package dev.plenum.bench;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.bench.Phones.Answered;

/**
 * Booking opens: everybody wants a seat of the same session at the same moment, and there
 * are not enough. Each asks two servers over one database, while others give back what
 * they got before. Thumbs take a second or so; programs do not.
 */
final class RushWorkload implements Workload {

	private static final int ATTENDEES = 1_300;

	private static final int SEATS = 300;

	private static final int SESSIONS = 25;

	private static final int LEAVING = 100;

	/** How many ask at first, since a server that has just started may refuse many. */
	private static final List<Integer> RAMP = List.of(50, 100, 200, 400, 800);

	private static final int WARM_UPS = 16;

	private static final String SECOND = "within a second";

	private static final String INSTANT = "at one instant";

	@Override
	public String name() {
		return "rush";
	}

	@Override
	public void run(Stage stage, Report report) {
		Conference conference = Conference.make(stage.plenum(), "rush", SESSIONS);
		Iterator<String> opening = conference.limit(conference.sessions(), SEATS);
		List<String> tokens = Attendees.inParallel(ATTENDEES + LEAVING, (i) -> stage.plenum().token("rush-" + i));
		try (Server second = stage.plenum().beside("Plenum-beside", stage.settings().directory());
				Phones phones = new Phones()) {
			Crowd crowd = new Crowd(phones, List.of(stage.plenum().server(), second), tokens.subList(0, ATTENDEES),
					tokens.subList(ATTENDEES, tokens.size()));
			RAMP.forEach((people) -> crowd.first(people).rush(opening.next(), SEATS, Duration.ofSeconds(1)));
			for (int i = 0; i < WARM_UPS; i++) {
				crowd.rush(opening.next(), SEATS, Duration.ofSeconds(1));
			}
			Map<String, Rounds.Turn<Round>> turns = new LinkedHashMap<>();
			turns.put(SECOND, () -> Round.of(crowd.rush(opening.next(), SEATS, Duration.ofSeconds(1))));
			turns.put(INSTANT, () -> Round.of(crowd.rush(opening.next(), SEATS, Duration.ZERO)));
			tell(report, Rounds.play(stage.settings().rounds(), turns));
		}
	}

	private void tell(Report report, Rounds<Round> rounds) {
		report.table(name(),
				"%,d attendees want one of %d seats, and ask each of two servers over one database, while %d others give theirs back. Everybody got a seat or a place of their own in line, by one document in the database. Milliseconds from asking to the answer, all %,d."
					.formatted(ATTENDEES, SEATS, LEAVING, 2 * (ATTENDEES + LEAVING)),
				rounds.names().stream().map((name) -> row(rounds, name)).toList());
		report.atMost(name(), "ms, median, " + SECOND, rounds.median(SECOND, Round::median), 100);
		report.atMost(name(), "ms, slowest, " + SECOND, rounds.median(SECOND, Round::last), 2000);
		report.atMost(name(), "ms, slowest, " + INSTANT, rounds.median(INSTANT, Round::last), 2000);
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

		static Round of(List<Answered> answers) {
			List<Double> times = answers.stream().map(Answered::after).sorted().toList();
			return new Round(Rounds.median(times), times.getLast());
		}

	}

}
