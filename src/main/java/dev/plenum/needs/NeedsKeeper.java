package dev.plenum.needs;

import java.time.InstantSource;

import dev.plenum.programme.Programmes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Deletes the needs of an event when their date comes. Every server looks for events
 * whose date has come; the first one that finds statements deletes them. A deletion that
 * is interrupted is repeated at the next look, and so is one that a statement of the last
 * moment has escaped.
 */
@Component
class NeedsKeeper {

	private static final Logger log = LoggerFactory.getLogger(NeedsKeeper.class);

	private final Programmes programmes;

	private final Needs needs;

	private final InstantSource clock;

	NeedsKeeper(Programmes programmes, Needs needs, InstantSource clock) {
		this.programmes = programmes;
		this.needs = needs;
		this.clock = clock;
	}

	/**
	 * Deletes all needs whose date has come.
	 */
	Mono<Void> deleteDue() {
		return this.programmes.idsWithoutNeedsAt(this.clock.instant())
			.collectList()
			.flatMapMany(this.needs::stillIn)
			.concatMapDelayError(this::delete)
			.then();
	}

	/**
	 * Reads the event again first: organisers may have set a later date a moment ago.
	 */
	private Mono<Void> delete(String eventId) {
		return this.programmes.upToDate(eventId)
			.filter((programme) -> !programme.event().keepsNeedsAt(this.clock.instant()))
			.flatMap((programme) -> this.needs.removeAll(eventId)
				.doOnSuccess((_) -> log.info("Deleted the needs of {} on their date", programme.event().slug())));
	}

}
