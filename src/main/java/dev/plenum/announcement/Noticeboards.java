package dev.plenum.announcement;

import java.util.List;
import java.util.Set;

import dev.plenum.changelog.Changelogs;
import dev.plenum.changelog.Keepers;
import dev.plenum.changelog.NodeKind;
import dev.plenum.changelog.StepDocument;
import dev.plenum.changelog.Subject;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The noticeboards of all events in use. They are kept in memory and updated by the
 * change feed.
 */
@Component
public class Noticeboards {

	private static final Subject<Noticeboard> CHANGES = new Subject<>(Set.of(NodeKind.ANNOUNCEMENT),
			Noticeboard::changelog, Noticeboard::newestFirst);

	private final Snapshots<Noticeboard> snapshots;

	Noticeboards(Announcements announcements, Changelogs changelogs, Keepers keepers, Memory memory) {
		this.snapshots = memory
			.perEvent((eventId) -> changelogs.ofEvent(eventId)
				.flatMap((changelog) -> announcements.ofEvent(eventId)
					.collectMap(AnnouncementDocument::id)
					.map((byId) -> Noticeboard.of(byId, changelog))))
			.kept(Announcements.COLLECTION, AnnouncementDocument.class, Noticeboard::with, Noticeboard::without)
			.kept(Changelogs.COLLECTION, StepDocument.class, Noticeboard::with, (board, id) -> board)
			.accompanied(keepers.ofParts(CHANGES, this::of));
	}

	/**
	 * Returns the announcements that were not withdrawn, from memory.
	 * @param eventId the id of an existing event
	 * @return the newest 200 announcements, oldest first
	 */
	public Mono<List<AnnouncementDocument>> notWithdrawn(String eventId) {
		return of(eventId).get().map(Noticeboard::notWithdrawn);
	}

	/**
	 * Returns the snapshots of one event.
	 * @param eventId the id of an existing event
	 * @return its current and future snapshots
	 */
	public Live<Noticeboard> of(String eventId) {
		return this.snapshots.of(eventId);
	}

}
