package dev.plenum.seating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.seating.SeatItem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which the seats of a ticket become those of the account that entered its
 * code. A place keeps its position. If both have one, the better one stays: a seat rather
 * than a place in line, and of two the earlier one; the other one is free for the waiting
 * list.
 */
final class SeatLinks {

	private SeatLinks() {
	}

	/**
	 * Moves everything of a ticket to an account. Idempotent.
	 */
	static Seating moved(Seating seating, String ticket, String account, SeatTerms terms) {
		Seating single = withoutSecond(withoutOwnOffers(seating, ticket, account, terms), ticket, account, terms);
		List<Place> booked = renamed(single.booked(), ticket, account);
		List<Place> waiting = renamed(single.waiting(), ticket, account);
		Seating moved = (booked.equals(single.booked()) && waiting.equals(single.waiting())) ? single
				: single.with(booked, waiting);
		return moved.remembered(moved.items().renamed(ticket, account));
	}

	/** Nobody needs a second offer, or an offer if they have a seat. */
	private static Seating withoutOwnOffers(Seating seating, String ticket, String account, SeatTerms terms) {
		boolean seated = Stream.of(ticket, account).anyMatch((one) -> Places.find(seating.booked(), one).isPresent());
		boolean offered = SeatTransfers.handed(seating.booked()).anyMatch((place) -> place.isOf(account));
		Seating left = (seated || offered) ? SeatTransfers.declined(seating, ticket, terms) : seating;
		return seated ? SeatTransfers.declined(left, account, terms) : left;
	}

	private static Seating withoutSecond(Seating seating, String ticket, String account, SeatTerms terms) {
		Optional<Place> one = seating.place(ticket);
		Optional<Place> other = seating.place(account);
		if (one.isEmpty() || other.isEmpty()) {
			return seating;
		}
		Place kept = Stream.of(other.get(), one.get()).min(order(seating)).orElseThrow();
		Place second = (kept == one.get()) ? other.get() : one.get();
		Seating held = (second.offerer() != null && second.isOffered()) ? SeatGroups.unheld(seating, second, terms)
				: seating;
		Seating left = held.without(second.subject(), Kind.RELEASED, terms);
		Place came = earliest(kept, second);
		return (came == kept) ? left
				: left.with(Places.changed(left.booked(), kept.subject(), (_) -> came), left.waiting());
	}

	/** Seats are before places in line, and offered ones before the others. */
	private static Comparator<Place> order(Seating seating) {
		return Comparator.comparing((Place place) -> !seating.booked().contains(place))
			.thenComparing((place) -> !place.isOffered())
			.thenComparing((place) -> seating.booked().contains(place) ? place.since() : Instant.EPOCH)
			.thenComparing((place) -> seating.waiting().indexOf(place));
	}

	/** Whoever came with either seat has come. */
	private static Place earliest(Place kept, Place second) {
		Instant at = second.checkedInAt();
		Instant startsAt = second.checkedInFor();
		return (at == null || startsAt == null || isEarlier(kept.checkedInAt(), at)) ? kept
				: kept.checkedIn(at, startsAt);
	}

	private static boolean isEarlier(@Nullable Instant one, Instant other) {
		return one != null && !one.isAfter(other);
	}

	/** A seat that moves is not compared with others: clashes are left to the person. */
	private static List<Place> renamed(List<Place> places, String ticket, String account) {
		List<Place> renamed = new ArrayList<>(places);
		renamed.replaceAll((place) -> renamed(place, ticket, account));
		return renamed;
	}

	private static Place renamed(Place place, String ticket, String account) {
		Place handed = place.handedTo();
		Place next = (handed == null) ? place : place.handedTo(renamed(handed, ticket, account));
		Place held = ticket.equals(next.heldBy()) ? next.heldBy(account)
				: ticket.equals(next.offeredBy()) ? next.offeredBy(account) : next;
		return held.isOf(ticket) ? held.of(account).ruled(held.isOffered() ? held.clashRule() : null) : held;
	}

}
