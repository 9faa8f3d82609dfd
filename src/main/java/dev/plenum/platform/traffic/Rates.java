package dev.plenum.platform.traffic;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.LocalMode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Counts the traffic of subjects and addresses in this process and limits its rate. An
 * entry is forgotten when its bucket would be full again. If there are more than about
 * 60,000, the least used entries are forgotten.
 */
@Component
public final class Rates {

	/** The attribute of a request that was already counted for its address. */
	public static final String COUNTED = Rates.class.getName() + ".COUNTED";

	/** The context value of an operation with the address that it came from. */
	public static final String ADDRESS = "clientAddress";

	/** In bytes. */
	private static final long MOST_MEMORY = 32 * 1024 * 1024;

	/** The memory of an entry with its bucket, without the name, in bytes. */
	private static final int ENTRY = 500;

	private static final int SITE_PREFIX = 8;

	private final RateSettings settings;

	private final boolean enabled;

	private final Cache<Key, Bucket> buckets;

	private final Map<Traffic, Counter> refused = new EnumMap<>(Traffic.class);

	Rates(RateSettings settings, ObjectProvider<LocalMode> localMode, MeterRegistry meters) {
		for (Traffic kind : Traffic.values()) {
			this.refused.put(kind,
					Counter.builder("plenum.rate.limited")
						.description("Refusals because a limit was reached, by limit")
						.tag("limit", kind.noun())
						.register(meters));
		}
		this.settings = settings;
		this.enabled = (settings.enabled() != null) ? settings.enabled() : localMode.getIfAvailable() == null;
		this.buckets = Caffeine.newBuilder()
			.executor(Runnable::run)
			.maximumWeight(MOST_MEMORY)
			.weigher((Key key, Bucket bucket) -> ENTRY + 2 * key.who().length())
			.expireAfterAccess(settings.longestRefill())
			.build();
		Gauge.builder("plenum.rate.entries", this.buckets, Cache::estimatedSize)
			.description("Remembered rates: one for each subject or address and kind of traffic")
			.register(meters);
	}

	/**
	 * Whether rates are limited.
	 * @return false in local mode, unless the settings say otherwise
	 */
	public boolean isEnabled() {
		return this.enabled;
	}

	/**
	 * Counts traffic of a subject.
	 * @param kind the kind of traffic
	 * @param subject the subject; null for an anonymous caller, who is not counted
	 * @param times the number to count
	 * @throws Problem if the limit is reached; nothing is counted then
	 */
	public void take(Traffic kind, @Nullable String subject, int times) {
		if (this.enabled && subject != null) {
			take(new Key(kind, false, subject), this.settings.perSubject(kind), times);
		}
	}

	/**
	 * Counts traffic of an address.
	 * @param kind the kind of traffic
	 * @param address the address; all traffic with an unknown address (null) is counted
	 * together
	 * @param times the number to count
	 * @throws Problem if the limit is reached; nothing is counted then
	 */
	public void take(Traffic kind, @Nullable InetSocketAddress address, int times) {
		if (this.enabled) {
			take(new Key(kind, true, site(address)), this.settings.perAddress(kind), times);
		}
	}

	/**
	 * Whether an address has used up a rate. Nothing is counted.
	 * @param kind the kind of traffic
	 * @param address the address
	 * @return true if {@link #take(Traffic, InetSocketAddress, int)} would fail now
	 */
	public boolean isExhausted(Traffic kind, InetSocketAddress address) {
		Bucket bucket = this.enabled ? this.buckets.getIfPresent(new Key(kind, true, site(address))) : null;
		return bucket != null && bucket.getAvailableTokens() == 0;
	}

	private void take(Key key, Rate rate, int times) {
		Bucket bucket = this.buckets.get(key, (_) -> rate.bucket());
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(Math.min(times, rate.burst()));
		if (!probe.isConsumed()) {
			Objects.requireNonNull(this.refused.get(key.kind())).increment();
			Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
			throw Problem.rateLimited("Too many %s from %s. Wait a little.".formatted(key.kind().noun(),
					key.address() ? "this address" : "you"), wait);
		}
	}

	/**
	 * The name under which an address is counted. Addresses of IPv6 with the same first
	 * 64 bits belong to the same site and are counted together.
	 * @param address the address; null if it is not known
	 * @return the name; empty if the address is not known
	 */
	public static String site(@Nullable InetSocketAddress address) {
		InetAddress ip = (address != null) ? address.getAddress() : null;
		return switch (ip) {
			case null -> "";
			case Inet6Address six -> HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), SITE_PREFIX));
			default -> ip.getHostAddress();
		};
	}

	private record Key(Traffic kind, boolean address, String who) {
	}

}
