package dev.plenum.schedule;

import java.time.Duration;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Appearances.class, Schedules.class })
public class ScheduleConfiguration {

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

	@Bean
	StartUpStep scheduleIndexes(Schedules schedules) {
		return new StartUpStep(Phase.GROUNDWORK, schedules::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable hiddenSessionsAppearAtTheirTime(Appearances appearances) {
		return Repeatedly.every(BETWEEN_LOOKS, appearances::showDue);
	}

}
