package dev.plenum.seating;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.plenum.announcement.BulletinBoard;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.SeatRules;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the rules of a seating depend on, besides the seating: the facts of the session
 * and of the event, and the attendees' other seats, as this server knows them when it
 * decides.
 *
 * @param now the current time
 * @param revision the revision of the schedule
 * @param bulletin the number of the newest bulletin that this server knows; null if it
 * does not know the bulletins
 * @param version the version that the seating will have when the decision is stored; 0 if
 * nothing is decided
 * @param capacity the number of seats; null if the session is open to everybody
 * @param capacityVersion the version of the session's document that has this capacity; -1
 * if the session is unknown
 * @param promotingUntil until when free seats go to the waiting list; null if they do not
 * @param rules the rules of the event
 * @param checkIn when attendees can be checked in
 * @param tickets what the attendees' tickets are good for
 * @param clashes whether an attendee has a seat at another session at the same time
 */
record SeatTerms(Instant now, int revision, @Nullable Integer bulletin, long version, @Nullable Integer capacity,
		long capacityVersion, @Nullable Instant promotingUntil, SeatRules rules, CheckInTime checkIn, Tickets tickets,
		Predicate<String> clashes) {

	/**
	 * Returns the terms of a session.
	 * @param programme the event
	 * @param sessionId the id of the session, which need not exist
	 * @param board the seats of the event
	 * @param now the current time
	 */
	static SeatTerms of(Programme programme, String sessionId, SeatingBoard board, Instant now) {
		return programme.session(sessionId).map((session) -> of(session, board, now)).orElseGet(() -> unknown(now));
	}

	static SeatTerms of(Session session, SeatingBoard board, Instant now) {
		return new SeatTerms(now, session.event().revision(), null, 0, session.capacity(), session.document().version(),
				BookingTime.of(session).promotingUntil(), session.event().seatRules(), CheckInTime.of(session),
				Tickets.of(session, now), (subject) -> !SeatClashes.of(session, subject, board).isEmpty());
	}

	/**
	 * Returns the terms of a session that this server does not know: its seating changes
	 * only as attendees ask.
	 */
	static SeatTerms unknown(Instant now) {
		return new SeatTerms(now, 0, null, 0, null, -1, null, SeatRules.DEFAULT, new CheckInTime(now, now, now),
				Tickets.unneeded(), (subject) -> false);
	}

	/**
	 * Returns the same terms for a decision that is to be stored.
	 * @param newest the bulletins of the event
	 */
	SeatTerms with(BulletinBoard newest) {
		return new SeatTerms(this.now, this.revision, newest.newest(), this.version, this.capacity,
				this.capacityVersion, this.promotingUntil, this.rules, this.checkIn, this.tickets, this.clashes);
	}

	/**
	 * Returns the same terms for a decision about a seating.
	 * @param before the seating before the decision
	 */
	SeatTerms after(Seating before) {
		return new SeatTerms(this.now, this.revision, this.bulletin, before.version() + 1, this.capacity,
				this.capacityVersion, this.promotingUntil, this.rules, this.checkIn, this.tickets, this.clashes);
	}

	/**
	 * Returns the same terms when more is known of the tickets.
	 */
	SeatTerms with(Tickets read) {
		return new SeatTerms(this.now, this.revision, this.bulletin, this.version, this.capacity, this.capacityVersion,
				this.promotingUntil, this.rules, this.checkIn, read, this.clashes);
	}

	/**
	 * Makes a decision. Reads the tickets that it depends on; each time it is made again,
	 * more of them are known.
	 * @param decision decides by the terms
	 * @return the decision for which no ticket was missing
	 */
	<T> Mono<T> decided(Admission admission, Function<SeatTerms, T> decision) {
		T made = decision.apply(this);
		return this.tickets.read(admission)
			.flatMap((read) -> with(read).decided(admission, decision))
			.defaultIfEmpty(made);
	}

	/**
	 * Returns whether a free seat goes to the waiting list.
	 */
	boolean promoting() {
		return this.promotingUntil != null && this.now.isBefore(this.promotingUntil);
	}

	/**
	 * Returns until when a seat that is offered now can be accepted.
	 */
	Instant offerEnd() {
		Instant end = this.now.plus(this.rules.offered());
		return (this.promotingUntil != null && this.promotingUntil.isBefore(end)) ? this.promotingUntil : end;
	}

	/**
	 * Returns until when a place that is held now for somebody can be accepted.
	 */
	Instant heldEnd() {
		Instant end = this.now.plus(SeatGroups.HELD);
		return (this.promotingUntil != null && this.promotingUntil.isBefore(end)) ? this.promotingUntil : end;
	}

	/**
	 * Returns until when an attendee's seat that is offered now to somebody can be
	 * accepted: also after booking has closed, until the end of the session.
	 */
	Instant transferEnd() {
		Instant end = this.now.plus(this.rules.offered());
		return this.checkIn.closesAt().isBefore(end) ? this.checkIn.closesAt() : end;
	}

}
