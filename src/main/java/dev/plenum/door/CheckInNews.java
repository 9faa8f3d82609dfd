package dev.plenum.door;

import java.time.Duration;

import dev.plenum.agenda.Presences;
import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import dev.plenum.seating.SeatingBoards;
import graphql.GraphQLContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reports how many attendees have come to a session, from memory. The present state is
 * reported immediately, changes at most once a second. The latest state is always
 * reported.
 */
@Component
class CheckInNews {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final CrewAccess crew;

	private final Programmes programmes;

	private final SeatingBoards boards;

	private final Presences presences;

	CheckInNews(CrewAccess crew, Programmes programmes, SeatingBoards boards, Presences presences) {
		this.crew = crew;
		this.programmes = programmes;
		this.boards = boards;
		this.presences = presences;
	}

	/**
	 * The check-ins and seats of a session.
	 * @return the session now, unless the subscriber reached this state before it was
	 * connected again, and after each change, without end; fails when the caller may no
	 * longer check in
	 */
	Flux<Session> changes(String sessionId, Caller caller, GraphQLContext context) {
		return this.crew.crewedSession(sessionId, CrewRole.DOOR, caller).flatMapMany((session) -> {
			String eventId = session.event().id();
			Flux<Integer> ticks = Flux.combineLatest((_) -> 0, 1, this.programmes.live(eventId).readAndFollow(),
					this.boards.of(eventId).readAndFollow(), this.presences.follow(eventId));
			Flux<String> positions = Broadcast.atMostOnceEvery(PAUSE, ticks)
				.concatMap((_) -> position(eventId, sessionId), 1);
			String reached = Resume.position(context);
			Flux<String> news = Broadcast.resumable(context,
					positions.distinctUntilChanged().skipWhile((position) -> position.equals(reached)),
					(position) -> position);
			return this.crew.whileCrewed(eventId, CrewRole.DOOR, caller, news)
				.concatMap((_) -> session(eventId, sessionId), 1);
		});
	}

	private Mono<Session> session(String eventId, String sessionId) {
		return this.programmes.live(eventId).get().map((programme) -> programme.requireSession(sessionId));
	}

	/** The same on all servers. */
	private Mono<String> position(String eventId, String sessionId) {
		return Mono.zip(this.boards.of(eventId).get(), this.presences.present(eventId))
			.zipWith(session(eventId, sessionId), (now, session) -> "%d.%d"
				.formatted(CheckInDesk.count(session, now.getT1(), now.getT2()), now.getT1().free(session)));
	}

}
