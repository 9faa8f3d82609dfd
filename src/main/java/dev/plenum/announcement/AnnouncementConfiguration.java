package dev.plenum.announcement;

import java.util.Set;

import dev.plenum.platform.mongo.AuditedCollection;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import dev.plenum.programme.NodeFinder;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers announcements with the database, the audit trail and the node look-up.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AnnouncementController.class, AnnouncementDesk.class, Announcements.class, BulletinBoards.class,
		Bulletins.class, Noticeboards.class })
public class AnnouncementConfiguration {

	@Bean
	AuditedCollection auditedAnnouncements() {
		return new AuditedCollection(Announcements.COLLECTION);
	}

	@Bean
	StartUpStep announcementIndexes(Announcements announcements) {
		return new StartUpStep(Phase.GROUNDWORK, announcements::ensureIndexes);
	}

	@Bean
	StartUpStep bulletinIndexes(Bulletins bulletins) {
		return new StartUpStep(Phase.GROUNDWORK, bulletins::ensureIndexes);
	}

	@Bean
	NodeFinder announcementNodes(Noticeboards boards) {
		return new NodeFinder(Set.of(Announcements.ID_PREFIX),
				(id, programme, caller) -> boards.of(programme.id())
					.get()
					.flatMap((board) -> Mono.justOrEmpty(board.byId().get(id)))
					.map((document) -> new Announcement(programme, document)));
	}

}
