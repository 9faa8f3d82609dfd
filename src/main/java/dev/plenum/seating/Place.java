package dev.plenum.seating;

import java.time.Instant;

import dev.plenum.platform.mongo.Unknown;
import dev.plenum.programme.document.SeatClashRule;
import org.jspecify.annotations.Nullable;

/**
 * One attendee's seat, or place on the waiting list.
 *
 * @param subject the attendee
 * @param since since when they have it
 * @param revision the revision of the schedule that the server knew when the attendee
 * booked or joined the waiting list; null for places that were stored before this was
 * recorded
 * @param bulletin the number of the newest bulletin that the server knew then; null if it
 * is not known
 * @param number the version of the document since which the place is stored; null for
 * places that were stored before this was recorded
 * @param clashRule what happens if the attendee has another seat at the same time; null
 * if the rule of the event applies, and for a seat that was compared with the attendee's
 * other seats
 * @param offeredUntil until when the attendee can accept a seat; null if none is offered
 * @param passedAt when the attendee let an offer expire; null after the next seat became
 * free, and if there was no such offer
 * @param checkedInAt when they came to the session; null if they did not yet
 * @param checkedInFor the start of the session for which they came; null for check-ins
 * that were stored before this was recorded
 * @param replaces the session whose seat an organiser moved here; the attendee keeps that
 * seat until they have this one. Null if it replaces none, and once that seat is released
 * @param heldBy the attendee who holds the place for this one, until it is accepted; null
 * for all other places
 * @param handedTo the place of another attendee to whom this seat is offered; null if it
 * is not
 * @param undoneAt when a check-in was last undone; null if none was undone since the
 * attendee has the seat
 * @param reserved whether it is one of the seats that are kept for some types of ticket;
 * null for no
 * @param offeredBy the attendee who holds the seat that is offered to this one, who
 * waited before and stays on the waiting list if the offer ends; null for all other
 * places. Older servers show such an offer as one of a free seat.
 * @param unknown fields that a newer version of the server wrote
 */
public record Place(String subject, Instant since, @Nullable Integer revision, @Nullable Integer bulletin,
		@Nullable Long number, @Nullable SeatClashRule clashRule, @Nullable Instant offeredUntil,
		@Nullable Instant passedAt, @Nullable Instant checkedInAt, @Nullable Instant checkedInFor,
		@Nullable String replaces, @Nullable String heldBy, @Nullable Place handedTo, @Nullable Instant undoneAt,
		@Nullable Boolean reserved, @Nullable String offeredBy, Unknown unknown) {

	public Place {
		offeredBy = (offeredUntil != null) ? offeredBy : null;
	}

	static Place of(String subject, @Nullable SeatClashRule rule, SeatTerms terms) {
		return new Place(subject, terms.now(), terms.revision(), terms.bulletin(), terms.version(), rule, null, null,
				null, null, null, null, null, null, terms.tickets().isReservedFor(subject) ? true : null, null,
				Unknown.NONE);
	}

	boolean isOf(String someone) {
		return this.subject.equals(someone);
	}

	/**
	 * Returns whether it is one of the seats that are kept for some types of ticket.
	 */
	boolean isReserved() {
		return Boolean.TRUE.equals(this.reserved);
	}

	boolean isOffered() {
		return this.offeredUntil != null;
	}

	/**
	 * Returns whether it is the next one to get a seat, when its turn comes.
	 */
	boolean isNext() {
		return this.offeredUntil == null && this.passedAt == null;
	}

	/**
	 * Returns whether the seat is offered to an attendee.
	 */
	boolean isHandedTo(String someone) {
		return this.handedTo != null && this.handedTo.isOf(someone);
	}

	/**
	 * Returns whether it is the same offer to the same attendee, not a later one.
	 */
	boolean isSameOffer(Place other) {
		return isOf(other.subject) && this.offeredUntil != null && this.offeredUntil.equals(other.offeredUntil);
	}

	SeatClashRule clashRule(SeatTerms terms) {
		return (this.clashRule != null) ? this.clashRule : terms.rules().clashRule();
	}

	/**
	 * Returns whether the attendee came to the session at its present time.
	 */
	boolean isCheckedIn(SeatTerms terms) {
		return terms.checkIn().counts(this.checkedInAt, this.checkedInFor);
	}

	Place seated(SeatClashRule rule, Instant now) {
		return new Place(this.subject, now, this.revision, this.bulletin, this.number, rule, null, null, null, null,
				this.replaces, null, null, null, this.reserved, null, this.unknown);
	}

	Place offered(Instant until) {
		return waiting(until, null);
	}

	Place passed(Instant now) {
		return waiting(null, now);
	}

	/**
	 * Returns a place on the waiting list without the offer.
	 */
	Place withdrawn() {
		return waiting(null, this.passedAt);
	}

	/**
	 * Returns a place on the waiting list that gets another chance after an offer
	 * expired.
	 */
	Place awake() {
		return (this.passedAt == null) ? this : waiting(this.offeredUntil, null);
	}

	private Place waiting(@Nullable Instant until, @Nullable Instant passed) {
		return new Place(this.subject, this.since, this.revision, this.bulletin, this.number, this.clashRule, until,
				passed, null, null, this.replaces, this.heldBy, null, null, this.reserved, this.offeredBy,
				this.unknown);
	}

	Place ruled(@Nullable SeatClashRule rule) {
		return (this.clashRule == rule) ? this
				: new Place(this.subject, this.since, this.revision, this.bulletin, this.number, rule,
						this.offeredUntil, this.passedAt, this.checkedInAt, this.checkedInFor, this.replaces,
						this.heldBy, this.handedTo, this.undoneAt, this.reserved, this.offeredBy, this.unknown);
	}

	/**
	 * Returns a seat whose attendee came to the session.
	 * @param at when they came
	 * @param startsAt the start of the session for which they came
	 */
	Place checkedIn(Instant at, Instant startsAt) {
		return new Place(this.subject, this.since, this.revision, this.bulletin, this.number, this.clashRule,
				this.offeredUntil, this.passedAt, at, startsAt, this.replaces, this.heldBy, this.handedTo,
				this.undoneAt, this.reserved, this.offeredBy, this.unknown);
	}

	/**
	 * Returns a seat whose attendee has not come after all.
	 * @param now when the check-in was undone; a check-in that was made earlier, and
	 * arrives later, does not count
	 */
	Place undone(Instant now) {
		return new Place(this.subject, this.since, this.revision, this.bulletin, this.number, this.clashRule,
				this.offeredUntil, this.passedAt, null, null, this.replaces, this.heldBy, this.handedTo, now,
				this.reserved, this.offeredBy, this.unknown);
	}

	Place replacing(@Nullable String sessionId) {
		return new Place(this.subject, this.since, this.revision, this.bulletin, this.number, this.clashRule,
				this.offeredUntil, this.passedAt, this.checkedInAt, this.checkedInFor, sessionId, this.heldBy,
				this.handedTo, this.undoneAt, this.reserved, this.offeredBy, this.unknown);
	}

	Place heldBy(@Nullable String holder) {
		return new Place(this.subject, this.since, this.revision, this.bulletin, this.number, this.clashRule,
				this.offeredUntil, this.passedAt, this.checkedInAt, this.checkedInFor, this.replaces, holder,
				this.handedTo, this.undoneAt, this.reserved, this.offeredBy, this.unknown);
	}

	Place offeredBy(@Nullable String other) {
		return new Place(this.subject, this.since, this.revision, this.bulletin, this.number, this.clashRule,
				this.offeredUntil, this.passedAt, this.checkedInAt, this.checkedInFor, this.replaces, this.heldBy,
				this.handedTo, this.undoneAt, this.reserved, other, this.unknown);
	}

	/**
	 * Returns the attendee who holds the place, or who offers it.
	 * @return the attendee; null for a free seat, and if nothing is offered
	 */
	public @Nullable String offerer() {
		return (this.heldBy != null) ? this.heldBy : this.offeredBy;
	}

	Place handedTo(@Nullable Place other) {
		return new Place(this.subject, this.since, this.revision, this.bulletin, this.number, this.clashRule,
				this.offeredUntil, this.passedAt, this.checkedInAt, this.checkedInFor, this.replaces, this.heldBy,
				other, this.undoneAt, this.reserved, this.offeredBy, this.unknown);
	}

	/**
	 * Returns the same place as one of the seats that are kept for some types of ticket.
	 */
	Place reserved(boolean kept) {
		return (isReserved() == kept) ? this
				: new Place(this.subject, this.since, this.revision, this.bulletin, this.number, this.clashRule,
						this.offeredUntil, this.passedAt, this.checkedInAt, this.checkedInFor, this.replaces,
						this.heldBy, this.handedTo, this.undoneAt, kept ? true : null, this.offeredBy, this.unknown);
	}

	/**
	 * Returns the place of an attendee who gets a free seat now: it is a reserved one if
	 * the attendee has a ticket for those now. A seat that is offered stays as it is.
	 */
	Place counted(SeatTerms terms) {
		return isOffered() ? this : reserved(terms.tickets().isReservedFor(this.subject));
	}

	/**
	 * Returns the same place for another attendee.
	 */
	Place of(String other) {
		return new Place(other, this.since, this.revision, this.bulletin, this.number, this.clashRule,
				this.offeredUntil, this.passedAt, this.checkedInAt, this.checkedInFor, this.replaces, this.heldBy,
				this.handedTo, this.undoneAt, this.reserved, this.offeredBy, this.unknown);
	}

}
