package dev.plenum.seating;

import java.time.Instant;

import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to one attendee's seat or place on the waiting list. The
 * document of the session's seats keeps the last ones of each attendee.
 *
 * @param number its number in this document, starting at 1; later items have higher
 * numbers
 * @param subject the attendee
 * @param kind what happened
 * @param at when, by the clock of the server that wrote it
 * @param revision the revision of the schedule that this server knew
 * @param from if the attendee has neither a seat nor a place any more: the revision of
 * the schedule when they booked or joined the waiting list, if it is known; otherwise
 * null
 * @param bulletin the number of the newest bulletin that this server knew; null if it is
 * not known
 * @param fromBulletin the number of the newest bulletin when the place began that has
 * ended; null like {@code from}
 * @param fromNumber the version of the document in which the place began that has ended;
 * null like {@code from}
 * @param until until when the offer can be accepted; null for other kinds
 * @param cause why it happened, if somebody else did it; null for other items. Older
 * servers show the item by its kind alone.
 * @param unknown fields that a newer version of the server wrote
 */
public record SeatItem(long number, String subject, Kind kind, Instant at, int revision, @Nullable Integer bulletin,
		@Nullable Integer from, @Nullable Integer fromBulletin, @Nullable Long fromNumber, @Nullable Instant until,
		@Nullable Cause cause, Unknown unknown) {

	static SeatItem of(Kind kind, Place place, SeatTerms terms) {
		return of(kind, null, place, terms);
	}

	static SeatItem of(Kind kind, @Nullable Cause cause, Place place, SeatTerms terms) {
		return new SeatItem(0, place.subject(), kind, terms.now(), terms.revision(), terms.bulletin(),
				kind.isEnd() ? place.revision() : null, kind.isEnd() ? place.bulletin() : null,
				kind.isEnd() ? place.number() : null, null, cause, Unknown.NONE);
	}

	static SeatItem offer(Place place, Instant until, SeatTerms terms) {
		return new SeatItem(0, place.subject(), Kind.OFFERED, terms.now(), terms.revision(), terms.bulletin(), null,
				null, null, until, (place.offerer() != null) ? Cause.PERSON : null, Unknown.NONE);
	}

	SeatItem numbered(long its) {
		return new SeatItem(its, this.subject, this.kind, this.at, this.revision, this.bulletin, this.from,
				this.fromBulletin, this.fromNumber, this.until, this.cause, this.unknown);
	}

	SeatItem of(String other) {
		return new SeatItem(this.number, other, this.kind, this.at, this.revision, this.bulletin, this.from,
				this.fromBulletin, this.fromNumber, this.until, this.cause, this.unknown);
	}

	/**
	 * Returns whether the attendee must be notified. It is no news for them that they
	 * released a seat themselves.
	 * @return false if the attendee did it
	 */
	public boolean isNews() {
		return this.kind != Kind.RELEASED || this.cause != null;
	}

	/**
	 * Returns the key of the text that describes it.
	 * @return the key in files of messages
	 */
	public String messageKey() {
		return "SEAT_" + this.kind + ((this.cause != null) ? "_" + this.cause : "");
	}

	/** What happened. */
	public enum Kind {

		/** A seat became free, and the attendee got it. */
		PROMOTED(false),

		/** A seat is offered to the attendee. */
		OFFERED(false),

		/** The offer has ended; the attendee keeps the place on the waiting list. */
		OFFER_ENDED(false),

		/** The offer has ended, and the attendee lost the place on the waiting list. */
		OFFER_LOST(true),

		/** The seat was released since the attendee did not come. */
		NO_SHOW(true),

		/** The attendee has another seat at the same time, and this one was released. */
		CLASH(true),

		/** The session is open to everybody now. */
		NOT_NEEDED(false),

		/** The session has seats again, and the attendee is on the waiting list. */
		NEEDED(false),

		/**
		 * The attendee released the seat or the place. It is no news for them, but it
		 * tells until when the session concerned them.
		 */
		RELEASED(true);

		private final boolean end;

		Kind(boolean end) {
			this.end = end;
		}

		/**
		 * Returns whether the attendee has neither a seat nor a place afterwards.
		 * @return false if they still have one
		 */
		public boolean isEnd() {
			return this.end;
		}

	}

	/** The person or rule that caused an item. */
	public enum Cause {

		/** An organiser booked or released it. */
		ORGANISER,

		/** An organiser moved the attendee's seat from another session. */
		MOVE,

		/** Another attendee offered the seat, or accepted the attendee's. */
		PERSON,

		/** A seat that the attendee offered to somebody was not accepted. */
		NOT_ACCEPTED

	}

}
