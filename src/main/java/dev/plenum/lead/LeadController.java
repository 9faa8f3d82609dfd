package dev.plenum.lead;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.lead.ContactCardDocument.ContactDetails;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The leads of an exhibitor's staff, and what an attendee sees and withdraws of them.
 */
@Controller
class LeadController {

	private final EventAccess access;

	private final ShowFloors floors;

	private final Leads leads;

	private final LeadDesk desk;

	private final InstantSource clock;

	LeadController(EventAccess access, ShowFloors floors, Leads leads, LeadDesk desk, InstantSource clock) {
		this.access = access;
		this.floors = floors;
		this.leads = leads;
		this.desk = desk;
		this.clock = clock;
	}

	@MutationMapping
	Mono<LeadPayload> captureLead(@Argument CaptureLeadInput input, @ContextValue Caller caller) {
		return this.floors.staffed(input.exhibitorId(), caller)
			.flatMap((exhibitor) -> this.desk.capture(exhibitor, input.code(), Lead.checkedNote(input.note()),
					input.interest()))
			.map(LeadPayload::new);
	}

	@MutationMapping
	Mono<LeadPayload> updateLead(@Argument UpdateLeadInput input, @ContextValue Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.then(this.leads.byId(input.leadId()))
			.filter(LeadDocument::isHeld)
			.flatMap((lead) -> this.floors.visible(lead.exhibitorId(), caller))
			.filter((exhibitor) -> exhibitor.isStaffedBy(caller))
			.flatMap((exhibitor) -> this.leads.change(input.leadId(), input.fields())
				.map((lead) -> new LeadPayload(new Lead(exhibitor, lead))))
			.switchIfEmpty(Mono
				.error(() -> Problem.of(ErrorCode.NOT_FOUND, "You hold no lead '%s'.".formatted(input.leadId()))));
	}

	@SchemaMapping
	Mono<Connection<Lead>> leads(Exhibitor exhibitor, Page page, @Argument @Nullable LeadInterest interest,
			@ContextValue Caller caller) {
		return this.floors.staffed(exhibitor.id(), caller)
			.flatMap((own) -> this.leads.page(own.event().id(), own.id(), interest, page))
			.map((found) -> found.map((lead) -> new Lead(exhibitor, lead)));
	}

	@SchemaMapping
	Flux<ContactHolder> myContactHolders(Event event, @ContextValue Caller caller) {
		return (caller.subject() == null) ? Flux.empty() : this.leads.heldOf(event.id(), caller.subject())
			.map((lead) -> new ContactHolder(event.programme(), lead));
	}

	@SchemaMapping
	Mono<Exhibitor> exhibitor(ContactHolder holder, @ContextValue Caller caller) {
		return this.floors.visible(holder.lead().exhibitorId(), caller);
	}

	@MutationMapping
	Mono<WithdrawContactPayload> withdrawContact(@Argument WithdrawContactInput input, @ContextValue Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.flatMap((subject) -> this.leads.withdraw(input.holderId(), subject,
					this.clock.instant().truncatedTo(ChronoUnit.MILLIS)))
			.flatMap((lead) -> this.access.visibleEvent(lead.eventId(), caller))
			.map((programme) -> new WithdrawContactPayload(programme.event()))
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
					"Nobody holds contact data of yours as '%s'.".formatted(input.holderId()))));
	}

	record CaptureLeadInput(String exhibitorId, String code, @Nullable String note, @Nullable LeadInterest interest) {
	}

	record UpdateLeadInput(String leadId, ArgumentValue<String> note, ArgumentValue<LeadInterest> interest) {

		Fields fields() {
			return new Fields().input("note", this.note, Lead::checkedNote).input("interest", this.interest);
		}

	}

	record WithdrawContactInput(String holderId) {
	}

	record LeadPayload(Lead lead) {
	}

	record WithdrawContactPayload(Event event) {
	}

	/**
	 * Who holds contact data of the caller, and which.
	 */
	record ContactHolder(Programme programme, LeadDocument lead) {

		public String id() {
			return this.lead.id();
		}

		public ContactDetails contact() {
			return Objects.requireNonNull(this.lead.contact());
		}

		public OffsetDateTime since() {
			return this.programme.at(this.lead.capturedAt());
		}

	}

}
