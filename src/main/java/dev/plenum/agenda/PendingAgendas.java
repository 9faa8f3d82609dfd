package dev.plenum.agenda;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The agendas whose attendees got a code or a calendar address that cannot be found yet.
 * Each is stored in the background, and the write is repeated until it succeeds. If this
 * server stops before, the attendee's next query starts again.
 */
@Component
class PendingAgendas {

	private static final Logger log = LoggerFactory.getLogger(PendingAgendas.class);

	/** Further agendas are stored after the attendee's next query. */
	private static final int MOST = 10_000;

	private static final int AT_A_TIME = 8;

	private final Agendas agendas;

	private final Map<AgendaOwner, Integer> generations = new ConcurrentHashMap<>();

	PendingAgendas(Agendas agendas) {
		this.agendas = agendas;
	}

	/**
	 * Stores an agenda in the background.
	 * @param generation the generation of the code and the address that the attendee got
	 */
	void add(AgendaOwner owner, int generation) {
		if (this.generations.size() < MOST) {
			Integer before = this.generations.put(owner, generation);
			if (before == null) {
				store(owner, generation).subscribe();
			}
		}
	}

	/**
	 * Tries again to store the agendas that are not stored yet.
	 * @return completes when each was tried once
	 */
	Mono<Void> repeat() {
		return Flux.fromIterable(this.generations.entrySet())
			.flatMap((left) -> store(left.getKey(), left.getValue()), AT_A_TIME)
			.then(Mono.fromRunnable(() -> {
				if (!this.generations.isEmpty()) {
					log.warn("{} agendas are not stored yet; their codes are unknown at the door until they are",
							this.generations.size());
				}
			}));
	}

	private Mono<Void> store(AgendaOwner owner, int generation) {
		return this.agendas.open(owner, generation)
			.then()
			.doOnSuccess((_) -> this.generations.remove(owner, generation))
			.onErrorResume((ex) -> {
				log.debug("The agenda {} is not stored yet: {}", owner.agendaId(), ex.toString());
				return Mono.empty();
			});
	}

}
