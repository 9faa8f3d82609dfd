package dev.plenum.signin;

import dev.plenum.platform.security.Caller;
import dev.plenum.signin.TicketDesk.TicketCodeReplaced;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code signin.graphqls} about ticket codes.
 */
@Controller
class TicketController {

	private final TicketDesk desk;

	TicketController(TicketDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<TicketCodeReplaced> replaceTicketCode(@Argument ReplaceTicketCodeInput input, @ContextValue Caller caller) {
		return this.desk.replace(input.participantId(), input.requestId(), caller);
	}

	record ReplaceTicketCodeInput(String participantId, @Nullable String requestId) {
	}

}
