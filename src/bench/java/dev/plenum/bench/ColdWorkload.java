package dev.plenum.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.plenum.bench.Phones.Answered;
import dev.plenum.bench.RushWorkload.Round;

/**
 * A server has just been started, with what it has learnt in training, and is asked by
 * everybody as soon as it says that it is ready.
 */
final class ColdWorkload implements Workload {

	private static final int ATTENDEES = 1_300;

	private static final int SEATS = 300;

	private static final int SESSIONS = 25;

	private static final Duration COLD = Duration.ofSeconds(10);

	private static final int WARM_UPS = 16;

	@Override
	public String name() {
		return "cold";
	}

	@Override
	public void run(Stage stage, Report report) {
		Path directory = stage.settings().directory();
		Iterator<String> opening;
		List<String> tokens;
		Path data;
		try (Plenum before = Plenum.start("Plenum-before", directory)) {
			opening = sessions(before);
			tokens = Attendees.inParallel(ATTENDEES, (i) -> before.token("cold-" + i));
			data = before.data();
		}
		TrainedJar trained = stage.trained();
		long start = System.nanoTime();
		try (Plenum plenum = Plenum.trained("Plenum-cold", directory, data, trained)) {
			plenum.awaitReady();
			double ready = (System.nanoTime() - start) / 1e9;
			try (Phones phones = new Phones()) {
				Crowd crowd = new Crowd(phones, List.of(plenum.server()), tokens, List.of());
				Round cold = cold(crowd, opening);
				IntStream.range(0, WARM_UPS).forEach((_) -> rush(crowd, opening.next()));
				Rounds<Round> warm = Rounds.play(stage.settings().rounds(),
						Map.of(Stage.PLENUM, () -> Round.of(rush(crowd, opening.next()))));
				tell(report, ready, cold, warm);
			}
		}
	}

	/**
	 * Booking opens for one session after the other.
	 */
	private static Round cold(Crowd crowd, Iterator<String> opening) {
		List<Answered> answers = new ArrayList<>();
		long start = System.nanoTime();
		while (System.nanoTime() - start < COLD.toNanos()) {
			answers.addAll(rush(crowd, opening.next()));
		}
		return Round.of(answers);
	}

	private static List<Answered> rush(Crowd crowd, String session) {
		return crowd.rush(session, SEATS, Duration.ofSeconds(1));
	}

	private static Iterator<String> sessions(Plenum plenum) {
		Conference conference = Conference.make(plenum, "cold", SESSIONS);
		return conference.limit(conference.sessions(), SEATS);
	}

	private void tell(Report report, double ready, Round cold, Rounds<Round> warm) {
		double warmMedian = warm.median(Stage.PLENUM, Round::median);
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("ready after s", ready);
		row.put("median ms in the first 10 s", cold.median());
		row.put("slowest ms in the first 10 s", cold.last());
		row.put("median ms, warm", warmMedian);
		row.put("warm", warm.all(Stage.PLENUM, Round::median));
		report.table(name(),
				"A server is started with the trained AOT cache. From the moment on at which it is ready, %,d attendees want one of %d seats within a second, in one session after the other; after the first 10 s and %d more rushes it is warm."
					.formatted(ATTENDEES, SEATS, WARM_UPS),
				List.of(row));
		report.atMost(name(), "s until it is ready", ready, 6);
		report.atMost(name(), "times the warm median in the first 10 s", cold.median() / warmMedian, 10);
	}

}
