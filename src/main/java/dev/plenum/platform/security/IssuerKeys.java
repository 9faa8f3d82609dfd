package dev.plenum.platform.security;

import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The issuer's public keys, kept in memory. They are asked for again when a token names a
 * key that is not among them, and in the background once they are older than five
 * minutes, so that a withdrawn key goes. One request is under way at a time, and at most
 * one starts in a second, whatever tokens are sent. While the issuer is away the known
 * keys stay.
 */
final class IssuerKeys {

	private static final Log logger = LogFactory.getLog(IssuerKeys.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Mono<JWKSet> refreshed;

	private final Duration maxAge;

	private volatile Known known;

	/**
	 * Keeps keys.
	 * @param first the keys to begin with
	 * @param fetch asks the issuer; ends by itself in bounded time
	 * @param maxAge the age from which on the keys are asked for again
	 */
	IssuerKeys(JWKSet first, Mono<JWKSet> fetch, Duration maxAge) {
		this.known = Known.now(first);
		this.maxAge = maxAge;
		this.refreshed = fetch.doOnNext((keys) -> this.known = Known.now(keys))
			.doOnError((ex) -> logger.warn("The issuer's keys cannot be had, the known ones stay: " + ex.getMessage()))
			.cache((keys) -> PAUSE, (ex) -> PAUSE, () -> PAUSE);
	}

	/**
	 * The keys that may have signed a token.
	 * @param token the token, not checked yet
	 * @return the keys that fit the token's header; empty if the issuer has none; an
	 * error if none is known and the issuer does not answer
	 */
	Flux<JWK> of(SignedJWT token) {
		if (!Signatures.ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
			return Flux.empty();
		}
		JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader()));
		Known now = this.known;
		List<JWK> matching = selector.select(now.keys());
		if (matching.isEmpty()) {
			return this.refreshed.flatMapIterable(selector::select);
		}
		if (now.isOlderThan(this.maxAge)) {
			this.refreshed.subscribe((keys) -> {
			}, (ex) -> {
			});
		}
		return Flux.fromIterable(matching);
	}

	private record Known(JWKSet keys, long since) {

		static Known now(JWKSet keys) {
			return new Known(keys, System.nanoTime());
		}

		boolean isOlderThan(Duration age) {
			return System.nanoTime() - this.since > age.toNanos();
		}

	}

}
