package dev.plenum.platform.web;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.broadcast.StepCursor;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.security.Caller;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * A sequence of numbered steps for subscriptions, of which the last 1,000 are kept.
 * Counts the executions of each step.
 */
@TestComponent
@Controller
class Steps {

	static final AtomicInteger LATER = new AtomicInteger();

	private static final int REMEMBERED = 1000;

	private static final Text TEXT = new Text(Map.of("sv", "å".repeat(100), "en", "o".repeat(100)));

	private static final String PAGE = "x".repeat(10_000);

	private final AtomicInteger looks = new AtomicInteger();

	private final Live<Integer> newest = new Live<>(Mono.just(0));

	Steps() {
		this.newest.get().subscribe();
	}

	/**
	 * Take some steps, each making a snapshot of its own.
	 * @param count how many
	 */
	void take(int count) {
		for (int i = 0; i < count; i++) {
			this.newest.apply(new Object(), (number) -> number + 1);
		}
	}

	/**
	 * The number of the newest step.
	 */
	int newest() {
		return Objects.requireNonNull(this.newest.get().block(Duration.ofSeconds(1)));
	}

	int looks() {
		return this.looks.get();
	}

	@SubscriptionMapping
	Flux<Step> steps(@Argument @Nullable Integer after, GraphQLContext context) {
		Integer from = Resume.after(context, after);
		return this.newest.get()
			.flatMapMany((number) -> Broadcast.of(context, this.newest, this.newest.follow(),
					new Walker((from != null) ? from : number)));
	}

	@SchemaMapping(typeName = "Step")
	String who(Step step, @ContextValue Caller caller) {
		return step.number() + " for " + caller.subject();
	}

	@QueryMapping
	Mono<Boolean> later(@Argument int millis) {
		LATER.incrementAndGet();
		return Mono.delay(Duration.ofMillis(millis)).thenReturn(true);
	}

	/**
	 * A step.
	 *
	 * @param number its number
	 * @param counter counts the looks
	 */
	record Step(int number, AtomicInteger counter) {

		public Text text() {
			this.counter.incrementAndGet();
			return TEXT;
		}

		public String page() {
			return PAGE;
		}

	}

	private final class Walker implements StepCursor<Integer, Step> {

		private int heard;

		Walker(int heard) {
			this.heard = heard;
		}

		@Override
		public void check(Integer newest) {
			if (this.heard < newest - REMEMBERED) {
				throw Problem.of(ErrorCode.RESYNC_REQUIRED, "You are too slow.");
			}
		}

		@Override
		public @Nullable Step next(Integer newest) {
			check(newest);
			return (this.heard < newest) ? new Step(++this.heard, Steps.this.looks) : null;
		}

		@Override
		public String position(Step step) {
			return Integer.toString(step.number());
		}

	}

}
