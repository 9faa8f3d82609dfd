package dev.plenum.crew;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import dev.plenum.crew.CrewController.InviteCrewInput;
import dev.plenum.crew.CrewDocument.CrewEntry;
import dev.plenum.invitation.InvitationEntry;
import dev.plenum.invitation.InvitationMaker;
import dev.plenum.invitation.InvitationMaker.NewInvitation;
import dev.plenum.invitation.InvitationRejected;
import dev.plenum.invitation.InvitationRejected.InvitationProblem;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates, revokes and redeems invitations to crew roles.
 */
@Component
class CrewDesk {

	private static final Logger log = LoggerFactory.getLogger(CrewDesk.class);

	private static final int MOST_INVITATIONS = 500;

	private static final int MOST_SESSIONS = 50;

	private final EventAccess access;

	private final Crews crews;

	private final InvitationMaker maker;

	private final InstantSource clock;

	CrewDesk(EventAccess access, Crews crews, InvitationMaker maker, InstantSource clock) {
		this.access = access;
		this.crews = crews;
		this.maker = maker;
		this.clock = clock;
	}

	Mono<List<CrewInvitation>> invitations(Event event) {
		return this.crews.of(event.id()).get().map((crew) -> CrewInvitation.allOf(crew, event.programme()));
	}

	/**
	 * Creates an invitation.
	 * @return the invitation with its code; without the code if it existed before
	 */
	Mono<CrewInvited> invite(InviteCrewInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			List<String> sessionIds = sessions(input, programme);
			String id = Ids.in("inv", programme.id(), "crew/" + Keys.checked(input.key()));
			return this.crews.of(programme.id()).get().flatMap((crew) -> {
				if (crew.invitations().containsKey(id)) {
					return Mono.just(new CrewInvited(CrewInvitation.of(crew, id, programme), null));
				}
				if (crew.invitations().size() >= MOST_INVITATIONS) {
					throw new Refused(new LimitReached("crewInvitations", MOST_INVITATIONS));
				}
				NewInvitation made = this.maker.next(input.expiresAt());
				return this.crews
					.invite(programme.id(), id, new CrewEntry(input.role(), sessionIds, null, made.entry()))
					.flatMap(this.crews::shown)
					.map((shown) -> CrewInvitation.of(shown, id, programme))
					.map((invitation) -> new CrewInvited(invitation,
							invitation.entry().invitation().hasCode(made.code()) ? made.code() : null));
			});
		});
	}

	/**
	 * Revokes an invitation and the role that it gave.
	 */
	Mono<CrewInvitation> revoke(String invitationId, Caller caller) {
		String id = InvitationEntry.checkedId(invitationId);
		return this.access.organisedEventContaining(id, caller)
			.flatMap((programme) -> this.crews.revoke(programme.id(), id, this.clock.instant())
				.switchIfEmpty(Mono.defer(() -> this.crews.newest(programme.id())))
				.filter((crew) -> crew.invitations().containsKey(id))
				.switchIfEmpty(
						Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND, "There is no invitation '%s'.".formatted(id))))
				.flatMap(this.crews::shown)
				.map((crew) -> CrewInvitation.of(crew, id, programme)));
	}

	/**
	 * Gives the caller the role of the invitation that has the code. Logs each refusal,
	 * but never the code.
	 */
	Mono<CrewInvitation> redeem(String eventId, String code, Caller caller) {
		String subject = caller.requireHolder();
		return this.access.attendedEvent(eventId, caller)
			.flatMap((programme) -> this.crews.of(programme.id())
				.get()
				.flatMapIterable((crew) -> CrewInvitation.allOf(crew, programme))
				.filter((invitation) -> invitation.entry().invitation().hasCode(code))
				.next()
				.switchIfEmpty(Mono.error(() -> new Refused(new InvitationRejected(InvitationProblem.UNKNOWN))))
				.flatMap((invitation) -> redeem(invitation, subject, caller.name()))
				.doOnError(Refused.class, (refused) -> log.warn("{} cannot join the crew of {}: {}", subject,
						programme.id(), refused.getMessage())));
	}

	private Mono<CrewInvitation> redeem(CrewInvitation invitation, String subject, @Nullable String name) {
		InvitationRejected.requireAccount(subject);
		String eventId = invitation.programme().id();
		return this.crews.redeem(eventId, invitation.id(), subject, name, this.clock.instant())
			.switchIfEmpty(Mono.defer(() -> this.crews.newest(eventId)))
			.doOnNext((crew) -> requireHeld(subject, crew, invitation.id()))
			.flatMap(this.crews::shown)
			.map((crew) -> CrewInvitation.of(crew, invitation.id(), invitation.programme()));
	}

	private static void requireHeld(String subject, CrewDocument crew, String invitationId) {
		CrewEntry entry = Objects.requireNonNull(crew.invitations().get(invitationId));
		if (!entry.isHeldBy(subject)) {
			throw new Refused(entry.invitation().rejection());
		}
	}

	private static List<String> sessions(InviteCrewInput input, Programme programme) {
		List<String> sessionIds = Objects.requireNonNullElse(input.sessionIds(), List.<String>of())
			.stream()
			.distinct()
			.toList();
		boolean moderator = input.role() == CrewRole.MODERATOR;
		Check.that(moderator != sessionIds.isEmpty(),
				moderator ? "A moderator needs at least one session." : "Only moderators are assigned to sessions.",
				"sessionIds");
		Check.that(sessionIds.size() <= MOST_SESSIONS, "Give at most %d sessions.".formatted(MOST_SESSIONS),
				"sessionIds");
		Check.that(sessionIds.stream().allMatch((session) -> programme.session(session).isPresent()),
				"This event has no such session.", "sessionIds");
		return sessionIds;
	}

	/**
	 * The outcome of an invitation.
	 *
	 * @param crewInvitation the invitation
	 * @param invitationCode its code; null if the invitation existed before
	 */
	record CrewInvited(CrewInvitation crewInvitation, @Nullable String invitationCode) {

		public Event event() {
			return this.crewInvitation.event();
		}

	}

}
