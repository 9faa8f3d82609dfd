package dev.plenum.signin;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.plenum.participant.LinkDesk;
import dev.plenum.participant.Links;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.signin.TicketCodeRejected.TicketCodeProblem;
import dev.plenum.signin.TicketLinkRejected.TicketLinkProblem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Links tickets to accounts, which become participants by it. There is no way back: what
 * the ticket had belongs to the account afterwards.
 */
@Component
class TicketLinkDesk {

	/** How many participants with the same address are looked at. */
	private static final int MOST = 100;

	private final EventAccess access;

	private final Participants participants;

	private final SignInDesk signIns;

	private final Links links;

	private final LinkDesk moves;

	private final LinkSettings settings;

	private final InstantSource clock;

	TicketLinkDesk(EventAccess access, Participants participants, SignInDesk signIns, Links links, LinkDesk moves,
			LinkSettings settings, InstantSource clock) {
		this.access = access;
		this.participants = participants;
		this.signIns = signIns;
		this.links = links;
		this.moves = moves;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Links the ticket with a code. Wrong codes are counted as those of sign-ins.
	 */
	Mono<TicketLinked> byCode(String code, Caller caller, @Nullable InetSocketAddress address) {
		return account(caller).flatMap((account) -> this.signIns.participant(code, address, account)
			.flatMap((participant) -> link(participant, account)));
	}

	/**
	 * Links the ticket of the only participant of an event with the verified e-mail
	 * address of the account. Of several, those whose participation is cancelled do not
	 * count.
	 */
	Mono<TicketLinked> byEmail(String eventId, Caller caller) {
		return account(caller).flatMap((account) -> this.access.requiredEvent(eventId, caller)
			.flatMap((programme) -> this.participants.byEmail(programme.id(), email(caller), MOST).collectList())
			.flatMap((found) -> {
				List<ParticipantDocument> active = found.stream().filter(ParticipantDocument::isActive).toList();
				return switch (active.size()) {
					case 0 -> found.isEmpty() ? Mono.error(() -> rejected(TicketLinkProblem.EMAIL_UNKNOWN))
							: link(found.getFirst(), account);
					case 1 -> link(active.getFirst(), account);
					default -> Mono.error(() -> rejected(TicketLinkProblem.EMAIL_AMBIGUOUS));
				};
			}));
	}

	private static Mono<String> account(Caller caller) {
		return Mono.fromCallable(caller::requireHolder)
			.filter((_) -> caller.boundTo() == null)
			.switchIfEmpty(Mono.error(() -> rejected(TicketLinkProblem.ACCOUNT_NEEDED)));
	}

	private String email(Caller caller) {
		if (!this.settings.linkByEmail()) {
			throw rejected(TicketLinkProblem.EMAIL_NOT_ACCEPTED);
		}
		return Optional.ofNullable(caller.verifiedEmail())
			.map((email) -> email.strip().toLowerCase(Locale.ROOT))
			.orElseThrow(() -> rejected(TicketLinkProblem.EMAIL_NOT_VERIFIED));
	}

	private Mono<TicketLinked> link(ParticipantDocument participant, String account) {
		return (participant.linkedTo() != null) ? linked(participant, account)
				: this.signIns.usable(participant)
					.then(isAnother(participant, account))
					.flatMap((another) -> another ? Mono.error(() -> rejected(TicketLinkProblem.ACCOUNT_TAKEN))
							: this.participants.link(participant.id(), account, this.clock.instant())
								.switchIfEmpty(Mono.defer(() -> this.participants.newest(participant.id()))))
					.switchIfEmpty(Mono.error(() -> SignInDesk.rejected(TicketCodeProblem.UNKNOWN)))
					.flatMap((written) -> linked(written, account));
	}

	/**
	 * Answers when this server knows the link, and has tried to move what the ticket had.
	 */
	private Mono<TicketLinked> linked(ParticipantDocument participant, String account) {
		Optional<Refused> refusal = refusal(participant, account);
		return refusal.isPresent() ? Mono.error(refusal.get())
				: this.links.shown(participant)
					.then(this.moves.carryOut(participant))
					.thenReturn(new TicketLinked(participant.eventId(), participant.name()));
	}

	private static Optional<Refused> refusal(ParticipantDocument participant, String account) {
		if (account.equals(participant.linkedTo())) {
			return Optional.empty();
		}
		if (participant.linkedTo() != null) {
			return Optional.of(rejected(TicketLinkProblem.TICKET_TAKEN));
		}
		return participant.isActive() ? Optional.empty()
				: Optional.of(SignInDesk.rejected(TicketCodeProblem.CANCELLED));
	}

	private Mono<Boolean> isAnother(ParticipantDocument participant, String account) {
		return this.participants.linkedTo(account, participant.eventId())
			.any((other) -> other.isActive() && !other.id().equals(participant.id()));
	}

	private static Refused rejected(TicketLinkProblem problem) {
		return new Refused(new TicketLinkRejected(problem));
	}

	record TicketLinked(String eventId, String name) {
	}

}
