package dev.plenum.sample;

import java.time.Duration;
import java.time.InstantSource;

import dev.plenum.meeting.AutomaticAnswers;
import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.security.ConditionalOnLocalMode;
import dev.plenum.programme.Programmes;
import dev.plenum.schedule.Schedules;
import reactor.core.Disposable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets something happen at the demo, in local mode with {@code plenum.demo}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnLocalMode
@ConditionalOnBooleanProperty(name = "plenum.demo")
class DemoConfiguration {

	private static final Duration BETWEEN_CHANGES = Duration.ofMinutes(1);

	private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(5);

	@Bean
	DemoLife demoLife(Programmes programmes, Schedules schedules, AutomaticAnswers answers, InstantSource clock) {
		return new DemoLife(programmes, schedules, answers, clock);
	}

	@Bean(destroyMethod = "dispose")
	Disposable demoScheduleChanges(DemoLife demo) {
		return Repeatedly.every(BETWEEN_CHANGES, demo::changeSchedule);
	}

	@Bean(destroyMethod = "dispose")
	Disposable demoMeetingsAreAnswered(DemoLife demo) {
		return Repeatedly.every(BETWEEN_ANSWERS, demo::answerMeetings);
	}

}
