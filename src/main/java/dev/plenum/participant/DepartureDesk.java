package dev.plenum.participant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import dev.plenum.platform.TransientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Carries out departures. The write that cancels a participation also stores that the
 * departure is due. Every server looks for due departures; the one that takes a departure
 * first tells the person and ends what the person has. If that server is killed, another
 * one repeats the departure when the time of the first one is over.
 */
@Component
class DepartureDesk {

	private static final Logger log = LoggerFactory.getLogger(DepartureDesk.class);

	/** The time that one server has for a departure. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final int MOST = 100;

	private static final int AT_A_TIME = 4;

	private final Participants participants;

	private final List<Departures> features;

	private final InstantSource clock;

	DepartureDesk(Participants participants, List<Departures> features, InstantSource clock) {
		this.participants = participants;
		this.features = features;
		this.clock = clock;
	}

	/**
	 * Carries out departures that are due.
	 * @return completes afterwards; a departure that fails is due again
	 */
	Mono<Void> carryOutDue() {
		return Flux.defer(() -> this.participants.departing(this.clock.instant(), MOST))
			.flatMap(this::carryOut, AT_A_TIME)
			.then();
	}

	private Mono<Void> carryOut(ParticipantDocument due) {
		Instant until = this.clock.instant().plus(LONGEST);
		return this.participants.takeDeparture(due, until)
			.flatMap((taken) -> Flux.fromIterable(this.features)
				.concatMap((feature) -> feature.end(new Departure(taken)))
				.then(Mono.defer(() -> this.participants.endDeparture(taken))))
			.timeout(LONGEST)
			.onErrorResume((ex) -> {
				TransientFault.warn(log, "The departure of %s is repeated in a minute".formatted(due.id()), ex);
				return Mono.empty();
			});
	}

}
