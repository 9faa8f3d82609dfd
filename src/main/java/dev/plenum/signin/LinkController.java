package dev.plenum.signin;

import java.net.InetSocketAddress;

import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.Rates;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.signin.TicketLinkDesk.TicketLinked;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code signin.graphqls} about links between tickets and
 * accounts.
 */
@Controller
class LinkController {

	private final TicketLinkDesk desk;

	private final SignInDesk signIns;

	private final EventAccess access;

	LinkController(TicketLinkDesk desk, SignInDesk signIns, EventAccess access) {
		this.desk = desk;
		this.signIns = signIns;
		this.access = access;
	}

	@MutationMapping
	Mono<TicketLinked> linkTicket(@Argument LinkTicketInput input, @ContextValue Caller caller,
			@ContextValue(name = Rates.ADDRESS, required = false) @Nullable InetSocketAddress address) {
		return this.desk.byCode(input.code(), caller, address);
	}

	@MutationMapping
	Mono<TicketLinked> linkTicketByEmail(@Argument LinkTicketByEmailInput input, @ContextValue Caller caller) {
		return this.desk.byEmail(input.eventId(), caller);
	}

	@SchemaMapping
	Mono<Event> event(TicketLinked linked, @ContextValue Caller caller) {
		return this.access.visibleEvent(linked.eventId(), caller).map(Programme::event);
	}

	@SchemaMapping(typeName = "TicketLinked")
	Flux<SignIn> signIns(@ContextValue Caller caller) {
		return this.signIns.of(caller);
	}

	record LinkTicketInput(String code) {

		/**
		 * The code is left out, so that it is not logged.
		 */
		@Override
		public String toString() {
			return "LinkTicketInput";
		}

	}

	record LinkTicketByEmailInput(String eventId) {
	}

}
