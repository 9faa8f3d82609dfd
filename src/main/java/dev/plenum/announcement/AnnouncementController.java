package dev.plenum.announcement;

import java.util.List;

import dev.plenum.announcement.AnnouncementCursor.Shown;
import dev.plenum.platform.Present;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code announcement.graphqls}.
 */
@Controller
class AnnouncementController {

	private final Programmes programmes;

	private final EventAccess access;

	private final Noticeboards boards;

	private final AnnouncementDesk desk;

	AnnouncementController(Programmes programmes, EventAccess access, Noticeboards boards, AnnouncementDesk desk) {
		this.programmes = programmes;
		this.access = access;
		this.boards = boards;
		this.desk = desk;
	}

	@FromMemory
	@SchemaMapping
	Mono<Connection<Announcement>> announcements(Event event, Page page, @ContextValue Present present) {
		return this.boards.of(event.id())
			.get()
			.map((board) -> page.of(event.id(), board.validAt(present.between(board.expiries())),
					AnnouncementDocument::id))
			.flatMap((found) -> found.mapNodes((document) -> Mono.just(new Announcement(event.programme(), document))));
	}

	@MutationMapping
	Mono<Announced> announce(@Argument AnnounceInput input, @ContextValue Caller caller) {
		return this.desk.announce(input, caller).map(Announced::new);
	}

	@MutationMapping
	Mono<AnnouncementWithdrawn> withdrawAnnouncement(@Argument WithdrawAnnouncementInput input,
			@ContextValue Caller caller) {
		return this.desk.withdraw(input, caller).map(AnnouncementWithdrawn::new);
	}

	@SubscriptionMapping
	Flux<Announcement> announced(@Argument String eventId, @ContextValue Caller caller, GraphQLContext context) {
		return this.access.requiredEvent(eventId, caller)
			.flatMapMany((programme) -> this.boards.of(programme.id())
				.get()
				.flatMapMany((board) -> Broadcast.of(context, this.boards.of(programme.id()), shown(programme),
						AnnouncementCursor.of(board, Resume.position(context), caller))));
	}

	private Flux<Shown> shown(Programme programme) {
		return Flux.combineLatest(
				List.of(this.programmes.live(programme.id()).follow(), this.boards.of(programme.id()).follow()), 1,
				(both) -> new Shown((Programme) both[0], (Noticeboard) both[1]));
	}

	record WithdrawAnnouncementInput(String announcementId, @Nullable Integer expectedVersion) {
	}

	record Announced(Announcement announcement) {

		public Event event() {
			return this.announcement.programme().event();
		}

	}

	record AnnouncementWithdrawn(Announcement announcement) {

		public Event event() {
			return this.announcement.programme().event();
		}

	}

}
