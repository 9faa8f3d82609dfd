package dev.plenum.exhibitor.offer;

import java.time.Instant;
import java.time.InstantSource;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.OfferDocument;
import dev.plenum.exhibitor.Offers;
import dev.plenum.exhibitor.RemovalDesk;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.exhibitor.offer.ClaimOfferPayload.OfferClaimed;
import dev.plenum.exhibitor.offer.ClaimOfferPayload.OfferExhausted;
import dev.plenum.exhibitor.offer.ClaimOfferPayload.OfferOver;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Changes offers for the staff of exhibitors, and claims them for attendees. Each change
 * is one guarded write of the offer's document. The answer waits until the snapshot
 * contains the write.
 */
@Component
class OfferDesk {

	private static final int MOST_OFFERS = 100;

	private static final int MOST_TRIES = 20;

	private final EventAccess access;

	private final ShowFloors floors;

	private final Offers offers;

	private final RemovalDesk removals;

	private final InstantSource clock;

	OfferDesk(EventAccess access, ShowFloors floors, Offers offers, RemovalDesk removals, InstantSource clock) {
		this.access = access;
		this.floors = floors;
		this.offers = offers;
		this.removals = removals;
		this.clock = clock;
	}

	Mono<Offer> put(PutOfferInput input, Caller caller) {
		return this.floors.changeable(input.exhibitorId(), caller).flatMap((exhibitor) -> {
			String id = input.offerId(exhibitor.event().id());
			return WriteConflict
				.retried(MOST_TRIES, (input.expectedVersion() != null) ? Reading.NEWEST : Reading.COMMITTED,
						(reading) -> this.offers.byId(id, reading)
							.singleOptional()
							.flatMap((before) -> put(input, exhibitor, before.orElse(null))))
				.flatMap((written) -> shown(written, exhibitor.programme()));
		});
	}

	Mono<Exhibitor> remove(String exhibitorId, String offerId, @Nullable String requestId, Caller caller) {
		return this.floors.changeable(exhibitorId, caller)
			.flatMap((exhibitor) -> this.offers.byId(offerId, Reading.COMMITTED)
				.filter((offer) -> offer.exhibitorId().equals(exhibitorId))
				.flatMap((offer) -> this.removals.remove(Offers.ID_PREFIX, offerId, null, requestId))
				.filter((removed) -> removed)
				.flatMap((removed) -> this.floors.of(exhibitor.event().id())
					.when((floor) -> floor.offer(offerId).isEmpty()))
				.then(Mono.defer(() -> this.floors.required(exhibitorId, caller))));
	}

	Mono<ClaimOfferPayload> claim(String offerId, Caller caller) {
		String subject = caller.requireSubject();
		return this.access.joinedEventContaining(offerId, caller)
			.flatMap((programme) -> this.floors.of(programme.id()).get().flatMap((floor) -> {
				Offer known = floor.offer(offerId)
					.flatMap((offer) -> Offer.of(offer, floor, programme))
					.orElseThrow(() -> unknown(offerId));
				if (known.claimLimit() == null) {
					throw Problem.badInput("This offer has no limit, so it cannot be claimed.", "input", "offerId");
				}
				Instant now = this.clock.instant();
				ClaimOfferPayload settled = payload(known, subject, now);
				return (settled != null) ? Mono.just(settled) : claim(offerId, programme, subject, now);
			}));
	}

	/**
	 * Adds a claim, if the database allows it.
	 */
	private Mono<ClaimOfferPayload> claim(String offerId, Programme programme, String subject, Instant now) {
		return this.offers.claim(offerId, subject, now)
			.switchIfEmpty(Mono.defer(() -> this.offers.byId(offerId, Reading.NEWEST)))
			.switchIfEmpty(Mono.error(() -> unknown(offerId)))
			.flatMap((written) -> this.floors.of(programme.id())
				.when((floor) -> floor.shows(written))
				.flatMap((floor) -> Mono.justOrEmpty(Offer.of(written, floor, programme))))
			.mapNotNull((offer) -> payload(offer, subject, now))
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.UNAVAILABLE,
					"This offer was changed at the same time. Retry in a few seconds.")));
	}

	/**
	 * The outcome for a person, as far as the offer decides it.
	 * @return the outcome; null if the person can claim it
	 */
	private static @Nullable ClaimOfferPayload payload(Offer offer, String subject, Instant now) {
		Claim claim = offer.claimOf(subject);
		if (claim != null) {
			return new OfferClaimed(claim);
		}
		if (offer.document().isOverAt(now)) {
			return new OfferOver(offer);
		}
		return offer.document().isExhausted() ? new OfferExhausted(offer) : null;
	}

	private Mono<OfferDocument> put(PutOfferInput input, Exhibitor exhibitor, @Nullable OfferDocument before) {
		if (before == null ? input.id() != null : !before.exhibitorId().equals(exhibitor.id())) {
			throw Problem.of(ErrorCode.NOT_FOUND, "This exhibitor has no offer '%s'.".formatted(input.id()));
		}
		if (before != null) {
			input.check(before);
			return input.isOutdated(before) ? unlessSame(input, before, exhibitor)
					: this.offers.change(before, input.limitAfter(before), input.fields());
		}
		if (input.isOutdated(null)) {
			throw new Refused(new Outdated(null));
		}
		input.check(null);
		if (exhibitor.offerDocuments().size() >= MOST_OFFERS) {
			throw new Refused(new LimitReached("offers", MOST_OFFERS));
		}
		OfferDocument offer = input.offer(exhibitor.event().id());
		return this.removals.prepareCreation(offer.id(), true).then(Mono.defer(() -> this.offers.begin(offer)));
	}

	/**
	 * Refuses a change that is based on another version, unless the offer already is as
	 * the change would make it.
	 */
	private Mono<OfferDocument> unlessSame(PutOfferInput input, OfferDocument before, Exhibitor exhibitor) {
		return this.offers.same(before.id(), input.limitAfter(before), input.fields())
			.switchIfEmpty(Mono.defer(() -> shown(before, exhibitor.programme())
				.flatMap((current) -> Mono.error(new Refused(new Outdated(current))))));
	}

	private Mono<Offer> shown(OfferDocument written, Programme programme) {
		return this.floors.of(programme.id())
			.when((floor) -> floor.shows(written))
			.flatMap((floor) -> Mono.justOrEmpty(Offer.of(written, floor, programme)))
			.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(written.exhibitorId())));
	}

	private static Problem unknown(String offerId) {
		return Problem.of(ErrorCode.NOT_FOUND, "There is no offer '%s'.".formatted(offerId));
	}

}
