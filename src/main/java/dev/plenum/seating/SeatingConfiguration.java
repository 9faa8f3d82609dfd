package dev.plenum.seating;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the seats.
 */
@Configuration(proxyBeanMethods = false)
@Import({ CapacityKeeper.class, SeatController.class, SeatDesk.class, SeatQueues.class, SeatingBoards.class,
		Seatings.class })
@EnableConfigurationProperties(SeatingSettings.class)
public class SeatingConfiguration {

	@Bean
	StartUpStep seatingIndexes(Seatings seatings) {
		return new StartUpStep(Phase.GROUNDWORK, seatings::ensureIndexes);
	}

}
