package dev.plenum.agenda;

import java.time.Duration;

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

	@Bean
	StartUpStep agendaIndexes(Agendas agendas) {
		return new StartUpStep(Phase.GROUNDWORK, agendas::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable pendingAgendasAreStored(PendingAgendas agendas) {
		return Flux.interval(BETWEEN_TRIES)
			.onBackpressureDrop()
			.concatMap((_) -> agendas.repeat().onErrorComplete(), 1)
			.subscribe();
	}

}
