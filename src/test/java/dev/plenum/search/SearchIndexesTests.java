package dev.plenum.search;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When indexes are created.
 */
@Isolated
class SearchIndexesTests {

	private static final Duration BOUND = Duration.ofSeconds(10);

	private final Sinks.Many<Supplier<List<SearchEntry>>> snapshots = Sinks.many().multicast().directBestEffort();

	private final Semaphore mayEnd = new Semaphore(0);

	private final AtomicInteger underWay = new AtomicInteger();

	private final AtomicInteger made = new AtomicInteger();

	@Test
	void ofManyQuickChangesOnlyTheLastIsIndexedAndNeverTwoAtATime() {
		StepVerifier.create(indexes()).then(() -> change("first")).then(() -> {
			for (int i = 0; i < 100; i++) {
				change("change " + i);
			}
			change("last");
			this.mayEnd.release(2);
		})
			.assertNext((index) -> assertThat(index.entries()).isEqualTo(entries("first")))
			.assertNext((index) -> assertThat(index.entries()).isEqualTo(entries("last")))
			.then(this.snapshots::tryEmitComplete)
			.expectComplete()
			.verify(BOUND);
		assertThat(this.made).hasValue(2);
	}

	@Test
	void aChangeOfValuesThatAreNotSearchedCreatesNoIndex() {
		this.mayEnd.release(2);
		StepVerifier.create(indexes().distinct())
			.then(() -> change("same"))
			.expectNextCount(1)
			.then(() -> change("same"))
			.then(this.snapshots::tryEmitComplete)
			.expectComplete()
			.verify(BOUND);
		assertThat(this.made).hasValue(1);
	}

	@Test
	void theFirstSearchWaitsForTheFirstIndexForALimitedTime() {
		SearchIndex index = SearchIndex.of(List.of());
		StepVerifier
			.withVirtualTime(
					() -> SearchIndexes.first(Mono.delay(Duration.ofSeconds(3)).map((tick) -> index).flux(), BOUND))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(3))
			.expectNext(index)
			.expectComplete()
			.verify(BOUND);
		StepVerifier.withVirtualTime(() -> SearchIndexes.first(Flux.never(), BOUND))
			.expectSubscription()
			.expectNoEvent(BOUND.minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.expectErrorSatisfies((ex) -> assertThat(ex).asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
				.returns(ErrorCode.UNAVAILABLE, Problem::code))
			.verify(BOUND);
	}

	@Test
	void afterAFailureTheNextIndexIsCreated() {
		this.mayEnd.release(2);
		StepVerifier.create(indexes()).then(() -> this.snapshots.tryEmitNext(() -> {
			throw new IllegalStateException("Reading fails");
		}))
			.then(() -> change("next"))
			.assertNext((index) -> assertThat(index.entries()).isEqualTo(entries("next")))
			.then(this.snapshots::tryEmitComplete)
			.expectComplete()
			.verify(BOUND);
	}

	private Flux<SearchIndex> indexes() {
		return SearchIndexes.newest(this.snapshots.asFlux(), this::make, Duration.ZERO);
	}

	private void change(String title) {
		this.snapshots.tryEmitNext(() -> entries(title));
	}

	private SearchIndex make(List<SearchEntry> entries) {
		assertThat(this.underWay.incrementAndGet()).isOne();
		this.mayEnd.acquireUninterruptibly();
		this.made.incrementAndGet();
		this.underWay.decrementAndGet();
		return SearchIndex.of(entries);
	}

	private static List<SearchEntry> entries(String title) {
		return List
			.of(new SearchEntry(SearchKind.ROOM, "room", 0, 0, List.of(SearchText.name(title)), List.of(), List.of()));
	}

}
