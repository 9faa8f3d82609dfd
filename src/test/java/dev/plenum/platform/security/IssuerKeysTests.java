package dev.plenum.platform.security;

import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("slow")
class IssuerKeysTests {

	private static final Duration LONG = Duration.ofHours(1);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final TestIssuer issuer = new TestIssuer();

	private static final RSAKey KNOWN = TestIssuer.newKey("known");

	private static final RSAKey UNKNOWN = TestIssuer.newKey("unknown");

	private final AtomicInteger fetches = new AtomicInteger();

	@AfterAll
	static void stop() {
		issuer.close();
	}

	@Test
	void aKnownKeyIsNotRequestedAgain() throws ParseException {
		StepVerifier.create(keys(new JWKSet(KNOWN), LONG).of(signedBy(KNOWN)))
			.expectNext(KNOWN)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.fetches).hasValue(0);
	}

	@Test
	void aHundredTokensByUnknownKeysCostOneRequest() throws ParseException {
		IssuerKeys keys = keys(new JWKSet(KNOWN), LONG);
		SignedJWT token = signedBy(UNKNOWN);
		StepVerifier.create(Flux.merge(IntStream.range(0, 100).mapToObj((number) -> keys.of(token)).toList()))
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.fetches).hasValue(1);
	}

	@Test
	void tokensByUnknownKeysWaitForASlowIssuerTogether() throws ParseException {
		IssuerKeys keys = new IssuerKeys(new JWKSet(KNOWN),
				Mono.delay(Duration.ofMillis(500))
					.doOnNext((_) -> this.fetches.incrementAndGet())
					.then(Mono.error(() -> new IllegalStateException("the issuer is slow"))),
				LONG);
		SignedJWT token = signedBy(UNKNOWN);
		StepVerifier.create(Flux.merge(IntStream.range(0, 200).mapToObj((_) -> keys.of(token).materialize()).toList()))
			.expectNextCount(200)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		StepVerifier.create(keys.of(signedBy(KNOWN))).expectNext(KNOWN).expectComplete().verify(PATIENCE);
		assertThat(this.fetches).hasValue(1);
	}

	@Test
	void anOldKeyIsUsedAtOnceAndDroppedAfterTheIssuerHasWithdrawnIt() throws ParseException {
		IssuerKeys keys = keys(new JWKSet(UNKNOWN), Duration.ZERO);
		SignedJWT token = signedBy(KNOWN);
		StepVerifier.create(keys.of(token)).expectNext(KNOWN).expectComplete().verify(PATIENCE);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> StepVerifier.create(keys.of(token)).expectComplete().verify(PATIENCE));
	}

	@Test
	void theKnownKeysRemainValidWhileTheIssuerIsNotAvailable() throws ParseException {
		IssuerKeys keys = new IssuerKeys(new JWKSet(KNOWN),
				Mono.error(() -> new IllegalStateException("the issuer is away")), Duration.ZERO);
		SignedJWT token = signedBy(KNOWN);
		StepVerifier.create(keys.of(token).concatWith(keys.of(token)))
			.expectNext(KNOWN, KNOWN)
			.expectComplete()
			.verify(PATIENCE);
		StepVerifier.create(keys.of(signedBy(UNKNOWN))).expectErrorMessage("the issuer is away").verify(PATIENCE);
	}

	private IssuerKeys keys(JWKSet published, Duration maxAge) {
		return new IssuerKeys(new JWKSet(KNOWN),
				Mono.fromSupplier(() -> (this.fetches.incrementAndGet() > 0) ? published : new JWKSet()), maxAge);
	}

	private static SignedJWT signedBy(RSAKey key) throws ParseException {
		return SignedJWT.parse(issuer.signed(key, JOSEObjectType.JWT, (claims) -> {
		}));
	}

}
