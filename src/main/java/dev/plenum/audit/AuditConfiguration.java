package dev.plenum.audit;

import java.time.Duration;
import java.util.List;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package and the jobs of the audit trail.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AuditController.class, AuditLog.class, AuditTrail.class, Intents.class, MutationRecorder.class,
		PersonalEntries.class, RequestRecorder.class, States.class })
@EnableConfigurationProperties(AuditSettings.class)
public class AuditConfiguration {

	private static final Duration SETTLING_INTERVAL = Duration.ofSeconds(30);

	private static final Duration FIRST_REMOVAL = Duration.ofMinutes(1);

	private static final Duration REMOVAL_INTERVAL = Duration.ofHours(1);

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
		return Repeatedly.every(SETTLING_INTERVAL, trail::settle);
	}

	/**
	 * Every server does this. If no entry has expired, it costs one query of an index.
	 */
	@Bean(destroyMethod = "dispose")
	Disposable expiredEntriesAreRemoved(AuditTrail trail) {
		return Repeatedly.every(FIRST_REMOVAL, REMOVAL_INTERVAL, trail::removeExpired);
	}

}
