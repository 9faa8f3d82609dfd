package dev.plenum.mail;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code mail.graphqls}.
 */
@Controller
class MailController {

	private final MailDesk desk;

	MailController(MailDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<ParticipantsInvited> inviteParticipants(@Argument InviteParticipantsInput input, @ContextValue Caller caller) {
		return this.desk.invite(input, caller);
	}

	@MutationMapping
	Mono<TicketLinkRequested> sendTicketLink(@Argument SendTicketLinkInput input, @ContextValue Caller caller) {
		return this.desk.sendLink(input, caller).map(TicketLinkRequested::new);
	}

	record InviteParticipantsInput(String eventId, @Nullable List<String> participantIds) {
	}

	record SendTicketLinkInput(String eventId, String email) {
	}

	record ParticipantsInvited(int invitedCount, int invitedBeforeCount, int withoutAddressCount, Event event) {
	}

	record TicketLinkRequested(Event event) {
	}

}
