package dev.plenum.push.delivery;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.plenum.platform.Echo;
import dev.plenum.platform.RepeatedFaults;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Counts what becomes of messages, and logs what an operator must correct.
 */
@Component
final class Reports {

	private static final Logger log = LoggerFactory.getLogger(Reports.class);

	private static final int MOST_SERVICES = 1000;

	private static final Duration SILENCE = Duration.ofHours(1);

	private final RepeatedFaults faults = new RepeatedFaults(log);

	private final Cache<String, Boolean> denied = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumSize(MOST_SERVICES)
		.expireAfterWrite(SILENCE)
		.build();

	private final Map<Service, Map<Outcome, Counter>> counters = new EnumMap<>(Service.class);

	Reports(MeterRegistry meters) {
		for (Service service : Service.values()) {
			Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
			for (Outcome outcome : Outcome.values()) {
				counters.put(outcome,
						Counter.builder("plenum.push.messages")
							.description("Messages to devices, by kind of push service and by outcome. "
									+ "Denied: the service does not accept this server's key")
							.tag("service", name(service))
							.tag("outcome", name(outcome))
							.register(meters));
			}
			this.counters.put(service, counters);
		}
	}

	/**
	 * Counts the outcome of a message.
	 * @param service the kind of push service
	 * @param sending sends the message
	 * @return the outcome
	 */
	Mono<Delivered> counted(Service service, Mono<Delivered> sending) {
		return sending.doOnNext((delivered) -> count(service, switch (delivered) {
			case Delivered.Sent _ -> Outcome.SENT;
			case Delivered.Gone _ -> Outcome.GONE;
			case Delivered.Busy _ -> Outcome.BUSY;
			case Delivered.Refused _ -> Outcome.REFUSED;
		}));
	}

	/**
	 * Reports that a service does not accept this server: once an hour for each service.
	 * @param service the kind of push service
	 * @param name the service
	 * @param answer its answer
	 * @param advice what the operator can do
	 * @return the outcome
	 */
	Delivered denied(Service service, String name, Answer answer, String advice) {
		count(service, Outcome.DENIED);
		if (this.denied.asMap().putIfAbsent(name, true) == null) {
			log.error("The push service {} does not accept this server: status {} {}. {}", name, answer.status(),
					Echo.beginning(answer.text().strip()), advice);
		}
		return new Delivered.Refused();
	}

	/**
	 * Reports that a service rejects one message.
	 * @param name the service
	 * @param answer its answer
	 * @return the outcome
	 */
	Delivered refused(String name, Answer answer) {
		this.faults.warn("The push service %s rejects a message: status %d %s".formatted(name, answer.status(),
				Echo.beginning(answer.text().strip())));
		return new Delivered.Refused();
	}

	private void count(Service service, Outcome outcome) {
		Map<Outcome, Counter> counters = this.counters.get(service);
		if (counters != null && counters.get(outcome) instanceof Counter counter) {
			counter.increment();
		}
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private enum Outcome {

		SENT, GONE, BUSY, REFUSED, DENIED

	}

}
