package dev.plenum.organiser;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;

import dev.plenum.platform.graphql.Check;
import dev.plenum.programme.document.BookingWindow;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * The booking window in the inputs of events and sessions.
 */
public final class BookingInput {

	/** The path of the start in the document. */
	public static final String OPENS_AT = "booking.opensAt";

	/** The path of the end in the document. */
	public static final String CLOSES_AT = "booking.closesAt";

	private BookingInput() {
	}

	/**
	 * Rejects a window that ends before it starts.
	 * @param opensAt the start in the input
	 * @param closesAt the end in the input
	 * @param stored the window that is stored; null for none
	 */
	public static void check(ArgumentValue<OffsetDateTime> opensAt, ArgumentValue<OffsetDateTime> closesAt,
			@Nullable BookingWindow stored) {
		BookingWindow before = Objects.requireNonNullElse(stored, BookingWindow.UNSET);
		Instant from = effective(opensAt, before.opensAt());
		Instant until = effective(closesAt, before.closesAt());
		Check.that(from == null || until == null || from.isBefore(until),
				"bookingClosesAt must be after bookingOpensAt.", "bookingClosesAt");
	}

	private static @Nullable Instant effective(ArgumentValue<OffsetDateTime> value, @Nullable Instant stored) {
		if (value.isOmitted()) {
			return stored;
		}
		return (value.value() != null) ? value.value().toInstant() : null;
	}

}
