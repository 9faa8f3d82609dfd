package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.platform.Ids;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The queues for the seats of all sessions, one each.
 */
@Component
class SeatQueues {

	private final Map<String, SeatQueue> bySession = new ConcurrentHashMap<>();

	private final Seatings seatings;

	private final SeatingBoards boards;

	private final InstantSource clock;

	SeatQueues(Seatings seatings, SeatingBoards boards, InstantSource clock) {
		this.seatings = seatings;
		this.boards = boards;
		this.clock = clock;
	}

	/**
	 * Applies a rule to a session's seating.
	 * @param sessionId a session that exists
	 * @param rule the rule
	 * @return what has become of it
	 */
	Mono<SeatingOutcome> ask(String sessionId, SeatRule rule) {
		return this.bySession
			.computeIfAbsent(sessionId,
					(id) -> new SeatQueue(id, Ids.eventOf(id).orElseThrow(), this.seatings, this.boards, this.clock))
			.ask(rule);
	}

	/**
	 * Drop the queues that nobody uses. A request that comes to a queue while it is being
	 * dropped is served beside the next queue, as if by another process.
	 * @param idle how long nobody must have used them
	 */
	void dropUnused(Duration idle) {
		Instant moment = this.clock.instant().minus(idle);
		this.bySession.values().removeIf((queue) -> queue.isUnusedSince(moment));
	}

	int size() {
		return this.bySession.size();
	}

}
