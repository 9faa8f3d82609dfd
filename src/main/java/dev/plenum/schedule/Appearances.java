package dev.plenum.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Makes hidden sessions visible when it is time. Each server remembers when the next
 * hidden session of each event appears, and adds it to the schedule by a guarded write:
 * of several servers one does it.
 */
@Component
class Appearances {

	private static final int MOST_TRIES = 20;

	private final Schedules schedules;

	private final InstantSource clock;

	/** When the next hidden session appears, by event. */
	private final Map<String, Instant> next = new ConcurrentHashMap<>();

	private volatile boolean missed = true;

	Appearances(Schedules schedules, ChangeFeed feed, InstantSource clock) {
		this.schedules = schedules;
		this.clock = clock;
		feed.listen(Set.of(Schedules.COLLECTION), this::hear);
	}

	/**
	 * Shows all sessions whose time has come.
	 * @return completes afterwards; what fails is done by the next call
	 */
	Mono<Void> showDue() {
		return (this.missed ? readAll() : Mono.<Void>empty())
			.thenMany(Flux.defer(() -> Flux.fromIterable(this.next.entrySet()))
				.filter((entry) -> !entry.getValue().isAfter(this.clock.instant()))
				.map(Map.Entry::getKey)
				.concatMapDelayError(this::show))
			.then();
	}

	private Mono<Void> show(String eventId) {
		return WriteConflict.retried(MOST_TRIES, Reading.COMMITTED,
				(reading) -> this.schedules.ofEvent(eventId, reading).flatMap((schedule) -> {
					var changed = schedule.appear(this.clock.instant());
					return changed.changes().isEmpty() ? Mono.just(true) : this.schedules.advance(schedule, changed);
				}).filter((written) -> written))
			.then();
	}

	private Mono<Void> readAll() {
		return Mono.defer(() -> {
			this.missed = false;
			this.next.clear();
			return this.schedules.nextAppearances()
				.doOnNext((event) -> this.next.merge(event.getKey(), event.getValue(), Appearances::earlier))
				.then();
		}).doOnError((_) -> this.missed = true);
	}

	private void hear(News news) {
		switch (news) {
			case News.Gap _ -> this.missed = true;
			case News.Changed changed -> note(changed.id(),
					(changed.document() != null) ? Schedules.nextAppearance(changed.document()) : Optional.empty());
		}
	}

	private void note(String eventId, Optional<Instant> moment) {
		moment.ifPresentOrElse((next) -> this.next.put(eventId, next), () -> this.next.remove(eventId));
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

}
