package dev.plenum.agenda;

import java.time.Duration;
import java.util.Set;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import dev.plenum.programme.NodeFinder;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the agendas.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AgendaCalendars.class, AgendaCodes.class, AgendaController.class, AgendaDesk.class,
		AgendaEditController.class, Agendas.class, Audiences.class, FavouriteController.class, Generations.class,
		LinkedAgendas.class, LiveAgendaController.class, LiveAgendas.class, LivePresences.class, OwnAgendas.class,
		PendingAgendas.class, PersonalAgendas.class, PersonalSeats.class, Presences.class, Secrets.class,
		StoredFavourites.class })
public class AgendaConfiguration {

	private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

	@Bean
	StartUpStep agendaIndexes(Agendas agendas) {
		return new StartUpStep(Phase.GROUNDWORK, agendas::ensureIndexes);
	}

	/**
	 * Finds the caller's own agenda and appointments; those of others do not exist for
	 * the caller.
	 */
	@Bean
	NodeFinder agendaNodes(OwnAgendas agendas) {
		return new NodeFinder(Set.of(Agendas.ID_PREFIX, PutAppointmentInput.ID_PREFIX),
				(id, programme, caller) -> agendas.of(programme, caller)
					.flatMap((agenda) -> id.equals(agenda.id()) ? Mono.just(agenda)
							: Mono.justOrEmpty(agenda.appointment(id))));
	}

	@Bean(destroyMethod = "dispose")
	Disposable pendingAgendasAreStored(PendingAgendas agendas) {
		return Repeatedly.every(BETWEEN_TRIES, agendas::repeat);
	}

}
