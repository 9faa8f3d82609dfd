package dev.plenum.participant.pretix;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

import dev.plenum.audit.AuditTrail;
import dev.plenum.participant.ParticipantImport;
import dev.plenum.participant.RollOptions;
import dev.plenum.participant.RollReport;
import dev.plenum.participant.pretix.SourceDocument.Round;
import dev.plenum.platform.TransientFault;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.token.TokenIssuer;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads the orders of the sources that are due and applies them to the participants.
 * Every server does so; the one that takes the lease of a source reads it. If that server
 * is killed, another one reads the source when the lease has expired; applying orders
 * again changes nothing.
 */
@Component
class OrderSync {

	/** Who changes participants in the audit trail. */
	private static final Caller PRETIX = new Caller(TokenIssuer.PREFIX + "registration", "pretix", false);

	private static final Logger log = LoggerFactory.getLogger(OrderSync.class);

	/** The number of due sources among which a server finds one that it can lease. */
	private static final int CANDIDATES = 8;

	private final Sources sources;

	private final OrderReader reader;

	private final ParticipantImport participants;

	private final Programmes programmes;

	private final AuditTrail trail;

	private final SourceSettings settings;

	private final InstantSource clock;

	OrderSync(Sources sources, OrderReader reader, ParticipantImport participants, Programmes programmes,
			AuditTrail trail, SourceSettings settings, InstantSource clock) {
		this.sources = sources;
		this.reader = reader;
		this.participants = participants;
		this.programmes = programmes;
		this.trail = trail;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Reads due sources, one after another.
	 * @return completes when none is left that another server does not read
	 */
	Mono<Void> readDue() {
		return readNext().expand((found) -> found ? readNext() : Mono.empty()).then();
	}

	private Mono<Boolean> readNext() {
		return Mono.defer(() -> {
			Instant now = this.clock.instant();
			return this.sources.due(now, CANDIDATES)
				.concatMap(
						(due) -> this.sources.lease(due, UUID.randomUUID().toString(), now.plus(SourceSettings.LEASE)),
						1)
				.next()
				.flatMap((leased) -> round(leased).thenReturn(true))
				.defaultIfEmpty(false);
		});
	}

	private Mono<Void> round(SourceDocument leased) {
		return this.programmes.upToDate(leased.eventId())
			.flatMap((programme) -> progress(leased, programme)
				.flatMap((progress) -> this.sources.end(leased, progress, this.clock.instant()))
				.thenReturn(true))
			.switchIfEmpty(Mono.defer(() -> this.sources.remove(leased.eventId())))
			.onErrorResume(AbandonedException.class, (_) -> Mono.empty())
			.timeout(SourceSettings.LONGEST_ROUND)
			.doOnError((ex) -> TransientFault.warn(log,
					"The orders of %s could not be read, next attempt in %s".formatted(leased.eventId(),
							SourceSettings.LEASE),
					ex))
			.onErrorComplete()
			.then();
	}

	private Mono<SourceProgress> progress(SourceDocument leased, Programme programme) {
		Instant now = this.clock.instant();
		boolean complete = leased.isCompleteDueAt(now);
		if (programme.isReadOnlyAt(now)) {
			return Mono.just(failed(leased, complete, new ReadFault(ReadOutcome.EVENT_OVER)));
		}
		return this.reader.read(leased, complete)
			.flatMap(
					(orders) -> applied(leased, programme, orders, complete).map((round) -> SourceProgress.after(leased,
							round, (orders.generatedAt() != null) ? orders.generatedAt() : now, Duration.ZERO,
							this.settings.readEvery())))
			.onErrorResume(ReadFault.class, (fault) -> Mono.just(failed(leased, complete, fault)))
			.onErrorResume(Problem.class, (ex) -> Mono.just(failed(leased, complete, fault(ex))));
	}

	private Mono<Round> applied(SourceDocument leased, Programme programme, OrderList orders, boolean complete) {
		RollOptions options = new RollOptions(false, complete, leased.isConfirmed());
		Mono<RollReport> written = this.sources.holds(leased)
			.filter((holds) -> holds)
			.switchIfEmpty(Mono.error(AbandonedException::new))
			.flatMap((_) -> this.participants.into(programme, orders.roll(), options));
		return this.trail
			.recorded("importFromRegistration", Map.of("eventId", leased.eventId()), PRETIX, written,
					OrderSync::changesSomething)
			.map((report) -> round(orders, report, complete));
	}

	private Round round(OrderList orders, RollReport report, boolean complete) {
		return new Round(this.clock.instant(), report.held() ? ReadOutcome.HELD : ReadOutcome.APPLIED, complete, null,
				report.held() ? ReadOutcome.HELD.explanation() : null, orders.orders(), report.created(),
				report.changed(), report.cancelled(), report.missing());
	}

	private SourceProgress failed(SourceDocument leased, boolean complete, ReadFault fault) {
		return SourceProgress.after(leased,
				Round.failed(this.clock.instant(), fault.outcome(), complete, fault.status(), fault.explanation()),
				null, fault.retryAfter(), this.settings.readEvery());
	}

	private static ReadFault fault(Problem problem) {
		return (problem.code() == ErrorCode.BAD_INPUT)
				? new ReadFault(ReadOutcome.INVALID_ORDERS, null, problem.getMessage(), Duration.ZERO)
				: new ReadFault(ReadOutcome.BUSY);
	}

	private static boolean changesSomething(RollReport report) {
		return !report.held() && report.created() + report.changed() + report.cancelled() > 0;
	}

	/**
	 * The source was changed or removed, or another server reads it, so this round does
	 * not matter any more.
	 */
	private static final class AbandonedException extends RuntimeException {

		AbandonedException() {
			super("The registration source was changed meanwhile", null, false, false);
		}

	}

}
