package dev.plenum.agenda;

import java.time.Duration;

import dev.plenum.platform.mongo.WatchedCollection;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What the agendas need from the others.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AgendaCodes.class, AgendaController.class, AgendaDesk.class, AgendaReader.class, Agendas.class,
		CheckInController.class, FavouriteController.class, FavouriteVisits.class, Generations.class,
		LiveAgendaController.class, LiveAgendas.class, PendingAgendas.class, PersonalAgendas.class, PersonalSeats.class,
		Secrets.class })
public class AgendaConfiguration {

	private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

	private static final Duration KEPT_UNUSED = Duration.ofMinutes(10);

	@Bean
	WatchedCollection watchedAgendas() {
		return new WatchedCollection(Agendas.COLLECTION);
	}

	@Bean
	StartUpStep agendaIndexes(Agendas agendas) {
		return new StartUpStep(Phase.GROUNDWORK, agendas::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable unheardAgendasAreDropped(LiveAgendas agendas) {
		return Flux.interval(Duration.ofMinutes(1))
			.onBackpressureDrop()
			.subscribe((tick) -> agendas.dropUnused(KEPT_UNUSED));
	}

	@Bean(destroyMethod = "dispose")
	Disposable pendingAgendasAreStored(PendingAgendas agendas) {
		return Flux.interval(BETWEEN_TRIES)
			.onBackpressureDrop()
			.concatMap((_) -> agendas.repeat().onErrorComplete(), 1)
			.subscribe();
	}

}
