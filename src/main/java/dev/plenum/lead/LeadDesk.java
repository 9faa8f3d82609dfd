package dev.plenum.lead;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Redeems contact codes.
 *
 * <p>
 * That a code is used by one exhibitor is decided by the attendee's card; the lead is
 * written after it. Stopped in between, it is finished when the code is sent again: a
 * code that an exhibitor has used once it may send as often as it likes, also after it
 * has expired, and is answered the same.
 */
@Component
class LeadDesk {

	private static final Logger log = LoggerFactory.getLogger(LeadDesk.class);

	private final ContactCards cards;

	private final Leads leads;

	private final InstantSource clock;

	LeadDesk(ContactCards cards, Leads leads, InstantSource clock) {
		this.cards = cards;
		this.leads = leads;
		this.clock = clock;
	}

	/**
	 * Redeems a code.
	 * @param exhibitor who redeems it
	 * @param text whatever was sent as a code
	 * @param note what the staff wrote; null leaves what is there
	 * @param interest how much the attendee is interested; null leaves what is there
	 * @return the lead, or the problem why there is none
	 */
	Mono<Lead> capture(Exhibitor exhibitor, String text, @Nullable String note, @Nullable LeadInterest interest) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		return Mono.justOrEmpty(ContactCode.read(text))
			.switchIfEmpty(refuse(exhibitor, CodeRefusal.FORGED))
			.flatMap((claim) -> usable(exhibitor, claim, now)
				.flatMap((card) -> this.leads.capture(exhibitor.id(), card, claim.code(), note, interest, now)
					.flatMap((lead) -> unlessLeft(card, lead)))
				.filter(LeadDocument::isHeld)
				.map((lead) -> new Lead(exhibitor, lead))
				.switchIfEmpty(refuse(exhibitor, CodeRefusal.WITHDRAWN)));
	}

	private Mono<ContactCardDocument> usable(Exhibitor exhibitor, ContactCode.Claim claim, Instant now) {
		ContactCode code = claim.code();
		String eventId = exhibitor.event().id();
		if (!Ids.eventOf(code.cardHandle()).filter(eventId::equals).isPresent()) {
			return refuse(exhibitor, CodeRefusal.OTHER_EVENT);
		}
		return this.cards.byHandle(eventId, code.cardHandle())
			.filter((card) -> claim.isSignedWith(card.secret()))
			.switchIfEmpty(refuse(exhibitor, CodeRefusal.FORGED))
			.flatMap((card) -> card.isUsedBy(exhibitor.id(), code) ? Mono.just(card) : use(exhibitor, card, code, now));
	}

	private Mono<ContactCardDocument> use(Exhibitor exhibitor, ContactCardDocument card, ContactCode code,
			Instant now) {
		return now.isBefore(code.expiresAt()) ? this.cards.use(card, code, exhibitor.id())
			.switchIfEmpty(
					Mono.defer(() -> this.cards.newest(card)).filter((kept) -> kept.isUsedBy(exhibitor.id(), code)))
			.switchIfEmpty(refuse(exhibitor, CodeRefusal.USED)) : refuse(exhibitor, CodeRefusal.EXPIRED);
	}

	/**
	 * Takes the lead away again if the attendee has deleted everything meanwhile; they
	 * delete the card first, so that either they or this finds the lead.
	 */
	private Mono<LeadDocument> unlessLeft(ContactCardDocument card, LeadDocument lead) {
		return this.cards.byHandle(card.eventId(), card.handle())
			.map((kept) -> lead)
			.switchIfEmpty(Mono.defer(() -> this.leads.remove(lead.id()).then(Mono.empty())));
	}

	private static <T> Mono<T> refuse(Exhibitor exhibitor, CodeRefusal refusal) {
		return Mono.error(() -> {
			log.warn("A contact code was refused at exhibitor {}: {}", exhibitor.id(), refusal);
			return refusal.problem();
		});
	}

}
