package dev.plenum.organiser;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;

import dev.plenum.platform.graphql.Check;
import dev.plenum.programme.BookingWindow;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * When seats can be booked, in the inputs of an event and of a session.
 */
final class BookingInput {

	/** Where the beginning is kept. */
	static final String OPENS_AT = "booking.opensAt";

	/** Where the end is kept. */
	static final String CLOSES_AT = "booking.closesAt";

	private BookingInput() {
	}

	/**
	 * Refuses a window that closes before it opens.
	 * @param opensAt the beginning in the input
	 * @param closesAt the end in the input
	 * @param kept what is kept already; null if nothing is
	 */
	static void check(ArgumentValue<OffsetDateTime> opensAt, ArgumentValue<OffsetDateTime> closesAt,
			@Nullable BookingWindow kept) {
		BookingWindow before = Objects.requireNonNullElse(kept, BookingWindow.UNSET);
		Instant from = after(opensAt, before.opensAt());
		Instant until = after(closesAt, before.closesAt());
		Check.that(from == null || until == null || from.isBefore(until), "Booking closes after it opens.",
				"bookingClosesAt");
	}

	private static @Nullable Instant after(ArgumentValue<OffsetDateTime> value, @Nullable Instant kept) {
		if (value.isOmitted()) {
			return kept;
		}
		return (value.value() != null) ? ChangeScheduleInput.moment(value.value()) : null;
	}

}
