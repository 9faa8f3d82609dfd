package dev.plenum.lead;

import java.time.Instant;
import java.time.InstantSource;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.lead.ContactCodeRejected.ContactCodeProblem;
import dev.plenum.lead.LeadController.CaptureLeadInput;
import dev.plenum.lead.LeadController.WithdrawContactInput;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Redeems contact codes, changes leads and withdraws contact data.
 *
 * <p>
 * The attendee's card decides which exhibitor may use a code; the lead is written after
 * it. If the server stops in between, the same code sent again finishes the lead: an
 * exhibitor that has used a code may send it any number of times, also after it has
 * expired, and receives the same answer.
 */
@Component
class LeadDesk {

	private static final Logger log = LoggerFactory.getLogger(LeadDesk.class);

	private final EventAccess access;

	private final ShowFloors floors;

	private final ContactCards cards;

	private final Leads leads;

	private final InstantSource clock;

	LeadDesk(EventAccess access, ShowFloors floors, ContactCards cards, Leads leads, InstantSource clock) {
		this.access = access;
		this.floors = floors;
		this.cards = cards;
		this.leads = leads;
		this.clock = clock;
	}

	/**
	 * Finds a lead, for the staff of the exhibitor that holds it.
	 * @return the lead; empty for everybody else
	 */
	Mono<Lead> held(String id, Caller caller) {
		return this.leads.byId(id)
			.filter(LeadDocument::isHeld)
			.flatMap((lead) -> this.floors.visible(lead.exhibitorId(), caller)
				.filter((exhibitor) -> exhibitor.isStaffedBy(caller))
				.map((exhibitor) -> new Lead(exhibitor, lead)));
	}

	/**
	 * Redeems a code.
	 * @return the lead, or the refusal {@link ContactCodeRejected}
	 */
	Mono<Lead> capture(CaptureLeadInput input, Caller caller) {
		String note = Lead.checkedNote(input.note());
		Instant now = this.clock.instant();
		return this.floors.staffed(input.exhibitorId(), caller)
			.flatMap((exhibitor) -> Mono.justOrEmpty(ContactCode.read(input.code()))
				.switchIfEmpty(reject(exhibitor, ContactCodeProblem.UNKNOWN))
				.flatMap((claim) -> usable(exhibitor, claim, now)
					.flatMap((card) -> this.leads
						.capture(exhibitor.id(), card, claim.code(), note, input.interest(), now)
						.flatMap((lead) -> unlessLeft(card, lead)))
					.filter(LeadDocument::isHeld)
					.map((lead) -> new Lead(exhibitor, lead))
					.switchIfEmpty(reject(exhibitor, ContactCodeProblem.WITHDRAWN))));
	}

	Mono<Lead> update(UpdateLeadInput input, Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.then(held(input.leadId(), caller))
			.flatMap((lead) -> this.leads.change(lead.id(), input.expectedVersion(), input.fields())
				.switchIfEmpty(Mono.defer(() -> this.leads.newestHeld(lead.id())
					.flatMap((current) -> Mono.error(new Refused(new Outdated(new Lead(lead.exhibitor(), current)))))))
				.map((written) -> new Lead(lead.exhibitor(), written)))
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
					"Your exhibitors have no lead '%s'.".formatted(input.leadId()))));
	}

	/**
	 * Withdraws the caller's contact data from one exhibitor.
	 * @return the event
	 */
	Mono<Event> withdraw(WithdrawContactInput input, Caller caller) {
		String requestId = input.requestId();
		Check.requestId(requestId);
		return Mono.fromCallable(caller::requireSubject)
			.flatMap((subject) -> this.leads.withdraw(Leads.leadId(input.holderId()), subject, requestId,
					this.clock.instant()))
			.flatMap((lead) -> this.access.visibleEvent(lead.eventId(), caller))
			.map((programme) -> programme.event())
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
					"You have no contact holder '%s'.".formatted(input.holderId()))));
	}

	private Mono<ContactCardDocument> usable(Exhibitor exhibitor, ContactCode.Claim claim, Instant now) {
		ContactCode code = claim.code();
		String eventId = exhibitor.event().id();
		if (!Ids.eventOf(code.cardHandle()).filter(eventId::equals).isPresent()) {
			return reject(exhibitor, ContactCodeProblem.OTHER_EVENT);
		}
		return this.cards.byHandle(eventId, code.cardHandle())
			.filter((card) -> claim.isSignedWith(card.secret()))
			.switchIfEmpty(reject(exhibitor, ContactCodeProblem.UNKNOWN))
			.flatMap((card) -> card.isUsedBy(exhibitor.id(), code) ? Mono.just(card) : use(exhibitor, card, code, now));
	}

	private Mono<ContactCardDocument> use(Exhibitor exhibitor, ContactCardDocument card, ContactCode code,
			Instant now) {
		return now.isBefore(code.expiresAt())
				? this.cards.use(card, code, exhibitor.id())
					.switchIfEmpty(Mono.defer(() -> this.cards.newest(card))
						.filter((kept) -> kept.isUsedBy(exhibitor.id(), code)))
					.switchIfEmpty(reject(exhibitor, ContactCodeProblem.REDEEMED))
				: reject(exhibitor, ContactCodeProblem.EXPIRED);
	}

	/**
	 * Removes the lead again if the attendee has deleted all their data since. Deletion
	 * removes the card first, so that either the deletion or this method finds the lead.
	 */
	private Mono<LeadDocument> unlessLeft(ContactCardDocument card, LeadDocument lead) {
		return this.cards.byHandle(card.eventId(), card.handle())
			.map((kept) -> lead)
			.switchIfEmpty(Mono.defer(() -> this.leads.remove(lead.id()).then(Mono.empty())));
	}

	private static <T> Mono<T> reject(Exhibitor exhibitor, ContactCodeProblem problem) {
		return Mono.error(() -> {
			log.warn("A contact code was rejected at exhibitor {}: {}", exhibitor.id(), problem);
			return new Refused(new ContactCodeRejected(problem));
		});
	}

}
