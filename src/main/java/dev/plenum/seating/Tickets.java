package dev.plenum.seating;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.plenum.programme.Admission;
import dev.plenum.programme.Entitlement;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.ReservedSeats;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the tickets of people are good for at one session, as far as it was read. It notes
 * about whom a rule asked in vain; then they are read, and the rule is applied again.
 * Until then a person is admitted, and no reserved seat is for them.
 */
final class Tickets {

	/** How long what was read is good for further decisions. */
	private static final Duration KNOWN = Duration.ofSeconds(1);

	private static final Entitlement UNREAD = new Entitlement(true, false);

	private final @Nullable Session session;

	private final int reserved;

	private final Map<String, Entitlement> known;

	private final Instant since;

	private final Set<String> unread = new HashSet<>();

	Tickets(@Nullable Session session, int reserved, Map<String, Entitlement> known, Instant since) {
		this.session = session;
		this.reserved = reserved;
		this.known = known;
		this.since = since;
	}

	/**
	 * Returns the tickets where each person may have each seat.
	 */
	static Tickets unneeded() {
		return new Tickets(null, 0, Map.of(), Instant.EPOCH);
	}

	static Tickets of(Session session, Instant now) {
		return session.asksForTickets() ? new Tickets(session,
				Optional.ofNullable(session.reservedSeats()).map((seats) -> seats.seatsAt(now)).orElse(0), Map.of(),
				now) : unneeded();
	}

	/**
	 * Returns the moment when reserved seats become free for everybody, if it is still to
	 * come.
	 */
	static Optional<Instant> end(Session session, Instant now) {
		return Optional.ofNullable(session.reservedSeats()).map(ReservedSeats::releasedAt).filter(now::isBefore);
	}

	/**
	 * Returns these tickets with what was read for another decision a moment ago, so that
	 * a rush does not read all who wait again for each write.
	 */
	Tickets reusing(@Nullable Tickets earlier) {
		return (earlier == null || earlier.session != this.session || !this.since.isBefore(earlier.since.plus(KNOWN)))
				? this : new Tickets(this.session, this.reserved, earlier.known, earlier.since);
	}

	/**
	 * Returns the number of seats that are reserved now.
	 */
	int reserved() {
		return this.reserved;
	}

	/**
	 * Returns whether a person may have a seat.
	 */
	boolean admits(String subject) {
		return of(subject, this.session != null).admitted();
	}

	/**
	 * Returns whether the reserved seats are for a person.
	 */
	boolean isReservedFor(String subject) {
		return of(subject, this.session != null && this.session.reservedSeats() != null).reserved();
	}

	private Entitlement of(String subject, boolean needed) {
		Entitlement found = this.known.get(subject);
		if (found == null && needed) {
			this.unread.add(subject);
		}
		return (found != null) ? found : UNREAD;
	}

	/**
	 * Reads about whom a rule asked in vain.
	 * @return the tickets with what was read; empty if nothing is missing
	 */
	Mono<Tickets> read(Admission admission) {
		if (this.session == null || this.unread.isEmpty()) {
			return Mono.empty();
		}
		Collection<String> missing = Set.copyOf(this.unread);
		return admission.entitlements(this.session, missing).map((found) -> {
			Map<String, Entitlement> all = new HashMap<>(this.known);
			all.putAll(found);
			return new Tickets(this.session, this.reserved, all, this.since);
		});
	}

}
