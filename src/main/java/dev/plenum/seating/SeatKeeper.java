package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.plenum.participant.Participants;
import dev.plenum.platform.Ids;
import dev.plenum.platform.TransientFault;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.Sessions;
import dev.plenum.schedule.Schedules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Looks at the seats of an event whenever something may have changed their terms: the
 * capacity or the status of a session, the booking times, an offer that ends, reserved
 * seats that become free for everybody, the tickets of people who wait, or a seat that
 * was just given. Each server does so for each change that the feed reports and, after a
 * gap in the feed, for every session that somebody has booked. Whichever server is first
 * applies the terms; for the others nothing is left to do.
 */
@Component
class SeatKeeper {

	private static final Logger log = LoggerFactory.getLogger(SeatKeeper.class);

	private static final int AT_A_TIME = 4;

	/** The pause before an event is looked at again. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Map<String, Instant> dueByEvent = new ConcurrentHashMap<>();

	/** The events in which somebody has booked, until they are deleted. */
	private final Set<String> booked = ConcurrentHashMap.newKeySet();

	private volatile boolean behind;

	private final Seatings seatings;

	private final SeatQueues queues;

	private final SeatClashRepair repair;

	private final SeatingBoards boards;

	private final Programmes programmes;

	private final Admission admission;

	private final InstantSource clock;

	SeatKeeper(Seatings seatings, SeatQueues queues, SeatClashRepair repair, SeatingBoards boards,
			Programmes programmes, Admission admission, InstantSource clock, ChangeFeed feed) {
		this.seatings = seatings;
		this.queues = queues;
		this.repair = repair;
		this.boards = boards;
		this.programmes = programmes;
		this.admission = admission;
		this.clock = clock;
		feed.listen(Set.of(Events.COLLECTION, Schedules.COLLECTION, Sessions.COLLECTION, Seatings.COLLECTION,
				Participants.COLLECTION), this::receive);
	}

	/**
	 * Looks at the events that are due. It is called every now and then.
	 * @return completes when they are looked at; an event that fails is due again soon
	 */
	Mono<Void> checkDue() {
		Instant now = this.clock.instant();
		List<String> due = this.dueByEvent.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isAfter(now)
					&& this.dueByEvent.remove(entry.getKey(), entry.getValue()))
			.map(Map.Entry::getKey)
			.toList();
		return noteAll().thenMany(Flux.fromIterable(due)).flatMap(this::checked, AT_A_TIME).then();
	}

	private Mono<Void> noteAll() {
		if (!this.behind) {
			return Mono.empty();
		}
		this.behind = false;
		return this.seatings.ids()
			.doOnNext((sessionId) -> Ids.eventOf(sessionId).ifPresent(this::noteBooked))
			.doOnError((ex) -> this.behind = true)
			.then();
	}

	private Mono<Void> checked(String eventId) {
		return check(eventId).onErrorResume((ex) -> {
			log.warn("The seats of {} are looked at again in {}: {}", eventId, PAUSE, TransientFault.describe(ex));
			note(eventId, this.clock.instant().plus(PAUSE));
			return Mono.empty();
		});
	}

	/**
	 * Applies the present terms to all seats of an event.
	 */
	Mono<Void> check(String eventId) {
		return this.boards.of(eventId).get().doOnNext((board) -> {
			if (board.seatings().isEmpty()) {
				this.booked.remove(eventId);
			}
		})
			.filter((board) -> !board.seatings().isEmpty())
			.flatMap((known) -> this.programmes.upToDate(eventId))
			.flatMap((programme) -> this.boards.of(eventId).get().flatMap((board) -> check(programme, board)));
	}

	private Mono<Void> check(Programme programme, SeatingBoard board) {
		Instant now = this.clock.instant();
		Stream
			.concat(board.seatings().stream().flatMap((seating) -> seating.nextDue().stream()),
					programme.sessions().stream().flatMap((session) -> Tickets.end(session, now).stream()))
			.map((due) -> due.isAfter(now) ? due : now.plus(PAUSE))
			.min(Instant::compareTo)
			.ifPresent((due) -> note(programme.id(), due));
		return Flux.fromIterable(board.seatings())
			.concatMap((seating) -> settle(seating, SeatTerms.of(programme, seating.sessionId(), board, now))
				.then(this.repair.compare(seating, programme, board, now)))
			.then();
	}

	private Mono<Void> settle(Seating seating, SeatTerms known) {
		return known.decided(this.admission, (terms) -> SeatAllocation.settled(seating, terms) == seating)
			.filter((settled) -> !settled)
			.flatMap((_) -> this.queues.ask(seating.sessionId(), SeatRule.SETTLE))
			.then();
	}

	private void receive(News news) {
		switch (news) {
			case News.Gap _ -> this.behind = true;
			case News.Changed changed -> Ids.eventOf(changed.id()).ifPresent((eventId) -> receive(eventId, changed));
		}
	}

	private void receive(String eventId, News.Changed changed) {
		if (!changed.collection().equals(Seatings.COLLECTION)) {
			if (this.booked.contains(eventId)) {
				Instant now = this.clock.instant();
				note(eventId, changed.collection().equals(Participants.COLLECTION) ? now.plus(PAUSE) : now);
			}
			return;
		}
		if (changed.document() == null) {
			note(eventId, this.clock.instant());
			return;
		}
		if (this.booked.add(eventId)) {
			note(eventId, this.clock.instant());
		}
		if (changed.document().isDateTime("dueAt")) {
			note(eventId, Instant.ofEpochMilli(changed.document().getDateTime("dueAt").getValue()));
		}
	}

	/**
	 * Returns whether changes of an event are looked at.
	 */
	boolean watches(String eventId) {
		return this.booked.contains(eventId);
	}

	private void noteBooked(String eventId) {
		this.booked.add(eventId);
		note(eventId, this.clock.instant());
	}

	private void note(String eventId, Instant due) {
		this.dueByEvent.merge(eventId, due, (one, other) -> one.isBefore(other) ? one : other);
	}

}
