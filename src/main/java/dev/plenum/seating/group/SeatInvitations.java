package dev.plenum.seating.group;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.seating.Place;
import dev.plenum.seating.SeatGroups;
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

	private final DerivationKey key;

	SeatInvitations(DerivationKey key) {
		this.key = key;
	}

	/**
	 * Returns the invitations of one attendee that can be accepted.
	 */
	Stream<SeatInvitation> of(Seating seating, String by) {
		return open(seating).filter((place) -> by.equals(place.heldBy())).map((place) -> of(seating, place));
	}

	SeatInvitation of(Seating seating, Place place) {
		return new SeatInvitation(code(seating, place), until(place));
	}

	/**
	 * Finds the place that a code gives.
	 * @return the subject of the place; empty if the code is wrong or its time is over
	 */
	Optional<String> placeOf(Seating seating, String code) {
		byte[] wanted = code.strip().getBytes(StandardCharsets.UTF_8);
		return open(seating)
			.filter((place) -> MessageDigest.isEqual(wanted, code(seating, place).getBytes(StandardCharsets.UTF_8)))
			.map(Place::subject)
			.findFirst();
	}

	private static Stream<Place> open(Seating seating) {
		return Stream
			.concat(seating.waiting().stream(),
					seating.booked().stream().map(Place::handedTo).flatMap(Stream::ofNullable))
			.filter((place) -> SeatGroups.isInvited(place.subject()) && place.offeredUntil() != null);
	}

	private String code(Seating seating, Place place) {
		byte[] bytes = this.key.derive("seat invitation", seating.sessionId(), place.subject(),
				Long.toString(until(place).toEpochMilli()));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, BYTES));
	}

	private static Instant until(Place place) {
		return Objects.requireNonNull(place.offeredUntil());
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
