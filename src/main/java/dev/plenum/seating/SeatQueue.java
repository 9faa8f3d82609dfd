package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.plenum.announcement.BulletinBoards;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The requests in this process for the seats of one session. Requests that arrive during
 * a write are served together by the next write, in the order of their arrival. So a rush
 * costs few writes, and servers seldom conflict. If another server was faster, the whole
 * batch is decided again on the state that this server left.
 * <p>
 * A request is served only while its client waits for the answer. It is dropped when its
 * socket closes, for example because its token expired, and when the time limit of an
 * operation is over. That limit is shorter than the minute for which an expired token is
 * still accepted, so that no request over HTTP is served after its token.
 */
final class SeatQueue {

	/** The number of requests that can wait. */
	private static final int LONGEST = 5000;

	private static final int MOST_AT_ONCE = 1000;

	private static final int MOST_TRIES = 50;

	/** The pause before the next write, in which other servers can write. */
	private static final Duration PAUSE = Duration.ofMillis(20);

	private final String sessionId;

	private final String eventId;

	private final Seatings seatings;

	private final SeatingBoards boards;

	private final Programmes programmes;

	private final BulletinBoards bulletins;

	private final Admission admission;

	private final InstantSource clock;

	private final Queue<Request> queue = new ArrayDeque<>();

	private volatile @Nullable Seating kept;

	private volatile @Nullable Tickets tickets;

	private boolean serving;

	private Instant usedAt;

	SeatQueue(String sessionId, String eventId, Seatings seatings, SeatingBoards boards, Programmes programmes,
			BulletinBoards bulletins, Admission admission, InstantSource clock) {
		this.sessionId = sessionId;
		this.eventId = eventId;
		this.seatings = seatings;
		this.boards = boards;
		this.programmes = programmes;
		this.bulletins = bulletins;
		this.admission = admission;
		this.clock = clock;
		this.usedAt = clock.instant();
	}

	/**
	 * Applies a rule to the seating.
	 * @param rule the rule
	 * @return the outcome, once the snapshot in memory shows it; the problem
	 * {@link ErrorCode#UNAVAILABLE} if there are too many requests at once
	 */
	Mono<SeatingOutcome> ask(SeatRule rule) {
		return Mono.defer(() -> {
			Request request = new Request(rule, Sinks.one(), new AtomicBoolean());
			if (!enter(request)) {
				return Mono.error(SeatQueue::tooMany);
			}
			return request.answer.asMono().doOnCancel(request::abandon).publishOn(Schedulers.parallel());
		});
	}

	/**
	 * Returns whether the queue can be dropped.
	 * @param moment since when it must not have been used
	 */
	synchronized boolean isUnusedSince(Instant moment) {
		return !this.serving && !this.usedAt.isAfter(moment);
	}

	private boolean enter(Request request) {
		synchronized (this) {
			this.usedAt = this.clock.instant();
			if (this.queue.size() >= LONGEST) {
				return false;
			}
			this.queue.add(request);
			if (this.serving) {
				return true;
			}
			this.serving = true;
		}
		Mono.defer(this::serve)
			.repeatWhen((served) -> served.takeWhile((nothing) -> goesOn()).delayElements(PAUSE))
			.subscribe();
		return true;
	}

	private synchronized boolean goesOn() {
		this.serving = !this.queue.isEmpty();
		return this.serving;
	}

	private synchronized void admit(List<Request> batch) {
		batch.removeIf(Request::isAbandoned);
		while (batch.size() < MOST_AT_ONCE && !this.queue.isEmpty()) {
			Request request = this.queue.remove();
			if (!request.isAbandoned()) {
				batch.add(request);
			}
		}
	}

	private Mono<Void> serve() {
		List<Request> batch = new ArrayList<>();
		return Mono.defer(() -> {
			admit(batch);
			return remembered();
		})
			.flatMap((seating) -> decide(seating, batch))
			.flatMap((decided) -> decided.changesAnything()
					? keep(decided).switchIfEmpty(Mono.defer(() -> read(batch, Reading.NEWEST)))
					: read(batch, Reading.COMMITTED))
			.switchIfEmpty(Mono.defer(() -> read(batch, Reading.COMMITTED)))
			.doOnNext((decided) -> shown(decided.after()).subscribe((shown) -> answer(batch, decided.outcomes())))
			.onErrorResume((ex) -> {
				batch.forEach((request) -> request.answer.tryEmitError(ex));
				return Mono.empty();
			})
			.then();
	}

	/**
	 * Returns the newest seating that this process knows. It may be outdated, so that a
	 * decision based on it is valid only once its write has succeeded.
	 */
	private Mono<Seating> remembered() {
		return this.boards.of(this.eventId)
			.get()
			.mapNotNull((board) -> board.seating(this.sessionId)
				.filter((seating) -> this.kept == null || seating.version() > this.kept.version())
				.orElse(this.kept));
	}

	private Mono<Decided> read(List<Request> batch, Reading first) {
		return WriteConflict.retried(MOST_TRIES, first, (reading) -> {
			admit(batch);
			return this.seatings.byId(this.sessionId, reading)
				.defaultIfEmpty(Seating.empty(this.sessionId, this.eventId))
				.flatMap((seating) -> decide(seating, batch))
				.flatMap((decided) -> decided.changesAnything() ? keep(decided) : Mono.just(decided));
		});
	}

	/**
	 * Returns what this server knows of the session at this moment. To apply the present
	 * terms, all tickets are read again.
	 */
	private Mono<SeatTerms> terms(List<Request> batch) {
		Tickets known = batch.stream().anyMatch(Request::settles) ? null : this.tickets;
		return this.programmes.live(this.eventId)
			.get()
			.flatMap((programme) -> Mono.zip(this.boards.of(this.eventId).get(), this.bulletins.upToDate(programme),
					(board, newest) -> SeatTerms.of(programme, this.sessionId, board, this.clock.instant())
						.with(newest)))
			.map((terms) -> terms.with(terms.tickets().reusing(known)))
			.switchIfEmpty(Mono.fromSupplier(() -> SeatTerms.unknown(this.clock.instant())));
	}

	private Mono<Decided> decide(Seating before, List<Request> batch) {
		return terms(batch).flatMap((known) -> known.decided(this.admission, (terms) -> decided(before, terms, batch)));
	}

	private Decided decided(Seating before, SeatTerms known, List<Request> batch) {
		this.tickets = known.tickets();
		SeatTerms terms = known.after(before);
		List<SeatingOutcome> outcomes = new ArrayList<>(batch.size());
		Seating seating = SeatAllocation.settled(before, terms);
		for (Request request : batch) {
			SeatingOutcome outcome = request.rule.settled(seating, terms);
			outcomes.add(outcome);
			seating = outcome.seating();
		}
		return new Decided(before, seating, outcomes);
	}

	/**
	 * Stores a decision.
	 * @return the decision with the seating as it is stored; empty if another process was
	 * faster
	 */
	private Mono<Decided> keep(Decided decided) {
		return this.seatings.keep(decided.before(), decided.after()).map((next) -> {
			this.kept = next;
			return new Decided(decided.before(), next, decided.outcomes());
		});
	}

	private Mono<Boolean> shown(Seating kept) {
		return !kept.isKept() ? Mono.just(true)
				: this.boards.of(this.eventId).when((board) -> board.shows(kept)).thenReturn(true).onErrorReturn(true);
	}

	private static void answer(List<Request> batch, List<SeatingOutcome> outcomes) {
		for (int i = 0; i < outcomes.size(); i++) {
			batch.get(i).answer.tryEmitValue(outcomes.get(i));
		}
	}

	private static Problem tooMany() {
		return Problem.of(ErrorCode.UNAVAILABLE,
				"Too many requests for this session right now. Retry in a few seconds.");
	}

	/** The decision for a batch, with the outcomes in the order of its requests. */
	private record Decided(Seating before, Seating after, List<SeatingOutcome> outcomes) {

		boolean changesAnything() {
			return this.after != this.before && (this.before.isKept() || !this.after.isBlank());
		}

	}

	/** One request: its rule, its outcome, and whether its client has left. */
	private record Request(SeatRule rule, Sinks.One<SeatingOutcome> answer, AtomicBoolean abandoned) {

		boolean settles() {
			return this.rule == SeatRule.SETTLE;
		}

		void abandon() {
			this.abandoned.set(true);
		}

		boolean isAbandoned() {
			return this.abandoned.get();
		}

	}

}
