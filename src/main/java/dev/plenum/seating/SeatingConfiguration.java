package dev.plenum.seating;

import java.time.Duration;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import dev.plenum.seating.assignment.AssignmentConfiguration;
import dev.plenum.seating.group.GroupConfiguration;
import reactor.core.Disposable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the seats.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AssignmentConfiguration.class, GroupConfiguration.class, SeatClashRepair.class, SeatController.class,
		SeatDesk.class, SeatKeeper.class, SeatQueues.class, SeatingBoards.class, Seatings.class })
@EnableConfigurationProperties(SeatingSettings.class)
public class SeatingConfiguration {

	private static final Duration BETWEEN_CHECKS = Duration.ofMillis(250);

	@Bean
	StartUpStep seatingIndexes(Seatings seatings) {
		return new StartUpStep(Phase.GROUNDWORK, seatings::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable seatsAreKept(SeatKeeper keeper) {
		return Repeatedly.every(BETWEEN_CHECKS, keeper::checkDue);
	}

}
