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
 * Counts the open sockets and event streams. Each is counted until it ends, however that
 * comes about.
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
						.description("Refused for being too many, by what there were too many of")
						.tag("limit", kind.noun())
						.register(meters));
		}
	}

	/**
	 * Counts one that opens, for its address and for the server.
	 * @param kind what opens
	 * @param address where it comes from; null if that is not known
	 * @param atEnd is told what to do when it ends
	 * @throws Problem if there are too many
	 */
	public void open(LongLived kind, @Nullable InetSocketAddress address, Consumer<Runnable> atEnd) {
		if (this.rates.isEnabled()) {
			count(new Key(kind, Scope.ADDRESS, Rates.site(address)), this.settings.openPerAddress(kind), atEnd);
			count(new Key(kind, Scope.SERVER, ""), this.settings.open(kind), atEnd);
		}
	}

	/**
	 * Counts an open one for a subject.
	 * @param kind what is open
	 * @param subject the subject of its token; null if it has none
	 * @param atEnd is told what to do when it ends
	 * @throws Problem if the subject has too many, or opened too many sockets just now
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
