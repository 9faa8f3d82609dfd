package dev.plenum.platform.security;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenDecoderTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** What tokens of local mode are good for, and what clocks may differ. */
	private static final Duration LIFETIME = Duration.ofDays(7).plusSeconds(60);

	private boolean withdrawn;

	@TempDir
	private Path directory;

	@Test
	void theSignatureOfATokenIsCheckedOnce() {
		LocalTokens tokens = tokens(Clock.systemUTC());
		TokenDecoder decoder = decoder(tokens);
		String token = tokens.token("anna");
		Jwt first = decoder.decode(token).block(PATIENCE);
		assertThat(decoder.decode(token).block(PATIENCE)).isSameAs(first);
		assertThat(decoder.decode(tokens.token("bo")).map(Jwt::getSubject).block(PATIENCE)).isEqualTo("bo");
	}

	@Test
	void aTokenGoesWithItsKey() {
		LocalTokens tokens = tokens(Clock.systemUTC());
		TokenDecoder decoder = decoder(tokens);
		String token = tokens.token("anna");
		decoder.decode(token).block(PATIENCE);
		this.withdrawn = true;
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token).block(PATIENCE));
	}

	@Test
	void aTokenWhoseSignatureWasCheckedExpiresAllTheSame() {
		Clock almostTooLongAgo = Clock.offset(Clock.systemUTC(), LIFETIME.negated().plusMillis(1500));
		LocalTokens tokens = tokens(almostTooLongAgo);
		TokenDecoder decoder = decoder(tokens);
		String token = tokens.token("anna");
		assertThat(decoder.decode(token).block(PATIENCE)).isNotNull();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThatExceptionOfType(BadJwtException.class)
				.isThrownBy(() -> decoder.decode(token).block(PATIENCE)));
	}

	@Test
	void aBadTokenIsBadEachTime() {
		LocalTokens tokens = tokens(Clock.systemUTC());
		TokenDecoder decoder = decoder(tokens);
		String good = tokens.token("anna");
		decoder.decode(good).block(PATIENCE);
		String forged = good.substring(0, good.length() - 4) + "AAAA";
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(forged).block(PATIENCE));
		}
	}

	private LocalTokens tokens(Clock clock) {
		return new LocalTokens(new LocalFiles(this.directory).key(), "plenum", clock);
	}

	private TokenDecoder decoder(LocalTokens tokens) {
		return new TokenDecoder((token) -> this.withdrawn ? Flux.empty() : Flux.just(tokens.publicKey()),
				LocalTokens.ISSUER, "plenum");
	}

}
