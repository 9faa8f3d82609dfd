package dev.plenum.platform.broadcast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much channels keep, and what happens if a step cannot be executed.
 */
class ChannelTests {

	private static final int RESULT = 200_000;

	private final Channels channels = new Channels(
			new ResultWriter(JsonMapper.builder().build(), new AnswerSettings(DataSize.ofMegabytes(1))));

	@Test
	void allChannelsTogetherKeepABoundedNumberOfBytes() {
		List<Channel<Integer, Integer>> all = IntStream.range(0, 400).mapToObj(this::channel).toList();
		all.forEach((channel) -> {
			execute(channel, 1);
			assertThat(this.channels.kept()).isLessThanOrEqualTo(Channels.MOST_KEPT);
		});
		assertThat(this.channels.kept()).isPositive();
		assertThat(all.getLast().payload(1, new Counting())).isDone();
		assertThat(all.getFirst().payload(1, new Counting())).isNotDone();
	}

	@Test
	void theBytesThatAChannelKeepsAreCountedUntilItEnds() {
		Channel<Integer, Integer> channel = channel(1);
		IntStream.range(0, 10).forEach((step) -> execute(channel, step));
		assertThat(this.channels.kept()).isEqualTo(RESULT);
		CompletableFuture<Payload> late = channel.payload(10, new Counting());
		this.channels.release(channel);
		assertThat(this.channels.kept()).isZero();
		channel.executed(result());
		assertThat(late).isDone();
		assertThat(this.channels.kept()).isZero();
	}

	@Test
	void aStepThatCannotBeExecutedEndsTheChannel() {
		Channel<Integer, Integer> channel = this.channels.reserve("channel");
		channel.begin(Flux.just(1).concatWith(Flux.never()), Disposables.single()).subscribe().dispose();
		Recorder recorder = new Recorder();
		channel.join(new Counting(), recorder, new byte[0]);
		recorder.runAll();
		assertThat(recorder.failures).singleElement().isInstanceOf(IllegalStateException.class);
		assertThat(this.channels.size()).isZero();
	}

	private Channel<Integer, Integer> channel(int key) {
		Channel<Integer, Integer> channel = this.channels.reserve(key);
		channel.begin(Flux.never(), Disposables.single()).subscribe();
		return channel;
	}

	private static void execute(Channel<Integer, Integer> channel, int step) {
		CompletableFuture<Payload> payload = channel.payload(step, new Counting());
		channel.executed(result());
		assertThat(payload).isDone();
	}

	/**
	 * A result whose JSON has {@value #RESULT} bytes.
	 */
	private static ExecutionResult result() {
		return ExecutionResult.newExecutionResult().data("x".repeat(RESULT - "{\"data\":\"\"}".length())).build();
	}

	private static final class Counting implements StepCursor<Integer, Integer> {

		private int position;

		@Override
		public void check(Integer newest) {
		}

		@Override
		public @Nullable Integer next(Integer newest) {
			return (this.position < newest) ? ++this.position : null;
		}

	}

	private static final class Recorder implements Receiver {

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
		public void begun(Delivery delivery) {
		}

		@Override
		public void next(Payload payload, byte[] hash) {
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
