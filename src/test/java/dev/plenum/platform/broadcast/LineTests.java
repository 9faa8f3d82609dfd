package dev.plenum.platform.broadcast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lines keep, and what happens if a step cannot be executed.
 */
class LineTests {

	private static final int RESULT = 200_000;

	private final Lines lines = new Lines(JsonMapper.builder().build());

	@Test
	void allLinesTogetherKeepABoundedNumberOfBytes() {
		List<Line<Integer, Integer>> all = IntStream.range(0, 400).mapToObj(this::line).toList();
		all.forEach((line) -> {
			execute(line, 1);
			assertThat(this.lines.kept()).isLessThanOrEqualTo(Lines.MOST_KEPT);
		});
		assertThat(this.lines.kept()).isPositive();
		assertThat(all.getLast().payload(1)).isDone();
		assertThat(all.getFirst().payload(1)).isNotDone();
	}

	@Test
	void whatALineKeepsIsCountedUntilItEnds() {
		Line<Integer, Integer> line = line(1);
		IntStream.range(0, 10).forEach((step) -> execute(line, step));
		assertThat(this.lines.kept()).isEqualTo(RESULT);
		CompletableFuture<byte[]> late = line.payload(10);
		this.lines.leave(line);
		assertThat(this.lines.kept()).isZero();
		line.executed(new byte[RESULT]);
		assertThat(late).isDone();
		assertThat(this.lines.kept()).isZero();
	}

	@Test
	void aStepThatCannotBeExecutedEndsTheLine() {
		Line<Integer, Integer> line = this.lines.reserve("line");
		line.begin(Flux.just(1).concatWith(Flux.never()), Disposables.single()).subscribe().dispose();
		Told told = new Told();
		line.join(new Counting(), told);
		told.runAll();
		assertThat(told.failures).singleElement().isInstanceOf(IllegalStateException.class);
		assertThat(this.lines.lines()).isZero();
	}

	private Line<Integer, Integer> line(int key) {
		Line<Integer, Integer> line = this.lines.reserve(key);
		line.begin(Flux.never(), Disposables.single()).subscribe();
		return line;
	}

	private static void execute(Line<Integer, Integer> line, int step) {
		CompletableFuture<byte[]> payload = line.payload(step);
		line.executed(new byte[RESULT]);
		assertThat(payload).isDone();
	}

	private static final class Counting implements Listener<Integer, Integer> {

		private int told;

		@Override
		public void check(Integer newest) {
		}

		@Override
		public @Nullable Integer next(Integer newest) {
			return (this.told < newest) ? ++this.told : null;
		}

	}

	private static final class Told implements Receiver {

		private final Queue<Runnable> tasks = new ArrayDeque<>();

		private final List<Throwable> failures = new ArrayList<>();

		void runAll() {
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				task.run();
			}
		}

		@Override
		public Executor executor() {
			return this.tasks::add;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void begun(Hearing hearing) {
		}

		@Override
		public void next(byte[] payload) {
		}

		@Override
		public void flush() {
		}

		@Override
		public void completed() {
		}

		@Override
		public void failed(Throwable exception) {
			this.failures.add(exception);
		}

	}

}
