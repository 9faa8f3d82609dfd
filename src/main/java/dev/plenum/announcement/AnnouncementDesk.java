package dev.plenum.announcement;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

import dev.plenum.announcement.AnnouncementController.WithdrawAnnouncementInput;
import dev.plenum.crew.CrewAccess;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Carries out the changes of announcements. Each change completes when it is visible in
 * this server's memory.
 */
@Component
class AnnouncementDesk {

	private final EventAccess access;

	private final CrewAccess crew;

	private final Noticeboards boards;

	private final BulletinBoards bulletins;

	private final Announcements announcements;

	private final InstantSource clock;

	AnnouncementDesk(EventAccess access, CrewAccess crew, Noticeboards boards, BulletinBoards bulletins,
			Announcements announcements, InstantSource clock) {
		this.access = access;
		this.crew = crew;
		this.boards = boards;
		this.bulletins = bulletins;
		this.announcements = announcements;
		this.clock = clock;
	}

	Mono<Announcement> announce(AnnounceInput input, Caller caller) {
		return this.access.requiredEvent(input.eventId(), caller)
			.flatMap((programme) -> AnnouncementPermit.of(programme, caller, input.expectedVersion(), this.crew,
					Mono.defer(() -> this.announcements.newest(input.announcementId())), input::sessionAfter))
			.flatMap((permit) -> {
				Instant now = this.clock.instant();
				input.check(permit.programme(), now);
				return written(input, permit, now).flatMap((written) -> visible(written, permit.programme()));
			});
	}

	private Mono<AnnouncementDocument> written(AnnounceInput input, AnnouncementPermit permit, Instant now) {
		String id = input.announcementId();
		if (input.id() == null) {
			return this.announcements.put(id, permit.version(), input.fields(now))
				.switchIfEmpty(outdated(id, permit.programme(), Mono.just(new Outdated(null))));
		}
		Keys.requireExisting(id, Ids.eventOf(id).filter(input.eventId()::equals).isPresent(), "announcement");
		return this.announcements.change(id, permit.version(), input.fields(now))
			.switchIfEmpty(outdated(id, permit.programme(), missing(id)));
	}

	private static <T> Mono<T> missing(String id) {
		return Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND, "This event has no announcement '%s'.".formatted(id)));
	}

	Mono<Announcement> withdraw(WithdrawAnnouncementInput input, Caller caller) {
		String id = input.announcementId();
		return this.access.requiredEventContaining(id, caller)
			.flatMap((programme) -> AnnouncementPermit.of(programme, caller, input.expectedVersion(), this.crew,
					this.announcements.newest(id), UnaryOperator.identity()))
			.flatMap((permit) -> this.announcements.withdraw(id, permit.version(), this.clock.instant())
				.switchIfEmpty(missing(id))
				.filter((found) -> found.withdrawnAt() != null)
				.switchIfEmpty(outdated(id, permit.programme(), missing(id)))
				.flatMap((written) -> visible(written, permit.programme())));
	}

	private Mono<Announcement> visible(AnnouncementDocument written, Programme programme) {
		return this.boards.of(programme.id())
			.when((board) -> board.shows(written))
			.flatMap((board) -> this.bulletins.upToDate(programme).thenReturn(board).onErrorReturn(board))
			.map((board) -> new Announcement(programme, written));
	}

	private Mono<AnnouncementDocument> outdated(String id, Programme programme, Mono<Outdated> otherwise) {
		return this.announcements.newest(id)
			.map((document) -> new Outdated(new Announcement(programme, document)))
			.switchIfEmpty(otherwise)
			.flatMap((outdated) -> Mono.error(() -> new Refused(outdated)));
	}

}
