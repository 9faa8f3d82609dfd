package dev.plenum.exhibitor.invitation;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.invitation.InvitationDesk.ExhibitorStaffInvited;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The invitations to the staff of exhibitors, and the mutations that change them.
 */
@Controller
class InvitationController {

	private final InvitationDesk desk;

	InvitationController(InvitationDesk desk) {
		this.desk = desk;
	}

	@FromMemory
	@SchemaMapping
	List<Invitation> invitations(Exhibitor exhibitor, @ContextValue Caller caller) {
		exhibitor.event().requireOrganisedBy(caller);
		return Invitation.of(exhibitor);
	}

	@MutationMapping
	Mono<ExhibitorStaffInvited> inviteExhibitorStaff(@Argument InviteExhibitorStaffInput input,
			@ContextValue Caller caller) {
		return this.desk.invite(input.exhibitorId(), input.key(), input.expiresAt(), caller);
	}

	@MutationMapping
	Mono<InvitationRevoked> revokeInvitation(@Argument RevokeInvitationInput input, @ContextValue Caller caller) {
		return this.desk.revoke(input.exhibitorId(), input.invitationId(), caller).map(InvitationRevoked::new);
	}

	@MutationMapping
	Mono<InvitationRedeemed> redeemInvitation(@Argument RedeemInvitationInput input, @ContextValue Caller caller) {
		return this.desk.redeem(input.eventId(), input.code(), caller).map(InvitationRedeemed::new);
	}

	record InviteExhibitorStaffInput(String exhibitorId, String key, @Nullable OffsetDateTime expiresAt) {
	}

	record RevokeInvitationInput(String exhibitorId, String invitationId) {
	}

	record RedeemInvitationInput(String eventId, String code) {
	}

	record InvitationRevoked(Invitation invitation) {
	}

	record InvitationRedeemed(Exhibitor exhibitor) {
	}

}
