package dev.plenum.lead;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

import dev.plenum.lead.ContactCardDocument.ContactDetails;
import dev.plenum.platform.QrCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Admission;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * An attendee's contact card and its codes.
 */
@Controller
class ContactController {

	private final EventAccess access;

	private final Admission admission;

	private final ContactCards cards;

	private final LeadSettings settings;

	private final InstantSource clock;

	ContactController(EventAccess access, Admission admission, ContactCards cards, LeadSettings settings,
			InstantSource clock) {
		this.access = access;
		this.admission = admission;
		this.cards = cards;
		this.settings = settings;
		this.clock = clock;
	}

	@SchemaMapping
	Mono<ContactCard> myContactCard(Event event, @ContextValue Caller caller) {
		return (caller.subject() == null) ? Mono.empty()
				: this.cards.of(event.id(), caller.subject()).map((kept) -> new ContactCard(event.programme(), kept));
	}

	@SchemaMapping
	Mono<ShownContactCode> contactCode(ContactCard card) {
		Instant now = this.clock.instant();
		return Mono.just(card)
			.filter((own) -> !own.programme().isReadOnlyAt(now))
			.filterWhen((own) -> this.admission.admits(own.programme().event(), own.document().subject()))
			.map((own) -> new ShownContactCode(own,
					new ContactCode(own.document().handle(), now, now.plus(this.settings.codeValidity()))));
	}

	@MutationMapping
	Mono<ContactCardPut> putContactCard(@Argument PutContactCardInput input, @ContextValue Caller caller) {
		return this.access.joinedEvent(input.eventId(), caller)
			.flatMap((programme) -> put(input, programme.id(), caller.requireSubject())
				.map((card) -> new ContactCardPut(new ContactCard(programme, card), programme.event())));
	}

	private Mono<ContactCardDocument> put(PutContactCardInput input, String eventId, String subject) {
		String request = input.requestKey(subject);
		return input.name().isOmitted() ? this.cards.change(eventId, subject, request, input.fields())
			.switchIfEmpty(Mono.error(() -> Problem.badInput("A new contact card needs a name.", "input", "name")))
				: this.cards.put(eventId, subject, request, input.fields());
	}

	record ContactCardPut(ContactCard contactCard, Event event) {
	}

	/**
	 * The caller's own card. The schema describes each property.
	 */
	record ContactCard(Programme programme, ContactCardDocument document) {

		public String id() {
			return this.document.id();
		}

		public ContactDetails contact() {
			return this.document.contact();
		}

	}

	/**
	 * A code for its attendee. The schema describes each property.
	 */
	record ShownContactCode(ContactCard card, ContactCode content) {

		public String code() {
			return this.content.signed(this.card.document().secret());
		}

		public String svg() {
			return QrCode.svg(code());
		}

		public OffsetDateTime expiresAt() {
			return this.card.programme().at(this.content.expiresAt());
		}

	}

}
