package dev.plenum.push;

import java.util.Comparator;
import java.util.List;

import dev.plenum.announcement.Announcement;
import dev.plenum.announcement.BulletinBoards;
import dev.plenum.announcement.BulletinDocument;
import dev.plenum.inbox.Happening.Changed;
import dev.plenum.inbox.Happening.Posted;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.PublishedChange;
import graphql.GraphQLContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields {@code reach} of changes and announcements, and the subscription to
 * them.
 */
@Controller
class ReachController {

	private final Programmes programmes;

	private final BulletinBoards bulletins;

	private final Reaches reaches;

	private final ReachNews news;

	ReachController(Programmes programmes, BulletinBoards bulletins, Reaches reaches, ReachNews news) {
		this.programmes = programmes;
		this.bulletins = bulletins;
		this.reaches = reaches;
		this.news = news;
	}

	@SubscriptionMapping
	Flux<ReachChange> reachChanged(@Argument String eventId, @ContextValue Caller caller, GraphQLContext context) {
		return this.news.changes(eventId, caller, context).map(ReachChange::new);
	}

	@SchemaMapping(typeName = "ScheduleChange")
	Mono<Reach> reach(PublishedChange change, @ContextValue Caller caller) {
		return newest(change.programme(), caller)
			.flatMap((programme) -> this.reaches.of(programme, (inbox) -> inbox.about(change.change()),
					programme.schedule()
						.changes()
						.stream()
						.filter((later) -> later.sessionId().equals(change.sessionId())
								&& later.revision() >= change.revision())
						.map((later) -> new Changed(later).key())
						.toList()));
	}

	@SchemaMapping(typeName = "Announcement")
	Mono<Reach> reach(Announcement announcement, @ContextValue Caller caller) {
		return newest(announcement.programme(), caller).flatMap((programme) -> this.bulletins.of(programme.id())
			.get()
			.mapNotNull((board) -> board.kept()
				.stream()
				.filter((bulletin) -> bulletin.subjectId().equals(announcement.id()))
				.max(Comparator.comparing(BulletinDocument::number))
				.orElse(null))
			.flatMap((bulletin) -> this.reaches.of(programme, (inbox) -> inbox.about(bulletin),
					List.of(new Posted(bulletin).key()))));
	}

	private Mono<Programme> newest(Programme shown, Caller caller) {
		return this.programmes.live(shown.id()).get().filter((programme) -> programme.event().isOrganisedBy(caller));
	}

	record ReachChange(Event event) {
	}

}
