package dev.plenum.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.bench.SocketLoad.Arrivals;

/**
 * Everybody listens, the organiser moves a session, and everybody hears of it. The time
 * is that from when the change was asked for until the last one was told, so for Plenum
 * it includes the way through the database.
 */
final class FanOutWorkload implements Workload {

	private static final List<Integer> SIZES = List.of(1_000, 10_000, 15_000);

	private static final int MEASURED = 10_000;

	private static final int CHANGES = 10;

	private static final int WARM_UP = 20;

	private static final Duration SILENCE = Duration.ofMillis(100);

	@Override
	public String name() {
		return "fan-out";
	}

	@Override
	public void run(Stage stage, Report report) {
		List<Publisher> publishers = stage.publishers();
		publishers.forEach((publisher) -> warmUp(stage, publisher));
		Map<String, Rounds.Turn<Map<Integer, Round>>> turns = new LinkedHashMap<>();
		publishers.forEach((publisher) -> turns.put(publisher.server().name(), () -> round(stage, publisher)));
		Rounds<Map<Integer, Round>> rounds = Rounds.play(stage.settings().rounds(), turns);
		SIZES.forEach((size) -> report.table("%s, %,d sockets".formatted(name(), size),
				"The medians of %d changes, and of the rounds.".formatted(CHANGES), rows(rounds, size)));
		verdicts(report, rounds);
	}

	private void verdicts(Report report, Rounds<Map<Integer, Round>> rounds) {
		String workload = "%s, %,d sockets".formatted(name(), MEASURED);
		double plenum = rounds.median(Stage.PLENUM, (sizes) -> sizes.get(MEASURED).last());
		for (String other : rounds.names()) {
			if (!other.equals(Stage.PLENUM)) {
				report.atMost(workload, "last socket, times " + other,
						plenum / rounds.median(other, (sizes) -> sizes.get(MEASURED).last()),
						other.equals(Stage.BROADCAST) ? 2 : 1.0 / 3);
			}
		}
		report.atMost("heap", "KB per idle subscriber",
				rounds.median(Stage.PLENUM, (sizes) -> sizes.get(MEASURED).heap()), 6);
	}

	private static void warmUp(Stage stage, Publisher publisher) {
		try (SocketLoad load = publisher.load(Publisher.subscription(stage.conference().id()))) {
			int revision = publisher.revision().getAsInt();
			load.open(SIZES.getFirst(), revision);
			load.listen(SILENCE);
			for (int i = 0; i < WARM_UP; i++) {
				change(load, publisher, ++revision);
			}
		}
	}

	/**
	 * One after the other more sockets, and changes whenever there are enough.
	 */
	private static Map<Integer, Round> round(Stage stage, Publisher publisher) {
		boolean weighed = publisher.server().name().equals(Stage.PLENUM);
		long empty = weighed ? Heap.live(publisher.server()) : 0;
		Map<Integer, Round> rounds = new LinkedHashMap<>();
		try (SocketLoad load = publisher.load(Publisher.subscription(stage.conference().id()))) {
			for (int size : SIZES) {
				Duration opened = load.open(size, publisher.revision().getAsInt());
				load.listen(SILENCE);
				double heap = (weighed && size == MEASURED) ? (Heap.live(publisher.server()) - empty) / 1024.0 / size
						: 0;
				change(load, publisher, publisher.revision().getAsInt() + 1);
				rounds.put(size, changes(load, publisher, size, opened, heap));
				load.listen(SILENCE);
			}
		}
		return rounds;
	}

	private static Round changes(SocketLoad load, Publisher publisher, int size, Duration opened, double heap) {
		int revision = publisher.revision().getAsInt();
		List<Arrivals> arrivals = new ArrayList<>();
		long cpu = publisher.server().cpu().toNanos();
		for (int i = 1; i <= CHANGES; i++) {
			arrivals.add(change(load, publisher, revision + i));
		}
		cpu = publisher.server().cpu().toNanos() - cpu;
		return new Round(Rounds.median(arrivals.stream().map(Arrivals::median).toList()),
				Rounds.median(arrivals.stream().map(Arrivals::last).toList()), cpu / 1e3 / CHANGES / size,
				opened.toMillis() / 1e3, heap);
	}

	private static Arrivals change(SocketLoad load, Publisher publisher, int revision) {
		return load.await(revision, () -> publisher.change().apply(revision));
	}

	private static List<Map<String, Object>> rows(Rounds<Map<Integer, Round>> rounds, int size) {
		return rounds.names().stream().map((name) -> {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("server", name);
			row.put("median socket ms", rounds.median(name, (sizes) -> sizes.get(size).median()));
			row.put("last socket ms", rounds.median(name, (sizes) -> sizes.get(size).last()));
			row.put("rounds", rounds.all(name, (sizes) -> sizes.get(size).last()));
			row.put("server µs/event", rounds.median(name, (sizes) -> sizes.get(size).cpu()));
			row.put("connected in s", rounds.median(name, (sizes) -> sizes.get(size).opened()));
			return row;
		}).toList();
	}

	/**
	 * What came of a round.
	 *
	 * @param median until when half of the sockets were served, in milliseconds
	 * @param last until when all were, in milliseconds
	 * @param cpu how long the server's threads ran for one socket and change, in
	 * microseconds
	 * @param opened how long it took to connect and subscribe those that were not there,
	 * in seconds
	 * @param heap what a subscriber who waits costs in the server's heap, in KB; 0 where
	 * it was not looked at
	 */
	record Round(double median, double last, double cpu, double opened, double heap) {
	}

}
