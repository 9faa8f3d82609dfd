package dev.plenum.platform.traffic;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts open WebSockets and event streams, until each has ended.
 */
@Component
public final class OpenCounts {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

	private final Map<Key, Integer> open = new ConcurrentHashMap<>();

	private final Map<LongLived, Counter> refused = new EnumMap<>(LongLived.class);

	private final Rates rates;

	private final RateSettings settings;

	OpenCounts(Rates rates, RateSettings settings, MeterRegistry meters) {
		this.rates = rates;
		this.settings = settings;
		for (LongLived kind : LongLived.values()) {
			this.refused.put(kind,
					Counter.builder("plenum.rate.limited")
						.description("Refusals because a limit was reached, by limit")
						.tag("limit", kind.noun())
						.register(meters));
		}
	}

	/**
	 * Counts a connection for its address and for the server.
	 * @param kind the kind of connection
	 * @param address the address of the client; null if it is not known
	 * @param atEnd registers actions for the end of the connection
	 * @throws Problem if a limit is reached
	 */
	public void open(LongLived kind, @Nullable InetSocketAddress address, Consumer<Runnable> atEnd) {
		if (this.rates.isEnabled()) {
			count(new Key(kind, Scope.ADDRESS, Rates.site(address)), this.settings.openPerAddress(kind), atEnd);
			count(new Key(kind, Scope.SERVER, ""), this.settings.open(kind), atEnd);
		}
	}

	/**
	 * Counts an open connection for a subject.
	 * @param kind the kind of connection
	 * @param subject the subject of the token; null if there is no token
	 * @param atEnd registers actions for the end of the connection
	 * @throws Problem if the subject has too many, or has just opened too many
	 */
	public void belongsTo(LongLived kind, @Nullable String subject, Consumer<Runnable> atEnd) {
		if (this.rates.isEnabled() && subject != null) {
			if (kind == LongLived.SOCKETS) {
				this.rates.take(Traffic.CONNECTS, subject, 1);
			}
			count(new Key(kind, Scope.SUBJECT, subject), this.settings.openPerSubject(kind), atEnd);
		}
	}

	private void count(Key key, int most, Consumer<Runnable> atEnd) {
		int now = Objects.requireNonNull(this.open.merge(key, 1, Integer::sum));
		if (now > most) {
			release(key);
			Objects.requireNonNull(this.refused.get(key.kind())).increment();
			throw refusal(key);
		}
		atEnd.accept(() -> release(key));
	}

	private static Problem refusal(Key key) {
		String noun = key.kind().noun();
		return switch (key.scope()) {
			case ADDRESS -> Problem.rateLimited("Too many open %s from this address.".formatted(noun), RETRY_AFTER);
			case SUBJECT -> Problem.rateLimited("You have too many open %s.".formatted(noun), RETRY_AFTER);
			case SERVER -> Problem.of(ErrorCode.UNAVAILABLE,
					"The server has reached its limit of open %s. Retry later.".formatted(noun));
		};
	}

	private void release(Key key) {
		this.open.computeIfPresent(key, (_, count) -> (count > 1) ? count - 1 : null);
	}

	private enum Scope {

		ADDRESS, SUBJECT, SERVER

	}

	private record Key(LongLived kind, Scope scope, String who) {
	}

}
