package dev.plenum.programme;

import java.util.Set;

import dev.plenum.platform.mongo.AuditedCollection;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.Sessions;
import dev.plenum.programme.document.Speakers;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package, and what it adds to the platform: audited collections,
 * start-up steps and a finder of nodes.
 */
@Configuration(proxyBeanMethods = false)
@Import({ EventAccess.class, EventController.class, Events.class, NodeController.class, Programmes.class,
		SessionController.class, Sessions.class, Speakers.class })
public class ProgrammeConfiguration {

	@Bean
	AuditedCollection auditedEvents() {
		return new AuditedCollection(Events.COLLECTION);
	}

	@Bean
	AuditedCollection auditedSessions() {
		return new AuditedCollection(Sessions.COLLECTION);
	}

	@Bean
	AuditedCollection auditedSpeakers() {
		return new AuditedCollection(Speakers.COLLECTION);
	}

	@Bean
	AuditedCollection auditedSchedules() {
		return new AuditedCollection(Schedules.COLLECTION);
	}

	@Bean
	StartUpStep programmeIndexes(Sessions sessions, Speakers speakers) {
		return new StartUpStep(Phase.GROUNDWORK, () -> sessions.ensureIndexes().then(speakers.ensureIndexes()));
	}

	@Bean
	StartUpStep eventsAreKnown(Programmes programmes) {
		return new StartUpStep(Phase.READ, programmes::ready);
	}

	@Bean
	NodeFinder programmeNodes() {
		return new NodeFinder(Set.of("evt", "day", "ven", "ses", "prt", "spk", "roo", "trk"),
				(id, programme, caller) -> Mono.justOrEmpty(programme.node(id))
					.filter((node) -> !(node instanceof Speaker speaker) || speaker.isKnownTo(caller)));
	}

}
