package dev.plenum.seating;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plenum.platform.mongo.Reading;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.SeatClashRule;
import dev.plenum.schedule.ScheduleChangeKind;
import dev.plenum.seating.SeatingOutcome.Settled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Compares new seats with the other seats of their attendees, and completes moves from
 * one session to another. Two seats at the same time are in two documents, so two servers
 * can give them at the same moment, and a server can be killed between giving a seat and
 * releasing the other one. Each new seat therefore carries the rule that applies to it,
 * until a server that knows every earlier write has compared it. Every server decides the
 * same, and each write is guarded by what it was decided on, so repetitions change
 * nothing and the attendee is notified once.
 */
@Component
public class SeatClashRepair {

	/** Of two seats, the one that was given later; every server finds the same one. */
	private static final Comparator<HeldSeat> GIVEN = Comparator.comparing(HeldSeat::since)
		.thenComparing(HeldSeat::sessionId);

	/** The changes by which a session gets to the time of another one. */
	private static final Set<ScheduleChangeKind> MOVES = EnumSet.of(ScheduleChangeKind.ADDED,
			ScheduleChangeKind.MOVED_TIME, ScheduleChangeKind.REINSTATED);

	private final Seatings seatings;

	private final SeatQueues queues;

	SeatClashRepair(Seatings seatings, SeatQueues queues) {
		this.seatings = seatings;
		this.queues = queues;
	}

	/**
	 * Compares the new seats of one session that are old enough.
	 * @param seating the session's seating
	 * @param programme the event, up to date
	 * @param board the seats of the event, up to date
	 * @param now the current time
	 * @return completes when each seat is compared, and its clashes are repaired
	 */
	Mono<Void> compare(Seating seating, Programme programme, SeatingBoard board, Instant now) {
		List<Place> places = seating.booked()
			.stream()
			.filter((place) -> (place.clashRule() != null || place.replaces() != null)
					&& !place.since().plus(Seating.SETTLING).isAfter(now))
			.toList();
		if (places.isEmpty()) {
			return Mono.empty();
		}
		Map<String, List<HeldSeat>> clashes = places.stream()
			.collect(Collectors.toMap(Place::subject,
					(place) -> programme.session(seating.sessionId())
						.map((session) -> clashes(session, place, board))
						.orElse(List.of())));
		Map<String, Instant> alone = places.stream()
			.filter((place) -> clashes.getOrDefault(place.subject(), List.of()).isEmpty())
			.collect(Collectors.toMap(Place::subject, Place::since));
		return Flux.fromIterable(places)
			.concatMap((place) -> complete(seating.sessionId(), place))
			.thenMany(Flux.fromIterable(clashes.entrySet()))
			.concatMap((clash) -> Flux.fromIterable(clash.getValue())
				.concatMap((other) -> board.seatOf(seating.sessionId(), clash.getKey())
					.map((seat) -> repair(seat, other, programme))
					.orElse(Mono.empty())))
			.then(alone.isEmpty() ? Mono.empty()
					: this.queues
						.ask(seating.sessionId(), (latest, terms) -> new Settled(SeatClashes.compared(latest, alone)))
						.then());
	}

	/**
	 * Completes the move of a seat: releases the seat that it replaces, if the attendee
	 * still has the new one. Each repetition has the same result.
	 * @param sessionId the session with the new seat
	 * @param seat the new seat
	 * @return completes when the seat replaces none any more
	 */
	public Mono<Void> complete(String sessionId, Place seat) {
		String replaced = seat.replaces();
		return (replaced == null) ? Mono.empty() : this.seatings.byId(sessionId, Reading.NEWEST)
			.filter((seating) -> seating.isSeat(seat.subject(), seat.since()))
			.flatMap((seating) -> this.queues.ask(replaced,
					(other, terms) -> new Settled(SeatAssignments.left(other, seat.subject(), seat.since(), terms))))
			.flatMap((released) -> this.queues.ask(sessionId,
					(seating, terms) -> new Settled(SeatAssignments.arrived(seating, seat.subject(), seat.since()))))
			.then();
	}

	/**
	 * Finds the attendee's other seats at the same time. Seats at sessions that were
	 * moved since are left to the attendee.
	 */
	private static List<HeldSeat> clashes(Session session, Place place, SeatingBoard board) {
		return SeatClashes.of(session, place.subject(), board)
			.stream()
			.flatMap((other) -> board.seatOf(other.id(), place.subject())
				.filter((seat) -> !isMoved(session, other,
						place.since().isAfter(seat.since()) ? place.since() : seat.since()))
				.stream())
			.toList();
	}

	private static boolean isMoved(Session one, Session other, Instant since) {
		return one.programme()
			.schedule()
			.changes()
			.stream()
			.anyMatch((change) -> change.at().isAfter(since) && !Collections.disjoint(change.kinds(), MOVES)
					&& (change.sessionId().equals(one.id()) || change.sessionId().equals(other.id())));
	}

	private Mono<Void> repair(HeldSeat one, HeldSeat other, Programme programme) {
		HeldSeat newer = (GIVEN.compare(one, other) > 0) ? one : other;
		HeldSeat earlier = (newer == one) ? other : one;
		SeatClashRule its = newer.place().clashRule();
		SeatClashRule rule = (its != null) ? its : programme.event().seatRules().clashRule();
		return switch (rule) {
			case KEEP_EARLIER -> release(newer, earlier);
			case TAKE_NEWER -> release(earlier, newer);
			case ASK -> ifKept(earlier, newer, (seating,
					terms) -> new Settled(SeatOffers.asked(seating, newer.place().subject(), newer.since(), terms)));
		};
	}

	private Mono<Void> release(HeldSeat released, HeldSeat kept) {
		return ifKept(kept, released, (seating, terms) -> new Settled(
				SeatClashes.released(seating, released.place().subject(), released.since(), terms)));
	}

	/**
	 * Applies a rule to one seat if the attendee still has the other.
	 */
	private Mono<Void> ifKept(HeldSeat kept, HeldSeat changed, SeatRule rule) {
		return this.seatings.byId(kept.sessionId(), Reading.NEWEST)
			.filter((seating) -> seating.isSeat(kept.place().subject(), kept.since()))
			.flatMap((seating) -> this.queues.ask(changed.sessionId(), rule))
			.then();
	}

}
