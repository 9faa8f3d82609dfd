package dev.plenum.announcement;

import java.time.InstantSource;
import java.util.List;

import dev.plenum.announcement.AnnouncementListener.Shown;
import dev.plenum.platform.Present;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import graphql.GraphQLContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * Announcing, and reading and hearing what is announced.
 */
@Controller
class AnnouncementController {

	private final Programmes programmes;

	private final EventAccess access;

	private final Noticeboards boards;

	private final Announcements announcements;

	private final InstantSource clock;

	AnnouncementController(Programmes programmes, EventAccess access, Noticeboards boards, Announcements announcements,
			InstantSource clock) {
		this.programmes = programmes;
		this.access = access;
		this.boards = boards;
		this.announcements = announcements;
		this.clock = clock;
	}

	@FromMemory
	@SchemaMapping
	Mono<Connection<Announcement>> announcements(Event event, Page page, @ContextValue Present present) {
		return this.boards.of(event.id())
			.get()
			.map((board) -> page.of(event.id(), board.holdingAt(present.between(board.turns())),
					AnnouncementDocument::id))
			.flatMap((found) -> found.mapNodes((document) -> Mono.just(new Announcement(event.programme(), document))));
	}

	@MutationMapping
	Mono<AnnouncePayload> announce(@Argument AnnounceInput input, @ContextValue Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> this.announcements.announce(input.announcement(programme, this.clock.instant()))
				.flatMap((written) -> shown(written, programme)));
	}

	@MutationMapping
	Mono<AnnouncePayload> withdrawAnnouncement(@Argument AnnouncementRefInput input, @ContextValue Caller caller) {
		return this.access.organisedEventContaining(input.announcementId(), caller)
			.flatMap((programme) -> this.announcements.withdraw(input.announcementId(), this.clock.instant())
				.flatMap((written) -> shown(written, programme))
				.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
						"This event has no announcement '%s'.".formatted(input.announcementId())))));
	}

	@SubscriptionMapping
	Flux<Announcement> announced(@Argument String eventId, @ContextValue Caller caller, GraphQLContext context) {
		return this.access.requiredEvent(eventId, caller)
			.flatMapMany((programme) -> this.boards.of(programme.id())
				.get()
				.flatMapMany((board) -> Broadcast.of(context, this.boards.of(programme.id()), shown(programme),
						new AnnouncementListener(board, caller))));
	}

	private Flux<Shown> shown(Programme programme) {
		return Flux.combineLatest(
				List.of(this.programmes.live(programme.id()).follow(), this.boards.of(programme.id()).follow()), 1,
				(both) -> new Shown((Programme) both[0], (Noticeboard) both[1]));
	}

	private Mono<AnnouncePayload> shown(AnnouncementDocument written, Programme programme) {
		return this.boards.of(programme.id())
			.when((board) -> board.shows(written))
			.map((board) -> new AnnouncePayload(new Announcement(programme, written)));
	}

	record AnnouncementRefInput(String announcementId) {
	}

	record AnnouncePayload(Announcement announcement) {
	}

}
