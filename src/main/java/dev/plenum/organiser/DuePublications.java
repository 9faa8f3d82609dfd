package dev.plenum.organiser;

import java.time.Instant;
import java.time.InstantSource;

import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.Events;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Publishes drafts when their time comes. Every server looks at the drafts in its memory;
 * the guarded write of the first server that notices the time publishes a draft, and the
 * writes of the others change nothing.
 */
@Component
class DuePublications {

	private static final Logger log = LoggerFactory.getLogger(DuePublications.class);

	private final Programmes programmes;

	private final Events events;

	private final InstantSource clock;

	DuePublications(Programmes programmes, Events events, InstantSource clock) {
		this.programmes = programmes;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Publishes all drafts whose time has come.
	 */
	Mono<Void> publish() {
		Instant now = this.clock.instant();
		return this.programmes.drafts().concatMapDelayError((draft) -> {
			Instant at = draft.publishAt();
			return (at != null && !now.isBefore(at)) ? this.events.publishDue(draft.id(), at) : Mono.empty();
		}).doOnNext((published) -> log.info("Published {} at its time", published.slug())).then();
	}

}
