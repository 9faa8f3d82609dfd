package dev.plenum.exhibitor.invitation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Objects;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ExhibitorDocument;
import dev.plenum.exhibitor.ExhibitorDocument.InvitationEntry;
import dev.plenum.exhibitor.Exhibitors;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.exhibitor.invitation.InvitationRejected.InvitationProblem;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Check;
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

	private static final Duration LONGEST = Duration.ofDays(90);

	private static final int MOST_INVITATIONS = 200;

	private static final int LONGEST_CODE = 100;

	private final EventAccess access;

	private final ShowFloors floors;

	private final Exhibitors exhibitors;

	private final InvitationSettings settings;

	private final InstantSource clock;

	InvitationDesk(EventAccess access, ShowFloors floors, Exhibitors exhibitors, InvitationSettings settings,
			InstantSource clock) {
		this.access = access;
		this.floors = floors;
		this.exhibitors = exhibitors;
		this.settings = settings;
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
						: invite(exhibitor, id, expiry(expiresAt));
			}));
	}

	Mono<Invitation> revoke(String exhibitorId, String invitationId, Caller caller) {
		return this.access.organisedEventContaining(exhibitorId, caller)
			.flatMap((programme) -> this.exhibitors.revoke(exhibitorId, checked(invitationId), this.clock.instant())
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
		String subject = caller.requireSubject();
		return this.access.requiredEvent(eventId, caller)
			.flatMap((programme) -> redeem(programme, code, subject).doOnError(Refused.class, (refused) -> log
				.warn("{} cannot redeem an invitation in {}: {}", subject, programme.id(), refused.getMessage())));
	}

	private Mono<Exhibitor> redeem(Programme programme, String code, String subject) {
		programme.event().requireNotArchived();
		String hash = InvitationCode.hash(code.substring(0, Math.min(code.length(), LONGEST_CODE)));
		return this.floors.of(programme.id())
			.get()
			.flatMap((floor) -> Mono.justOrEmpty(Invitation.withHash(hash, floor, programme)))
			.switchIfEmpty(Mono.error(() -> rejected(InvitationProblem.UNKNOWN)))
			.flatMap((invitation) -> redeem(invitation, subject));
	}

	private Mono<Exhibitor> redeem(Invitation invitation, String subject) {
		String exhibitorId = invitation.exhibitor().id();
		return this.exhibitors.redeem(exhibitorId, invitation.id(), subject, this.clock.instant())
			.switchIfEmpty(Mono.defer(() -> this.exhibitors.newest(exhibitorId)))
			.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(exhibitorId)))
			.doOnNext((exhibitor) -> requireRedeemedBy(subject, exhibitor, invitation.id()))
			.flatMap((written) -> this.floors.shown(written, invitation.exhibitor().programme()));
	}

	private Mono<ExhibitorStaffInvited> invite(Exhibitor exhibitor, String id, Instant expiresAt) {
		if (exhibitor.document().invitations().size() >= MOST_INVITATIONS) {
			throw new Refused(new LimitReached("invitations", MOST_INVITATIONS));
		}
		String code = InvitationCode.next();
		InvitationEntry entry = new InvitationEntry(InvitationCode.hash(code), this.clock.instant(), expiresAt, null,
				null, null);
		return this.exhibitors.invite(exhibitor.id(), id, entry)
			.flatMap((written) -> this.floors.shown(written, exhibitor.programme()))
			.map((shown) -> new ExhibitorStaffInvited(Invitation.of(shown, id), code))
			.switchIfEmpty(Mono.defer(() -> this.exhibitors.newest(exhibitor.id())
				.flatMap((written) -> this.floors.shown(written, exhibitor.programme()))
				.map((shown) -> new ExhibitorStaffInvited(Invitation.of(shown, id), null))))
			.switchIfEmpty(Mono.error(() -> ShowFloors.unknown(exhibitor.id())));
	}

	private Instant expiry(@Nullable OffsetDateTime wished) {
		Instant now = this.clock.instant();
		Instant expiry = (wished != null) ? wished.toInstant() : now.plus(this.settings.invitationLifetime());
		Check.that(expiry.isAfter(now) && !expiry.isAfter(now.plus(LONGEST)),
				"An invitation expires within the next %d days.".formatted(LONGEST.toDays()), "expiresAt");
		return expiry;
	}

	private static void requireRedeemedBy(String subject, ExhibitorDocument exhibitor, String invitationId) {
		InvitationEntry entry = Objects.requireNonNull(exhibitor.invitations().get(invitationId));
		if (subject.equals(entry.redeemedBy()) && exhibitor.staff().contains(subject)) {
			return;
		}
		if (entry.redeemedBy() != null) {
			throw rejected(InvitationProblem.REDEEMED);
		}
		if (entry.revokedAt() != null) {
			throw rejected(InvitationProblem.REVOKED);
		}
		throw (exhibitor.staff().size() >= Exhibitors.MOST_STAFF)
				? new Refused(new LimitReached("staff", Exhibitors.MOST_STAFF)) : rejected(InvitationProblem.EXPIRED);
	}

	private static Refused rejected(InvitationProblem problem) {
		return new Refused(new InvitationRejected(problem));
	}

	/**
	 * Checks an id that becomes part of a path in the document.
	 */
	private static String checked(String invitationId) {
		if (!invitationId.matches("inv_[a-z0-9]+_[a-z0-9]+")) {
			throw Problem.of(ErrorCode.NOT_FOUND, "There is no invitation '%s'.".formatted(invitationId));
		}
		return invitationId;
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
