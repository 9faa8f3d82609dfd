package dev.plenum.platform.security;

import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The issuer's public keys in memory. They are requested again when a token has an
 * unknown key, and in the background when they are older than five minutes, so that a
 * withdrawn key is dropped. There is one request at a time and at most one per second,
 * whatever tokens are sent, and all tokens with unknown keys wait for the same one. While
 * the issuer is not available, the known keys remain valid.
 * <p>
 * The sources of keys in Nimbus block, and each token with an unknown key waits for a
 * request of its own if the previous one failed: with a slow issuer, a thousand of them
 * would hold up a good token with a new key for minutes.
 */
final class IssuerKeys {

	private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Mono<JWKSet> refreshed;

	private final Duration maxAge;

	private volatile Known known;

	/**
	 * Creates a set of keys that is refreshed.
	 * @param first the first keys
	 * @param fetch requests the keys from the issuer; has a timeout of its own
	 * @param maxAge the age after which the keys are requested again
	 */
	IssuerKeys(JWKSet first, Mono<JWKSet> fetch, Duration maxAge) {
		this.known = Known.now(first);
		this.maxAge = maxAge;
		this.refreshed = fetch.doOnNext((keys) -> this.known = Known.now(keys))
			.doOnError((ex) -> log.warn("The issuer's keys cannot be fetched. The known keys remain valid: {}",
					ex.getMessage()))
			.cache((keys) -> PAUSE, (ex) -> PAUSE, () -> PAUSE);
	}

	/**
	 * The keys that may have signed a token.
	 * @param token the token, which is not checked yet
	 * @return the keys that match the token's header; empty if the issuer has none; an
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
