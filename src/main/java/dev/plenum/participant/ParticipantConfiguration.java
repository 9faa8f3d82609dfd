package dev.plenum.participant;

import java.time.Duration;
import java.util.Set;

import dev.plenum.platform.Grounds;
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
 * The parts of this package, its indexes, and the job that carries out departures.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Badges.class, DepartureDesk.class, LinkDesk.class, Links.class, ParticipantController.class,
		ParticipantDesk.class, ParticipantImport.class, Participants.class, PersonalRegistrations.class,
		TicketAdmission.class })
public class ParticipantConfiguration {

	@Bean
	StartUpStep participantIndexes(Participants participants) {
		return new StartUpStep(Phase.GROUNDWORK, participants::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable departuresAreCarriedOut(DepartureDesk departures) {
		return Repeatedly.every(Duration.ofSeconds(1), departures::carryOutDue);
	}

	@Bean(destroyMethod = "dispose")
	Disposable linkedDataIsMoved(LinkDesk links) {
		return Repeatedly.every(Duration.ofSeconds(1), links::carryOutDue);
	}

	@Bean
	NodeFinder participantNodes(ParticipantDesk desk) {
		return new NodeFinder(Set.of(Participants.ID_PREFIX),
				(id, programme, caller) -> Mono.deferContextual((context) -> {
					Grounds.noteNothing(context);
					return programme.event().isOrganisedBy(caller) ? desk.find(id, programme) : Mono.empty();
				}));
	}

}
