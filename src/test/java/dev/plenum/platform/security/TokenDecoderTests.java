package dev.plenum.platform.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenDecoderTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** The validity of tokens in local mode, plus the tolerance for clocks. */
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
	void aTokenIsInvalidatedWithItsKey() {
		LocalTokens tokens = tokens(Clock.systemUTC());
		TokenDecoder decoder = decoder(tokens);
		String token = tokens.token("anna");
		decoder.decode(token).block(PATIENCE);
		this.withdrawn = true;
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token).block(PATIENCE));
	}

	@Test
	void aTokenWhoseSignatureWasCheckedStillExpires() {
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
	void anInvalidTokenIsInvalidEachTime() {
		LocalTokens tokens = tokens(Clock.systemUTC());
		TokenDecoder decoder = decoder(tokens);
		String good = tokens.token("anna");
		decoder.decode(good).block(PATIENCE);
		String forged = good.substring(0, good.length() - 4) + "AAAA";
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(forged).block(PATIENCE));
		}
	}

	@ParameterizedTest
	@CsvSource({ "Ed25519, EdDSA", "Ed25519, Ed25519", "Ed448, EdDSA" })
	void aSignatureByAnEdwardsCurveIsChecked(String curve, String algorithm) throws GeneralSecurityException {
		KeyPair pair = KeyPairGenerator.getInstance(curve).generateKeyPair();
		byte[] encoded = pair.getPublic().getEncoded();
		byte[] point = Arrays.copyOfRange(encoded, 12, encoded.length);
		OctetKeyPair key = new OctetKeyPair.Builder(new Curve(curve), Base64URL.encode(point)).keyID("one").build();
		TokenDecoder decoder = new TokenDecoder((_) -> Flux.just(key), (_) -> Flux.empty(), "issuer", "plenum");
		String token = signed(pair, algorithm);
		assertThat(decoder.decode(token).map(Jwt::getSubject).block(PATIENCE)).isEqualTo("ada");
		String forged = signed(KeyPairGenerator.getInstance(curve).generateKeyPair(), algorithm);
		String cut = token.substring(0, token.length() - 8);
		for (String bad : List.of(forged, cut)) {
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(bad).block(PATIENCE));
		}
	}

	private static String signed(KeyPair pair, String algorithm) throws GeneralSecurityException {
		String header = "{\"alg\":\"%s\",\"kid\":\"one\"}".formatted(algorithm);
		String claims = "{\"iss\":\"issuer\",\"aud\":\"plenum\",\"sub\":\"ada\",\"scope\":\"\",\"exp\":%d}"
			.formatted(Instant.now().getEpochSecond() + 600);
		String content = Base64URL.encode(header) + "." + Base64URL.encode(claims);
		Signature signature = Signature.getInstance("EdDSA");
		signature.initSign(pair.getPrivate());
		signature.update(content.getBytes(StandardCharsets.US_ASCII));
		return content + "." + Base64URL.encode(signature.sign());
	}

	private LocalTokens tokens(Clock clock) {
		return new LocalTokens(new LocalFiles(this.directory).key(), "plenum", clock);
	}

	private TokenDecoder decoder(LocalTokens tokens) {
		return new TokenDecoder((token) -> this.withdrawn ? Flux.empty() : Flux.just(tokens.publicKey()),
				(_) -> Flux.empty(), LocalTokens.ISSUER, "plenum");
	}

}
