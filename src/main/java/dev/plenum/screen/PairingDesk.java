package dev.plenum.screen;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

import dev.plenum.platform.Sha256;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.Rates;
import dev.plenum.platform.traffic.Traffic;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Brings screens into an event: gives a screen a code, and pairs the screen when an
 * organiser enters it.
 */
@Component
class PairingDesk {

	private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

	private static final int MOST_TRIES = 5;

	private final EventAccess access;

	private final Screens screens;

	private final Rates rates;

	private final InstantSource clock;

	PairingDesk(EventAccess access, Screens screens, Rates rates, InstantSource clock) {
		this.access = access;
		this.screens = screens;
		this.rates = rates;
		this.clock = clock;
	}

	/**
	 * Gives a screen a code. Needs no token: the code is of no use without an organiser.
	 * One address cannot take all the codes of an event.
	 */
	Mono<ScreenCodeRequested> request(String eventId, Caller caller, @Nullable InetSocketAddress address) {
		return this.access.requiredEvent(eventId, caller)
			.doOnNext((programme) -> programme.event().requireOpenAt(this.clock.instant()))
			.doOnNext((_) -> this.rates.take(Traffic.SCREEN_CODES, address, 1))
			.flatMap((programme) -> this.screens.codes(programme.id(), this.clock.instant())
				.doOnNext((count) -> requireFewer("screenCodes", count, Screens.MOST_CODES))
				.then(WriteConflict.retried(MOST_TRIES, Reading.COMMITTED, (_) -> add(programme))));
	}

	/**
	 * Pairs the screen that shows a code. The same request succeeds again.
	 */
	Mono<Screen> pair(PairScreenInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.doOnNext((programme) -> programme.event().requireOpenAt(this.clock.instant()))
			.flatMap((programme) -> {
				String id = ScreenCode.screenId(programme.id(), input.pairingCode());
				Fields content = input.content().checkedIn(programme);
				return this.screens.count(programme.id())
					.doOnNext((count) -> requireFewer("screens", count, Screens.MOST))
					.then(Mono.defer(() -> this.screens.pair(id, this.clock.instant(), content)))
					.switchIfEmpty(Mono.defer(() -> this.screens.paired(id, content)))
					.switchIfEmpty(Mono.error(() -> new Refused(new ScreenCodeRejected())))
					.map((document) -> new Screen(programme, document));
			});
	}

	/**
	 * Returns a new screen that waits for an organiser; empty if its code is taken.
	 */
	private Mono<ScreenCodeRequested> add(Programme programme) {
		Instant now = this.clock.instant();
		String code = ScreenCode.next();
		String secret = ScreenCode.nextSecret();
		ScreenDocument waiting = new ScreenDocument(ScreenCode.screenId(programme.id(), code), programme.id(), 1,
				Sha256.hex(secret), now, now.plus(CODE_LIFETIME), null, null, null, null);
		return this.screens.add(waiting)
			.filter(Boolean::booleanValue)
			.map((_) -> new ScreenCodeRequested(waiting.id(), code, secret, programme.at(waiting.codeExpiresAt()),
					programme.event()));
	}

	private static void requireFewer(String what, int count, int most) {
		if (count >= most) {
			throw new Refused(new LimitReached(what, most));
		}
	}

	/**
	 * What a screen receives when it asks for a code; the schema describes each property.
	 */
	record ScreenCodeRequested(String screenId, String pairingCode, String pairingSecret, OffsetDateTime expiresAt,
			Event event) {
	}

}
