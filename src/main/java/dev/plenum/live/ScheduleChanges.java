package dev.plenum.live;

import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedChange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The steps of schedules as they are made.
 */
@Component
public class ScheduleChanges {

	private final Programmes programmes;

	ScheduleChanges(Programmes programmes) {
		this.programmes = programmes;
	}

	/**
	 * The steps of an event's schedule, none left out, none twice, in order.
	 * @param programme the event
	 * @param after the last revision that the listener knows; null for the one of the
	 * given snapshot
	 * @return the steps, without end; fails if some after the revision are not remembered
	 */
	public Flux<PublishedChange> of(Programme programme, @Nullable Integer after) {
		int from = (after != null) ? after : programme.schedule().revision();
		return reached(programme, from).flatMapMany((newest) -> {
			if (!newest.schedule().remembers(from)) {
				return Flux.error(() -> ScheduleListener.resync(from, newest.schedule().revision()));
			}
			ScheduleListener listener = new ScheduleListener(from);
			return this.programmes.live(programme.id()).follow().concatMapIterable(listener::hear, 1);
		});
	}

	/**
	 * A snapshot that has reached a revision. A phone that comes from another server may
	 * be a moment ahead of this one; the database knows.
	 */
	private Mono<Programme> reached(Programme programme, int revision) {
		return (revision <= programme.schedule().revision()) ? Mono.just(programme)
				: this.programmes.live(programme.id()).reload();
	}

}
