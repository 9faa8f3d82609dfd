package dev.plenum.seating;

import java.time.Duration;

import dev.plenum.platform.mongo.WatchedCollection;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What the seats need from the others.
 */
@Configuration(proxyBeanMethods = false)
@Import({ CapacityKeeper.class, SeatController.class, SeatDesk.class, SeatQueues.class, SeatingBoards.class,
		Seatings.class })
@EnableConfigurationProperties(SeatingSettings.class)
public class SeatingConfiguration {

	@Bean
	WatchedCollection watchedSeatings() {
		return new WatchedCollection(Seatings.COLLECTION);
	}

	@Bean
	StartUpStep seatingIndexes(Seatings seatings) {
		return new StartUpStep(Phase.GROUNDWORK, seatings::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable unusedSeatingBoardsAreDropped(SeatingBoards boards, SeatQueues queues, SeatingSettings settings) {
		return Flux.interval(Duration.ofMinutes(1)).onBackpressureDrop().subscribe((tick) -> {
			boards.dropUnused(settings.keepUnused());
			queues.dropUnused(settings.keepUnused());
		});
	}

}
