package dev.plenum.crew;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.crew.CrewDesk.CrewInvited;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code crew.graphqls}.
 */
@Controller
class CrewController {

	private final CrewDesk desk;

	private final CrewAccess access;

	CrewController(CrewDesk desk, CrewAccess access) {
		this.desk = desk;
		this.access = access;
	}

	@FromMemory
	@SchemaMapping
	Mono<List<CrewInvitation>> crewInvitations(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.desk.invitations(event);
	}

	@FromMemory
	@SchemaMapping
	Mono<List<CrewInvitation>> myCrewInvitations(Event event, @ContextValue Caller caller) {
		return this.access.held(event, caller)
			.map((crew) -> crew.heldBy(caller.holder())
				.map((entry) -> new CrewInvitation(event.programme(), entry.getKey(), entry.getValue()))
				.sorted(CrewInvitation.NEWEST_FIRST)
				.toList());
	}

	@MutationMapping
	Mono<CrewInvited> inviteCrew(@Argument InviteCrewInput input, @ContextValue Caller caller) {
		return this.desk.invite(input, caller);
	}

	@MutationMapping
	Mono<CrewInvitationRevoked> revokeCrewInvitation(@Argument RevokeCrewInvitationInput input,
			@ContextValue Caller caller) {
		return this.desk.revoke(input.crewInvitationId(), caller).map(CrewInvitationRevoked::new);
	}

	@MutationMapping
	Mono<CrewInvitationRedeemed> redeemCrewInvitation(@Argument RedeemCrewInvitationInput input,
			@ContextValue Caller caller) {
		return this.desk.redeem(input.eventId(), input.code(), caller).map(CrewInvitationRedeemed::new);
	}

	record InviteCrewInput(String eventId, String key, CrewRole role, @Nullable List<String> sessionIds,
			@Nullable OffsetDateTime expiresAt) {
	}

	record RevokeCrewInvitationInput(String crewInvitationId) {
	}

	record RedeemCrewInvitationInput(String eventId, String code) {
	}

	record CrewInvitationRevoked(CrewInvitation crewInvitation) {

		public Event event() {
			return this.crewInvitation.event();
		}

	}

	record CrewInvitationRedeemed(CrewInvitation crewInvitation) {

		public Event event() {
			return this.crewInvitation.event();
		}

	}

}
