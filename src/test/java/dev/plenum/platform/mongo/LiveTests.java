package dev.plenum.platform.mongo;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.plenum.platform.Grounds;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Snapshots that are read once and kept up to date by changes. A snapshot here is a list
 * of words.
 */
@Tag("slow")
@Isolated
class LiveTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void simultaneousCallersCauseOneReading() {
		Sinks.One<List<String>> database = Sinks.one();
		Live<List<String>> live = new Live<>(database.asMono().doOnSubscribe((any) -> this.reads.incrementAndGet()));
		Mono<List<List<String>>> all = Mono.zip(live.get(), live.get(), live.get())
			.map((answers) -> List.of(answers.getT1(), answers.getT2(), answers.getT3()));
		StepVerifier.create(all)
			.then(() -> database.tryEmitValue(List.of("read")))
			.assertNext((answers) -> assertThat(answers).containsOnly(List.of("read")))
			.expectComplete()
			.verify(PATIENCE);
		StepVerifier.create(live.get()).expectNext(List.of("read")).expectComplete().verify(PATIENCE);
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void changesDuringAReadingAreAppliedAfterwards() {
		Sinks.One<List<String>> database = Sinks.one();
		Live<List<String>> live = new Live<>(database.asMono());
		StepVerifier.create(live.get()).then(() -> {
			live.apply(new Object(), (words) -> plus(words, "meanwhile"));
			database.tryEmitValue(List.of("read"));
		}).expectNext(List.of("read", "meanwhile")).expectComplete().verify(PATIENCE);
	}

	@Test
	void theOldSnapshotAnswersWhileANewOneIsRead() {
		Sinks.Many<List<String>> database = Sinks.many().multicast().directBestEffort();
		Live<List<String>> live = new Live<>(Mono.defer(() -> database.asFlux().next()));
		StepVerifier.create(live.get())
			.then(() -> database.tryEmitNext(List.of("old")))
			.expectNextCount(1)
			.expectComplete()
			.verify(PATIENCE);
		StepVerifier.create(live.reload())
			.then(() -> StepVerifier.create(live.get()).expectNext(List.of("old")).expectComplete().verify(PATIENCE))
			.then(() -> database.tryEmitNext(List.of("new")))
			.expectNext(List.of("new"))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aReloadFollowsTheReadingThatIsUnderWay() {
		Sinks.Many<List<String>> database = Sinks.many().multicast().directBestEffort();
		Live<List<String>> live = new Live<>(
				Mono.defer(() -> database.asFlux().next()).doOnSubscribe((any) -> this.reads.incrementAndGet()));
		Mono<List<String>> begunBefore = live.get().cache();
		begunBefore.subscribe();
		StepVerifier.create(Mono.zip(live.reload(), live.reload()))
			.then(() -> database.tryEmitNext(List.of("before the gap")))
			.then(() -> StepVerifier.create(begunBefore)
				.expectNext(List.of("before the gap"))
				.expectComplete()
				.verify(PATIENCE))
			.then(() -> live.apply(new Object(), (words) -> plus(words, "meanwhile")))
			.then(() -> database.tryEmitNext(List.of("after the gap")))
			.assertNext((both) -> assertThat(both).containsOnly(List.of("after the gap", "meanwhile")))
			.expectComplete()
			.verify(PATIENCE);
		StepVerifier.create(live.get())
			.expectNext(List.of("after the gap", "meanwhile"))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.reads).hasValue(2);
	}

	@Test
	void afterAGapTheOldSnapshotAnswersUntilANewOneIsRead() {
		Sinks.Many<List<String>> database = Sinks.many().multicast().directBestEffort();
		Live<List<String>> live = read(database, List.of("before"));
		List<List<String>> followed = new CopyOnWriteArrayList<>();
		live.follow().subscribe(followed::add);
		await().atMost(PATIENCE).until(() -> followed.contains(List.of("before")));
		live.miss();
		live.apply("first", (words) -> plus(words, "first"));
		StepVerifier.create(recovered(live))
			.then(() -> live.apply("second", (words) -> plus(words, "second")))
			.then(() -> StepVerifier.create(live.get()).expectNext(List.of("before")).expectComplete().verify(PATIENCE))
			.then(() -> database.tryEmitNext(List.of("missed", "first")))
			.expectComplete()
			.verify(PATIENCE);
		List<String> newest = List.of("missed", "first", "second");
		StepVerifier.create(live.get()).expectNext(newest).expectComplete().verify(PATIENCE);
		await().atMost(PATIENCE).until(() -> followed.contains(newest));
		assertThat(followed).containsOnly(List.of("before"), newest);
	}

	@Test
	void aReadingThatBeganBeforeAGapIsNotShownAndCallersGetTheNextOne() {
		Sinks.Many<List<String>> database = Sinks.many().multicast().directBestEffort();
		Live<List<String>> live = new Live<>(Mono.defer(() -> database.asFlux().next()));
		StepVerifier.create(live.get())
			.then(live::miss)
			.then(() -> database.tryEmitNext(List.of("begun before the gap")))
			.then(() -> live.apply("meanwhile", (words) -> plus(words, "meanwhile")))
			.then(() -> database.tryEmitNext(List.of("begun after the gap")))
			.expectNext(List.of("begun after the gap", "meanwhile"))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aSecondGapDuringTheRecoveryFromTheFirstIsRecoveredToo() {
		Sinks.Many<List<String>> database = Sinks.many().multicast().directBestEffort();
		Live<List<String>> live = read(database, List.of("before"));
		live.miss();
		StepVerifier.create(recovered(live))
			.then(live::miss)
			.then(() -> database.tryEmitNext(List.of("between the gaps")))
			.then(() -> StepVerifier.create(live.get()).expectNext(List.of("before")).expectComplete().verify(PATIENCE))
			.then(() -> database.tryEmitNext(List.of("after both")))
			.expectComplete()
			.verify(PATIENCE);
		StepVerifier.create(live.get()).expectNext(List.of("after both")).expectComplete().verify(PATIENCE);
	}

	@Test
	void aReadingThatHangsIsCancelledAndDoesNotDelayTheNext() {
		StepVerifier.withVirtualTime(() -> {
			Live<List<String>> live = new Live<>(
					Mono.defer(() -> (this.reads.incrementAndGet() == 1) ? Mono.never() : Mono.just(List.of("read"))));
			live.miss();
			return recovered(live).then(Mono.defer(live::get));
		}).thenAwait(Live.READ_PATIENCE.plusSeconds(5)).expectNext(List.of("read")).expectComplete().verify(PATIENCE);
	}

	@Test
	void ofEachDocumentOnlyTheNewestChangeIsRecorded() {
		Sinks.Many<List<String>> database = Sinks.many().multicast().directBestEffort();
		Live<List<String>> live = new Live<>(Mono.defer(() -> database.asFlux().next()));
		StepVerifier.create(live.get()).then(() -> {
			for (int i = 0; i < 3 * RecordedChanges.LIMIT; i++) {
				String word = "version " + i;
				live.apply("document", (words) -> plus(words, word));
			}
			database.tryEmitNext(List.of("read"));
		}).expectNext(List.of("read", "version " + (3 * RecordedChanges.LIMIT - 1))).expectComplete().verify(PATIENCE);
	}

	@Test
	void ifTooManyDocumentsChangeDuringAReadingItIsReadAgain() {
		Sinks.Many<List<String>> database = Sinks.many().multicast().directBestEffort();
		Live<List<String>> live = new Live<>(Mono.defer(() -> database.asFlux().next()));
		StepVerifier.create(live.get()).then(() -> {
			for (int i = 0; i <= RecordedChanges.LIMIT; i++) {
				live.apply(i, (words) -> plus(words, "not to be kept"));
			}
		})
			.then(() -> database.tryEmitNext(List.of("read")))
			.then(() -> database.tryEmitNext(List.of("read once more")))
			.expectNext(List.of("read once more"))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aChangeThatCannotBeAppliedDoesNotStopTheOthers() {
		Sinks.One<List<String>> database = Sinks.one();
		Live<List<String>> live = new Live<>(database.asMono());
		StepVerifier.create(live.get()).then(() -> {
			live.apply("bad", (words) -> {
				throw new IllegalStateException("cannot be applied");
			});
			live.apply("good", (words) -> plus(words, "good"));
			database.tryEmitValue(List.of("read"));
		}).expectNext(List.of("read", "good")).expectComplete().verify(PATIENCE);
	}

	@Test
	void aSnapshotThatCannotBeReadDoesNotDelayTheOthers() {
		AtomicBoolean broken = new AtomicBoolean();
		try (MongoClient client = MongoClients.create()) {
			ChangeFeed feed = new ChangeFeed(client.getDatabase("none"), FeedSettings.DEFAULTS);
			Snapshots<String> snapshots = new Snapshots<>(feed, MongoClientSettings.getDefaultCodecRegistry(),
					Optional::of, (id) -> Mono.defer(() -> (broken.get() && id.startsWith("bad")) ? unreadable()
							: Mono.just(id + this.reads.incrementAndGet())));
			List<String> ids = IntStream.range(0, 20).mapToObj((i) -> (i < 10) ? "bad" + i : "good" + i).toList();
			ids.forEach((id) -> snapshots.of(id).get().block(PATIENCE));
			broken.set(true);
			snapshots.miss().subscribe();
			await().atMost(PATIENCE)
				.until(() -> IntStream.range(10, 20)
					.allMatch((i) -> !("good" + i + (i + 1)).equals(snapshots.of("good" + i).get().block(PATIENCE))));
			assertThat(snapshots.of("bad0").get().block(PATIENCE)).as("the old snapshot").isEqualTo("bad01");
			broken.set(false);
			snapshots.recovered().block(PATIENCE);
			assertThat(snapshots.of("bad0").get().block(PATIENCE)).isNotEqualTo("bad01");
		}
	}

	private static Mono<Void> recovered(Live<?> live) {
		return Mono.defer(live::recover).retryWhen(Live.untilRead()).then();
	}

	private static Mono<String> unreadable() {
		return Mono.error(() -> new IllegalStateException("cannot be read"));
	}

	private static Live<List<String>> read(Sinks.Many<List<String>> database, List<String> first) {
		Live<List<String>> live = new Live<>(Mono.defer(() -> database.asFlux().next()));
		StepVerifier.create(live.get())
			.then(() -> database.tryEmitNext(first))
			.expectNext(first)
			.expectComplete()
			.verify(PATIENCE);
		return live;
	}

	@Test
	void aFailedReadingIsRepeatedByTheNextCaller() {
		Live<List<String>> live = new Live<>(Mono.fromSupplier(() -> {
			if (this.reads.incrementAndGet() == 1) {
				throw new IllegalStateException("away");
			}
			return List.of("read");
		}));
		StepVerifier.create(live.get()).expectError(IllegalStateException.class).verify(PATIENCE);
		StepVerifier.create(live.get()).expectNext(List.of("read")).expectComplete().verify(PATIENCE);
	}

	@Test
	void aSlowFollowerSkipsSnapshotsButNeverTheLast() {
		Live<List<String>> live = new Live<>(Mono.just(List.of()));
		live.get().subscribe();
		List<Integer> sizes = new ArrayList<>();
		StepVerifier.create(live.follow().map(List::size).doOnNext(sizes::add).takeUntil((size) -> size == 1000), 0)
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> {
				for (int i = 0; i < 1000; i++) {
					live.apply(new Object(), (words) -> plus(words, "one"));
				}
			})
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile((size) -> true)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(sizes).isSorted().endsWith(1000).hasSizeLessThan(1000);
	}

	@Test
	void aWriterSeesItsOwnWrite() {
		Live<List<String>> live = new Live<>(Mono.just(List.of()));
		StepVerifier.create(live.when((words) -> words.contains("mine")))
			.then(() -> Schedulers.parallel().schedule(() -> live.apply(new Object(), (words) -> plus(words, "mine"))))
			.expectNext(List.of("mine"))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aWriterReadsTheDatabaseIfTheFeedIsLate() {
		Live<List<String>> live = new Live<>(
				Mono.fromSupplier(() -> (this.reads.incrementAndGet() == 1) ? List.of() : List.of("mine")));
		StepVerifier.create(live.when((words) -> words.contains("mine")))
			.expectNext(List.of("mine"))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void anAnswerHoldsUntilTheNextSnapshotOrTheEnd() {
		Live<List<String>> live = new Live<>(Mono.just(List.of("read")));
		Grounds.Settled first = answered(live);
		assertThat(first.hold(Instant.now())).isTrue();
		live.apply(new Object(), (words) -> words);
		assertThat(first.hold(Instant.now())).as("nothing is new").isTrue();
		live.apply(new Object(), (words) -> plus(words, "next"));
		assertThat(first.hold(Instant.now())).isFalse();
		live.apply(new Object(), (words) -> List.of("read"));
		assertThat(first.hold(Instant.now())).as("an equal snapshot is another version").isFalse();
		Grounds.Settled last = answered(live);
		assertThat(last.hold(Instant.now())).isTrue();
		live.retire();
		assertThat(last.hold(Instant.now())).isFalse();
	}

	@Test
	void anAnswerThatIsKeptKeepsNoSnapshotInMemory() {
		Live<List<String>> live = new Live<>(Mono.fromSupplier(() -> new ArrayList<>(List.of("read"))));
		Grounds grounds = new Grounds(false);
		WeakReference<List<String>> snapshot = new WeakReference<>(answer(live, grounds));
		Grounds.Settled kept = grounds.settle().orElseThrow();
		live.apply(new Object(), (words) -> plus(words, "next"));
		Awaitility.await().atMost(PATIENCE).until(() -> {
			System.gc();
			return snapshot.refersTo(null);
		});
		assertThat(kept.hold(Instant.now())).isFalse();
	}

	@Test
	void onlyAnAnswerThatIsGivenUsesItsSnapshots() {
		Live<List<String>> live = new Live<>(Mono.just(List.of("read")));
		Grounds.Settled kept = answered(live);
		Instant later = Instant.now().plusMillis(200);
		Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(later));
		kept.hold(Instant.now());
		assertThat(live.isUnusedSince(later)).isTrue();
		kept.use();
		assertThat(live.isUnusedSince(later)).isFalse();
	}

	private static Grounds.Settled answered(Live<List<String>> live) {
		Grounds grounds = new Grounds(false);
		answer(live, grounds);
		return grounds.settle().orElseThrow();
	}

	private static List<String> answer(Live<List<String>> live, Grounds grounds) {
		return live.get().contextWrite((context) -> context.put(Grounds.CONTEXT_KEY, grounds)).block(PATIENCE);
	}

	private static List<String> plus(List<String> words, String word) {
		List<String> more = new ArrayList<>(words);
		more.add(word);
		return List.copyOf(more);
	}

}
