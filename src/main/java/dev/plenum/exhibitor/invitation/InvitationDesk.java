package dev.plenum.exhibitor.invitation;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Objects;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ExhibitorDocument;
import dev.plenum.exhibitor.Exhibitors;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.invitation.InvitationEntry;
import dev.plenum.invitation.InvitationMaker;
import dev.plenum.invitation.InvitationMaker.NewInvitation;
import dev.plenum.invitation.InvitationRejected;
import dev.plenum.invitation.InvitationRejected.InvitationProblem;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates, revokes and redeems invitations to the staff of exhibitors. An invitation is
 * stored in the exhibitor's document, so that one guarded write redeems it and adds the
 * person to the staff.
 */
@Component
class InvitationDesk {

	private static final Logger log = LoggerFactory.getLogger(InvitationDesk.class);

	private static final int MOST_INVITATIONS = 200;

	private final EventAccess access;

	private final ShowFloors floors;

	private final Exhibitors exhibitors;

	private final InvitationMaker maker;

	private final InstantSource clock;

	InvitationDesk(EventAccess access, ShowFloors floors, Exhibitors exhibitors, InvitationMaker maker,
			InstantSource clock) {
		this.access = access;
		this.floors = floors;
		this.exhibitors = exhibitors;
		this.maker = maker;
		this.clock = clock;
	}

	/**
	 * Creates an invitation.
	 * @return the invitation with its code; without the code if it existed before
	 */
	Mono<ExhibitorStaffInvited> invite(String exhibitorId, String key, @Nullable OffsetDateTime expiresAt,
			Caller caller) {
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> this.floors.required(exhibitorId, caller).flatMap((exhibitor) -> {
				String id = Ids.in("inv", programme.id(), exhibitorId + '/' + Keys.checked(key));
				return exhibitor.document().invitations().containsKey(id)
						? Mono.just(new ExhibitorStaffInvited(Invitation.of(exhibitor, id), null))
						: invite(exhibitor, id, expiresAt);
			}));
	}

	Mono<Invitation> revoke(String exhibitorId, String invitationId, Caller caller) {
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> this.exhibitors
				.revoke(exhibitorId, InvitationEntry.checkedId(invitationId), this.clock.instant())
				.switchIfEmpty(Mono.defer(() -> this.exhibitors.newest(exhibitorId)))
				.filter((exhibitor) -> exhibitor.invitations().containsKey(invitationId))
				.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND,
						"This exhibitor has no invitation '%s'.".formatted(invitationId))))
				.flatMap((written) -> this.floors.shown(written, programme)))
			.map((exhibitor) -> Invitation.of(exhibitor, invitationId));
	}

	/**
	 * Adds the caller to the staff of the exhibitor whose invitation has the code. Logs
	 * each refusal, but never the code.
	 */
	Mono<Exhibitor> redeem(String eventId, String code, Caller caller) {
		String subject = caller.requireHolder();
		return this.access.requiredEvent(eventId, caller)
			.flatMap((programme) -> redeem(programme, code, subject).doOnError(Refused.class, (refused) -> log
				.warn("{} cannot redeem an invitation in {}: {}", subject, programme.id(), refused.getMessage())));
	}

	private Mono<Exhibitor> redeem(Programme programme, String code, String subject) {
		programme.event().requireNotArchived();
		return this.floors.of(programme.id())
			.get()
			.flatMap((floor) -> Mono.justOrEmpty(Invitation.withCode(code, floor, programme)))
			.switchIfEmpty(Mono.error(() -> new Refused(new InvitationRejected(InvitationProblem.UNKNOWN))))
			.flatMap((invitation) -> redeem(invitation, subject));
	}

	private Mono<Exhibitor> redeem(Invitation invitation, String subject) {
		InvitationRejected.requireAccount(subject);
		String exhibitorId = invitation.exhibitor().id();
		return this.exhibitors.redeem(exhibitorId, invitation.id(), subject, this.clock.instant())
			.switchIfEmpty(Mono.defer(() -> this.exhibitors.newest(exhibitorId)))
			.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(exhibitorId)))
			.doOnNext((exhibitor) -> requireRedeemedBy(subject, exhibitor, invitation.id()))
			.flatMap((written) -> this.floors.shown(written, invitation.exhibitor().programme()));
	}

	private Mono<ExhibitorStaffInvited> invite(Exhibitor exhibitor, String id, @Nullable OffsetDateTime expiresAt) {
		if (exhibitor.document().invitations().size() >= MOST_INVITATIONS) {
			throw new Refused(new LimitReached("invitations", MOST_INVITATIONS));
		}
		NewInvitation made = this.maker.next(expiresAt);
		return this.exhibitors.invite(exhibitor.id(), id, made.entry())
			.flatMap((written) -> this.floors.shown(written, exhibitor.programme()))
			.map((shown) -> new ExhibitorStaffInvited(Invitation.of(shown, id), made.code()))
			.switchIfEmpty(Mono.defer(() -> this.exhibitors.newest(exhibitor.id())
				.flatMap((written) -> this.floors.shown(written, exhibitor.programme()))
				.map((shown) -> new ExhibitorStaffInvited(Invitation.of(shown, id), null))))
			.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(exhibitor.id())));
	}

	private static void requireRedeemedBy(String subject, ExhibitorDocument exhibitor, String invitationId) {
		InvitationEntry entry = Objects.requireNonNull(exhibitor.invitations().get(invitationId));
		if (subject.equals(entry.redeemedBy()) && exhibitor.staff().contains(subject)) {
			return;
		}
		boolean full = entry.redeemedBy() == null && entry.revokedAt() == null
				&& exhibitor.staff().size() >= Exhibitors.MOST_STAFF;
		throw new Refused(full ? new LimitReached("staff", Exhibitors.MOST_STAFF) : entry.rejection());
	}

	/**
	 * The outcome of an invitation.
	 *
	 * @param invitation the invitation
	 * @param invitationCode its code; null if the invitation existed before
	 */
	record ExhibitorStaffInvited(Invitation invitation, @Nullable String invitationCode) {

		public Exhibitor exhibitor() {
			return this.invitation.exhibitor();
		}

	}

}
