package dev.plenum.organiser;

import java.time.Duration;

import dev.plenum.organiser.schedule.OrganiserScheduleConfiguration;
import dev.plenum.platform.Repeatedly;
import reactor.core.Disposable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ DuePublications.class, EventContent.class, EventDesk.class, EventStateController.class, EventStateDesk.class,
		OrganiserController.class, OrganiserScheduleConfiguration.class, PersonalEvents.class, ProgrammeWriter.class,
		RoomController.class, RoomDesk.class, SpeakerController.class, SpeakerDesk.class, Withdrawal.class })
public class OrganiserConfiguration {

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

	private static final Duration BETWEEN_COMPLETIONS = Duration.ofSeconds(30);

	@Bean(destroyMethod = "dispose")
	Disposable draftsArePublishedAtTheirTime(DuePublications drafts) {
		return Repeatedly.every(BETWEEN_LOOKS, drafts::publish);
	}

	@Bean(destroyMethod = "dispose")
	Disposable interruptedDeletionsAreCompleted(EventStateDesk events) {
		return Repeatedly.every(BETWEEN_COMPLETIONS, events::endDeletions);
	}

	@Bean(destroyMethod = "dispose")
	Disposable interruptedWithdrawalsAreCompleted(Withdrawal withdrawal) {
		return Repeatedly.every(BETWEEN_COMPLETIONS, withdrawal::complete);
	}

}
