package dev.plenum.push.delivery;

import java.time.Duration;
import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.plenum.platform.RepeatedFaults;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Keeps requests from push services that do not answer, so that they cost little.
 */
@Component
final class Circuits {

	private static final int MOST_SERVICES = 1000;

	private final LoadingCache<String, Circuit> circuits = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumSize(MOST_SERVICES)
		.build((_) -> new Circuit());

	private final RepeatedFaults faults = new RepeatedFaults(LoggerFactory.getLogger(Circuits.class));

	private final InstantSource clock;

	Circuits(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Sends a request if its service is worth it.
	 * @param service the service
	 * @param exchange sends the request; never an error
	 * @return the answer
	 */
	Mono<Answer> guard(String service, Mono<Answer> exchange) {
		return Mono.defer(() -> {
			Circuit circuit = this.circuits.get(service);
			Duration pause = circuit.enter(this.clock.instant());
			return pause.isZero() ? exchange.doOnNext((answer) -> record(service, circuit, answer))
					: Mono.just(Answer.none("the service did not answer before", pause));
		});
	}

	private void record(String service, Circuit circuit, Answer answer) {
		if (answer.isOutage()) {
			this.faults.warn("The push service %s does not work: %s".formatted(service,
					(answer.status() == 0) ? answer.text() : "status " + answer.status()));
			circuit.failed(this.clock.instant());
		}
		else {
			circuit.succeeded();
		}
	}

}
