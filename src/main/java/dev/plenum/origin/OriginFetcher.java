package dev.plenum.origin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.plenum.audit.AuditTrail;
import dev.plenum.origin.OriginDocument.StopReason;
import dev.plenum.platform.TransientFault;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.EventState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Fetches the origins that are due. Every server does so; the one that takes the lease of
 * an origin fetches it. If that server is killed, another one fetches the origin when the
 * lease has expired; importing a file again changes nothing.
 */
@Component
class OriginFetcher {

	private static final Logger log = LoggerFactory.getLogger(OriginFetcher.class);

	/** The number of due origins among which a server finds one that it can lease. */
	private static final int CANDIDATES = 8;

	private final Origins origins;

	private final Programmes programmes;

	private final OriginFile file;

	private final AuditTrail trail;

	private final OriginSettings settings;

	private final InstantSource clock;

	OriginFetcher(Origins origins, Programmes programmes, OriginFile file, AuditTrail trail, OriginSettings settings,
			InstantSource clock) {
		this.origins = origins;
		this.programmes = programmes;
		this.file = file;
		this.trail = trail;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Fetches due origins, one after another.
	 * @return completes when none is left that another server does not fetch
	 */
	Mono<Void> fetchDue() {
		return fetchNext().expand((found) -> found ? fetchNext() : Mono.empty()).then();
	}

	private Mono<Boolean> fetchNext() {
		return Mono.defer(() -> {
			Instant now = this.clock.instant();
			return this.origins.due(now, CANDIDATES)
				.concatMap(
						(due) -> this.origins.lease(due, UUID.randomUUID().toString(), now.plus(OriginSettings.LEASE)),
						1)
				.next()
				.flatMap((leased) -> fetch(leased).thenReturn(true))
				.defaultIfEmpty(false);
		});
	}

	private Mono<Void> fetch(OriginDocument leased) {
		return this.programmes.upToDate(leased.eventId())
			.flatMap((programme) -> progress(leased, programme).flatMap((progress) -> end(leased, programme, progress))
				.thenReturn(true))
			.switchIfEmpty(Mono.defer(() -> this.origins.remove(leased.eventId())))
			.onErrorResume(AbandonedException.class, (_) -> Mono.empty())
			.timeout(OriginSettings.LONGEST_FETCH)
			.doOnError((ex) -> TransientFault.warn(log,
					"The origin of %s could not be fetched, next attempt in %s".formatted(leased.eventId(),
							OriginSettings.LEASE),
					ex))
			.onErrorComplete()
			.then();
	}

	private Mono<FetchProgress> progress(OriginDocument leased, Programme programme) {
		return requireRunning(leased, programme)
			.then(Mono.defer(() -> this.file.fetch(leased, programme.event().slug(), stillAllowed(leased))))
			.map((fetched) -> FetchProgress.after(leased, fetched.fetch(), fetched.validators(), fetched.retryAfter(),
					this.settings.giveUpAfter()))
			.onErrorResume(StoppedException.class,
					(ex) -> Mono.just(FetchProgress.stopped(leased, ex.reason(), this.clock.instant())));
	}

	private Mono<Void> stillAllowed(OriginDocument leased) {
		return this.origins.holds(leased)
			.filter((holds) -> holds)
			.switchIfEmpty(Mono.error(AbandonedException::new))
			.flatMap((_) -> this.programmes.upToDate(leased.eventId()))
			.switchIfEmpty(Mono.error(AbandonedException::new))
			.flatMap((programme) -> requireRunning(leased, programme));
	}

	private Mono<Void> requireRunning(OriginDocument leased, Programme programme) {
		return Mono.justOrEmpty(obstacle(leased, programme))
			.flatMap((reason) -> Mono.error(new StoppedException(reason)));
	}

	private Optional<StopReason> obstacle(OriginDocument leased, Programme programme) {
		if (programme.event().state() == EventState.ARCHIVED) {
			return Optional.of(StopReason.ARCHIVED);
		}
		if (programme.isReadOnlyAt(this.clock.instant())) {
			return Optional.of(StopReason.OVER);
		}
		return programme.event().isOrganisedBy(leased.setBy().caller()) ? Optional.empty()
				: Optional.of(StopReason.NOT_ORGANISER);
	}

	private Mono<Void> end(OriginDocument leased, Programme programme, FetchProgress progress) {
		Mono<OriginDocument> stored = this.origins.end(leased, progress, this.clock.instant());
		if (progress.stop() == null || !progress.stops(leased)) {
			return stored.then();
		}
		String reason = progress.stop().reason().name();
		return this.trail
			.recorded("importOriginStopped", Map.of("eventId", leased.eventId(), "reason", reason),
					leased.setBy().caller(), stored.map((_) -> reason).defaultIfEmpty(""), (text) -> !text.isEmpty())
			.filter((text) -> !text.isEmpty())
			.doOnNext(
					(text) -> log.warn("The imports of {} from its origin stopped: {}", programme.event().slug(), text))
			.then();
	}

	/**
	 * Nothing may be imported any more.
	 */
	private static final class StoppedException extends RuntimeException {

		private final StopReason reason;

		StoppedException(StopReason reason) {
			super(reason.name(), null, false, false);
			this.reason = reason;
		}

		StopReason reason() {
			return this.reason;
		}

	}

	/**
	 * The origin was changed or removed, or another server fetches it, so this fetch does
	 * not matter any more.
	 */
	private static final class AbandonedException extends RuntimeException {

		AbandonedException() {
			super("The origin was changed meanwhile", null, false, false);
		}

	}

}
