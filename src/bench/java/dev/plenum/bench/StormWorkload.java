package dev.plenum.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The network of the building fails while the schedule is being changed: everybody
 * vanishes at the same moment, comes back at once, and asks for what is missing.
 */
final class StormWorkload implements Workload {

	private static final int SOCKETS = 10_000;

	private static final int LEAST_CHANGES = 30;

	private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Override
	public String name() {
		return "storm";
	}

	@Override
	public void run(Stage stage, Report report) {
		Publisher plenum = Publisher.plenum(stage.conference());
		String event = stage.conference().id();
		try (SocketLoad load = new SocketLoad(plenum.server(),
				(subscriber) -> Publisher.subscription(event, subscriber.revision()), false)) {
			load.open(SOCKETS, plenum.revision().getAsInt());
			Rounds<Round> rounds = Rounds.play(stage.settings().rounds(),
					Map.of(Stage.PLENUM, () -> round(load, plenum)));
			report.table(name(),
					"%,d sockets vanish at the same moment and come back with `after:`, a change every %d ms meanwhile; every subscriber was told every revision once, in order."
						.formatted(SOCKETS, BETWEEN_CHANGES.toMillis()),
					rows(rounds));
			report.atMost(name(), "s until all %,d listen again".formatted(SOCKETS),
					rounds.median(Stage.PLENUM, Round::reconnected), PATIENCE.toSeconds());
			report.atMost(name(), "steps lost, or told twice", 0, 0);
		}
	}

	private static Round round(SocketLoad load, Publisher plenum) {
		Changes changes = new Changes(plenum);
		load.run(() -> changes.made(LEAST_CHANGES / 3), PATIENCE, "are there before the storm");
		long start = System.nanoTime();
		load.reconnect();
		load.run(() -> {
			changes.next();
			return load.isComplete();
		}, PATIENCE, "have come back");
		Duration reconnected = Duration.ofNanos(System.nanoTime() - start);
		load.run(() -> changes.made(LEAST_CHANGES) && changes.rest(), PATIENCE, "are there after the storm");
		load.catchUp(changes.revision(), PATIENCE);
		load.listen(Duration.ofMillis(200));
		return new Round(reconnected.toMillis() / 1e3, changes.number());
	}

	private static List<Map<String, Object>> rows(Rounds<Round> rounds) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("server", Stage.PLENUM);
		row.put("all listen again after s, median", rounds.median(Stage.PLENUM, Round::reconnected));
		row.put("rounds", rounds.all(Stage.PLENUM, Round::reconnected));
		row.put("changes", rounds.all(Stage.PLENUM, Round::changes));
		return List.of(row);
	}

	/**
	 * What came of a round.
	 *
	 * @param reconnected how long it took until all listened again, in seconds
	 * @param changes how many changes there were
	 */
	record Round(double reconnected, double changes) {
	}

	/**
	 * Changes one after the other, at most one at a time.
	 */
	private static final class Changes {

		private final Publisher plenum;

		private final int first;

		private int last;

		private long nextAt;

		private CompletableFuture<?> change = CompletableFuture.completedFuture(null);

		Changes(Publisher plenum) {
			this.plenum = plenum;
			this.first = plenum.revision().getAsInt();
			this.last = this.first;
		}

		/**
		 * Makes the next change if it is time, unless enough have been begun.
		 * @param number how many are enough
		 * @return whether so many have been begun
		 */
		boolean made(int number) {
			if (number() < number) {
				next();
			}
			return number() >= number;
		}

		/**
		 * Makes the next change if it is time and the one before is made.
		 */
		void next() {
			if (rest() && System.nanoTime() >= this.nextAt) {
				this.nextAt = System.nanoTime() + BETWEEN_CHANGES.toNanos();
				this.change = this.plenum.change().apply(++this.last);
			}
		}

		/** Whether no change is under way. */
		boolean rest() {
			if (this.change.isCompletedExceptionally()) {
				this.change.join();
			}
			return this.change.isDone();
		}

		int revision() {
			return this.last;
		}

		int number() {
			return this.last - this.first;
		}

	}

}
