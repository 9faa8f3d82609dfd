package dev.plenum.signin;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.token.RefreshTokens;
import dev.plenum.platform.token.SignInDocument;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.signin.TicketCodeRejected.TicketCodeProblem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Signs participants in with their ticket codes, refreshes and revokes their sign-ins.
 */
@Component
class SignInDesk {

	/** What the access tokens of participants are for. */
	static final String TICKET = "ticket";

	/** How long after the last day of its event a sign-in can be refreshed. */
	private static final Duration AFTER_EVENT = Duration.ofDays(30);

	/** The number of sign-ins of one caller that are shown. */
	private static final int MOST_SHOWN = 200;

	private final Participants participants;

	private final Programmes programmes;

	private final TicketCodes codes;

	private final RefreshTokens tokens;

	private final CodeAttempts attempts;

	private final InstantSource clock;

	SignInDesk(Participants participants, Programmes programmes, TicketCodes codes, RefreshTokens tokens,
			CodeAttempts attempts, InstantSource clock) {
		this.participants = participants;
		this.programmes = programmes;
		this.codes = codes;
		this.tokens = tokens;
		this.attempts = attempts;
		this.clock = clock;
	}

	Mono<SignedIn> signIn(SignInInput input, @Nullable InetSocketAddress address) {
		String device = input.checkedDevice();
		return participant(input.code(), address, device).flatMap((participant) -> signIn(participant, device));
	}

	private Mono<SignedIn> signIn(ParticipantDocument participant, @Nullable String device) {
		return usable(participant).flatMap((programme) -> this.tokens
			.begin(participant.ticketSubject(), programme.id(), TICKET, grant(participant),
					Map.of("name", participant.name()), device, end(programme))
			.doOnNext((_) -> this.attempts.accept())
			.map((begun) -> new SignedIn(new SignInTokens(programme, begun), new SignIn(programme, begun.signIn()),
					participant.name(), programme)));
	}

	/**
	 * Finds the participant with a ticket code. An unknown code is counted.
	 * @param device what sends the code, for the count; null for unknown
	 * @return the participant; the refusal MISTYPED or UNKNOWN
	 */
	Mono<ParticipantDocument> participant(String code, @Nullable InetSocketAddress address, @Nullable String device) {
		return Mono.justOrEmpty(TicketCodes.normalised(code))
			.switchIfEmpty(Mono.error(() -> rejected(TicketCodeProblem.MISTYPED)))
			.flatMap((normalised) -> this.participants.byCodeHash(this.codes.hashOf(normalised)))
			.switchIfEmpty(Mono.error(() -> {
				this.attempts.reject(address, device);
				return rejected(TicketCodeProblem.UNKNOWN);
			}));
	}

	/**
	 * Returns the event in which the ticket of a participant can be used.
	 * @return the event; the refusal CANCELLED or EVENT_OVER
	 */
	Mono<Programme> usable(ParticipantDocument participant) {
		return participant.isActive()
				? this.programmes.byId(participant.eventId())
					.filter((programme) -> end(programme).isAfter(this.clock.instant()))
					.switchIfEmpty(Mono.error(() -> rejected(TicketCodeProblem.EVENT_OVER)))
				: Mono.error(() -> rejected(TicketCodeProblem.CANCELLED));
	}

	Mono<SignInRefreshed> refresh(String refreshToken) {
		return this.tokens.refresh(refreshToken, this::permitted)
			.flatMap((next) -> this.programmes.byId(next.signIn().eventId())
				.map((programme) -> new SignInRefreshed(new SignInTokens(programme, next),
						new SignIn(programme, next.signIn()))))
			.switchIfEmpty(Mono.error(() -> new Refused(new SignInEnded())));
	}

	/**
	 * Returns until when a sign-in may be refreshed; empty if the participant has left or
	 * the code was replaced.
	 */
	private Mono<Instant> permitted(SignInDocument signIn) {
		return signIn.kind().equals(TICKET) ? this.participants.bySubject(signIn.eventId(), signIn.subject())
			.filter((participant) -> participant.isActive() && grant(participant).equals(signIn.grant()))
			.flatMap((_) -> this.programmes.byId(signIn.eventId()))
			.map(SignInDesk::end) : Mono.empty();
	}

	/**
	 * The sign-ins of the caller: those of their own ticket, or of the tickets whose
	 * codes their account entered.
	 */
	Flux<SignIn> of(Caller caller) {
		String holder = caller.inOwnEvent().holder();
		return (holder == null) ? Flux.empty()
				: Mono.just(holder)
					.concatWith(this.participants.linkedTo(holder).map(ParticipantDocument::ticketSubject))
					.concatMap(this.tokens::of)
					.sort(Comparator.comparing(SignInDocument::refreshedAt).reversed())
					.take(MOST_SHOWN)
					.concatMap((signIn) -> this.programmes.byId(signIn.eventId())
						.map((programme) -> new SignIn(programme, signIn)));
	}

	/**
	 * Revokes a sign-in of the caller. One that has ended before succeeds.
	 */
	Mono<SignInRevoked> revoke(String signInId, Caller caller) {
		return Mono.fromCallable(caller::requireHolder)
			.flatMap((holder) -> this.tokens.byId(signInId)
				.filterWhen((signIn) -> isOf(signIn, holder))
				.switchIfEmpty(Mono
					.error(() -> Problem.of(ErrorCode.NOT_FOUND, "You have no sign-in '%s'.".formatted(signInId))))
				.flatMap((signIn) -> this.tokens.revoke(signIn.id()))
				.thenMany(of(caller))
				.collectList()
				.map((others) -> new SignInRevoked(signInId, others)));
	}

	private Mono<Boolean> isOf(SignInDocument signIn, String holder) {
		return signIn.subject().equals(holder) ? Mono.just(true) : this.participants.linkedTo(holder)
			.any((participant) -> participant.ticketSubject().equals(signIn.subject()));
	}

	private static Instant end(Programme programme) {
		return programme.event()
			.endsOn()
			.plusDays(1)
			.atStartOfDay(ZoneId.of(programme.event().timezone()))
			.toInstant()
			.plus(AFTER_EVENT);
	}

	private static String grant(ParticipantDocument participant) {
		return Integer.toString(participant.generation());
	}

	static Refused rejected(TicketCodeProblem problem) {
		return new Refused(new TicketCodeRejected(problem));
	}

	record SignedIn(SignInTokens tokens, SignIn signIn, String name, Programme programme) {
	}

	record SignInRefreshed(SignInTokens tokens, SignIn signIn) {
	}

	record SignInRevoked(String removedId, List<SignIn> signIns) {
	}

}
