package dev.plenum.changelog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import dev.plenum.platform.mongo.Companion;
import dev.plenum.platform.mongo.Live;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Keeps the changelogs of all events in use. One thread compares all of them, ten times a
 * second, if something changed or a moment has come.
 */
@Component
public class Keepers implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(Keepers.class);

	private static final Duration BETWEEN_TICKS = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

	/** How long the database may take to store a step. */
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	/** How many steps lie between two bases. */
	private static final int STEPS_OF_A_BASE = Changelog.SPARE_STEPS;

	private static final int LARGE_STEPS_OF_A_BASE = 20;

	private final Changelogs changelogs;

	private final InstantSource clock;

	private final Set<Keeper<?>> keepers = ConcurrentHashMap.newKeySet();

	/** The keepers of whole events, by the ids of the events. */
	private final Map<String, Keeper<?>> ofEvents = new ConcurrentHashMap<>();

	private final List<Function<String, ? extends Live<?>>> parts = new CopyOnWriteArrayList<>();

	private final Scheduler thread = Schedulers.newSingle("changelog", true);

	private final Disposable ticking;

	Keepers(Changelogs changelogs, InstantSource clock) {
		this.changelogs = changelogs;
		this.clock = clock;
		this.ticking = Flux.interval(BETWEEN_TICKS, this.thread).onBackpressureDrop().subscribe(this::tick);
	}

	/**
	 * Keeps the changelogs of events by their main snapshots. As long as one is in
	 * memory, so are the parts of its event.
	 * @param subject how a snapshot is compared
	 * @param <T> the type of the snapshots
	 * @return makes the companion of a snapshot, by the event's id
	 */
	public <T> Function<String, Companion<T>> ofEvents(Subject<T> subject) {
		return (eventId) -> {
			Keeper<T> keeper = new Keeper<>(eventId, subject, () -> useParts(eventId));
			this.ofEvents.put(eventId, keeper);
			this.keepers.add(keeper);
			return keeper;
		};
	}

	/**
	 * Keeps the changelogs of events by the snapshots of a part of each event.
	 * @param subject how a snapshot is compared
	 * @param snapshots the snapshots, by the ids of their events
	 * @param <T> the type of the snapshots
	 * @return makes the companion of a snapshot, by the event's id
	 */
	public <T> Function<String, Companion<T>> ofParts(Subject<T> subject, Function<String, Live<T>> snapshots) {
		this.parts.add(snapshots);
		return (eventId) -> {
			Keeper<T> keeper = new Keeper<>(eventId, subject, Disposables::single);
			this.keepers.add(keeper);
			return keeper;
		};
	}

	private Disposable useParts(String eventId) {
		Disposable.Composite used = Disposables.composite();
		this.parts.forEach((snapshots) -> used.add(Flux.defer(() -> use(snapshots.apply(eventId)))
			.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(LONGEST_PAUSE))
			.subscribe()));
		return used;
	}

	private static <T> Flux<T> use(Live<T> live) {
		return live.readAndFollow();
	}

	private void tick(long number) {
		Instant now = this.clock.instant();
		this.keepers.removeIf(Keeper::isDisposed);
		this.ofEvents.values().removeIf(Keeper::isDisposed);
		for (Keeper<?> keeper : this.keepers) {
			try {
				StepDocument step = keeper.tick(number, now);
				if (step != null) {
					append(step, keeper);
				}
			}
			catch (RuntimeException ex) {
				log.error("The visible changes of an event cannot be recorded before its next change", ex);
			}
		}
	}

	private void append(StepDocument step, Keeper<?> keeper) {
		this.changelogs.append(step)
			.filter((added) -> added && isEndOfBase(step))
			.flatMap((added) -> compact(step.eventId()))
			.timeout(PATIENCE)
			.doFinally((any) -> keeper.sent())
			.subscribe((done) -> {
			}, (ex) -> failed(step, ex));
	}

	private void failed(StepDocument step, Throwable cause) {
		if (!this.ticking.isDisposed()) {
			log.warn("Step {} of {} could not be stored and is tried again: {}", step.number(), step.eventId(),
					cause.toString());
		}
	}

	private Mono<Void> compact(String eventId) {
		return Mono.justOrEmpty(this.ofEvents.get(eventId))
			.flatMap((keeper) -> Mono.justOrEmpty(keeper.changelog()))
			.flatMap((changelog) -> this.changelogs.compact(eventId, changelog));
	}

	private static boolean isEndOfBase(StepDocument step) {
		return step.number() % STEPS_OF_A_BASE == 0
				|| step.nodes().size() == Keeper.MOST_NODES && step.number() % LARGE_STEPS_OF_A_BASE == 0;
	}

	@Override
	public void destroy() {
		this.ticking.dispose();
		this.keepers.forEach(Keeper::dispose);
		this.thread.dispose();
	}

}
