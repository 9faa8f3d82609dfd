package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.announcement.BulletinBoards;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Programmes;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The queues of requests for seats, one for each session in use.
 */
@Component
public class SeatQueues {

	private final Map<String, SeatQueue> bySession = new ConcurrentHashMap<>();

	private final Seatings seatings;

	private final SeatingBoards boards;

	private final Programmes programmes;

	private final BulletinBoards bulletins;

	private final Admission admission;

	private final InstantSource clock;

	SeatQueues(Seatings seatings, SeatingBoards boards, Programmes programmes, BulletinBoards bulletins,
			Admission admission, InstantSource clock, Memory memory) {
		this.seatings = seatings;
		this.boards = boards;
		this.programmes = programmes;
		this.bulletins = bulletins;
		this.admission = admission;
		this.clock = clock;
		memory.onSweep(this::dropUnused);
	}

	/**
	 * Applies a rule to a session's seating.
	 * @param sessionId an existing session
	 * @param rule the rule
	 * @return the outcome
	 */
	public Mono<SeatingOutcome> ask(String sessionId, SeatRule rule) {
		return this.bySession
			.computeIfAbsent(sessionId,
					(id) -> new SeatQueue(id, Ids.eventOf(id).orElseThrow(), this.seatings, this.boards,
							this.programmes, this.bulletins, this.admission, this.clock))
			.ask(rule);
	}

	/**
	 * Evicts the queues that have been unused for a while. A request that reaches a queue
	 * while it is evicted is served beside the next queue, as if by another process.
	 * @param idle how long they must have been unused
	 */
	void dropUnused(Duration idle) {
		Instant moment = this.clock.instant().minus(idle);
		this.bySession.values().removeIf((queue) -> queue.isUnusedSince(moment));
	}

	int size() {
		return this.bySession.size();
	}

}
