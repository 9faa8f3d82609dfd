package dev.plenum.seating.group;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.seating.Place;
import dev.plenum.seating.SeatGroups;
import dev.plenum.seating.SeatTransfers;
import dev.plenum.seating.Seating;

import org.springframework.stereotype.Component;

/**
 * The codes of invitations to accept a seat. A code is not stored: all servers derive it
 * from the place that it gives and from the end of the offer, so that the code of an
 * earlier offer is worth nothing.
 */
@Component
class SeatInvitations {

	private static final int BYTES = 18;

	private static final int MOST = 100;

	private final DerivationKey key;

	SeatInvitations(DerivationKey key) {
		this.key = key;
	}

	/**
	 * Returns the invitations of one attendee that can be accepted.
	 */
	Stream<SeatInvitation> of(Seating seating, String by) {
		return open(seating).filter((place) -> by.equals(place.offerer())).map((place) -> of(seating, place));
	}

	SeatInvitation of(Seating seating, Place place) {
		return new SeatInvitation(code(seating, place), until(place));
	}

	/**
	 * Returns what an attendee offers to others and can withdraw, with or without a code.
	 */
	List<MadeInvitation> madeBy(Seating seating, String by) {
		return places(seating, by).limit(MOST)
			.map((place) -> new MadeInvitation(id(seating, place), !SeatGroups.isInvited(place.subject()),
					SeatTransfers.handed(seating.booked()).anyMatch(place::equals), until(place)))
			.toList();
	}

	/**
	 * Finds what an attendee offers.
	 * @param id the id of the invitation
	 * @return the place; empty if it was accepted, has ended or never was
	 */
	Optional<Place> find(Seating seating, String by, String id) {
		return places(seating, by).filter((place) -> id(seating, place).equals(id)).findFirst();
	}

	private static Stream<Place> places(Seating seating, String by) {
		return offered(seating).filter((place) -> by.equals(place.offerer()));
	}

	/**
	 * Finds the place that a code gives.
	 * @return the subject of the place; empty if the code is wrong or its time is over
	 */
	Optional<String> placeOf(Seating seating, String code) {
		String given = code.strip();
		return open(seating).filter((place) -> DerivationKey.same(given, code(seating, place)))
			.map(Place::subject)
			.findFirst();
	}

	private static Stream<Place> open(Seating seating) {
		return offered(seating).filter((place) -> SeatGroups.isInvited(place.subject()));
	}

	private static Stream<Place> offered(Seating seating) {
		return Stream.concat(seating.waiting().stream(), SeatTransfers.handed(seating.booked()))
			.filter((place) -> place.offeredUntil() != null);
	}

	private String code(Seating seating, Place place) {
		return derived("seat invitation", seating, place);
	}

	/** Names an invitation, and does not reveal its code or the other attendee. */
	private String id(Seating seating, Place place) {
		return derived("seat invitation id", seating, place);
	}

	private String derived(String purpose, Seating seating, Place place) {
		return this.key.text(BYTES, purpose, seating.sessionId(), place.subject(),
				Long.toString(until(place).toEpochMilli()));
	}

	private static Instant until(Place place) {
		return Objects.requireNonNull(place.offeredUntil());
	}

	/**
	 * What an attendee offers to another one.
	 *
	 * @param invitationId the id
	 * @param named whether the other attendee was named by a code
	 * @param ownSeat whether it is the attendee's own seat
	 * @param until until when it can be accepted
	 */
	record MadeInvitation(String invitationId, boolean named, boolean ownSeat, Instant until) {
	}

	/**
	 * An invitation to accept a seat.
	 *
	 * @param code the code
	 * @param until until when it can be accepted
	 */
	record SeatInvitation(String code, Instant until) {
	}

}
