package dev.plenum.lead;

import java.time.OffsetDateTime;
import java.util.Objects;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.lead.ContactCardDocument.ContactDetails;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The leads of exhibitors, and the exhibitors that hold an attendee's contact data.
 */
@Controller
class LeadController {

	private final ShowFloors floors;

	private final Leads leads;

	private final LeadDesk desk;

	LeadController(ShowFloors floors, Leads leads, LeadDesk desk) {
		this.floors = floors;
		this.leads = leads;
		this.desk = desk;
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
	Mono<LeadCaptured> captureLead(@Argument CaptureLeadInput input, @ContextValue Caller caller) {
		return this.desk.capture(input, caller).map((lead) -> new LeadCaptured(lead, lead.exhibitor()));
	}

	@MutationMapping
	Mono<LeadUpdated> updateLead(@Argument UpdateLeadInput input, @ContextValue Caller caller) {
		return this.desk.update(input, caller).map(LeadUpdated::new);
	}

	@MutationMapping
	Mono<ContactWithdrawn> withdrawContact(@Argument WithdrawContactInput input, @ContextValue Caller caller) {
		return this.desk.withdraw(input, caller).map((event) -> new ContactWithdrawn(input.holderId(), event));
	}

	record CaptureLeadInput(String exhibitorId, String code, @Nullable String note, @Nullable LeadInterest interest) {
	}

	record WithdrawContactInput(String holderId, @Nullable String requestId) {
	}

	record LeadCaptured(Lead lead, Exhibitor exhibitor) {
	}

	record LeadUpdated(Lead lead) {
	}

	record ContactWithdrawn(String removedId, Event event) {
	}

	/**
	 * An exhibitor that holds contact data of the caller. The schema describes each
	 * property.
	 */
	record ContactHolder(Programme programme, LeadDocument lead) {

		public String id() {
			return Leads.holderId(this.lead.id());
		}

		public ContactDetails contact() {
			return Objects.requireNonNull(this.lead.contact());
		}

		public OffsetDateTime since() {
			return this.programme.at(this.lead.capturedAt());
		}

	}

}
