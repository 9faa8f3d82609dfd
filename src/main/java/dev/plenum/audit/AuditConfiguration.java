package dev.plenum.audit;

import java.time.Duration;
import java.util.List;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package and the jobs of the audit trail.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AuditController.class, AuditLog.class, AuditTrail.class, Intents.class, MutationRecorder.class,
		RequestRecorder.class, States.class })
public class AuditConfiguration {

	private static final Logger log = LoggerFactory.getLogger(AuditConfiguration.class);

	private static final Duration SETTLING_INTERVAL = Duration.ofSeconds(30);

	@Bean
	GraphQlSourceBuilderCustomizer mutationsAreRecorded(MutationRecorder recorder) {
		return (source) -> source.typeVisitors(List.of(recorder));
	}

	@Bean
	StartUpStep auditIndexes(AuditLog entries, Intents intents) {
		return new StartUpStep(Phase.GROUNDWORK, () -> entries.ensureIndexes().then(intents.ensureIndexes()));
	}

	@Bean(destroyMethod = "dispose")
	Disposable intentsAreSettled(AuditTrail trail) {
		return Flux.interval(SETTLING_INTERVAL)
			.onBackpressureDrop()
			.concatMap((_) -> trail.settle().onErrorResume((ex) -> {
				log.debug("Intents are left for the next attempt: {}", ex.toString());
				return Mono.empty();
			}), 1)
			.subscribe();
	}

}
