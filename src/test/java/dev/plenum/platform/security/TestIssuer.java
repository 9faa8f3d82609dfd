package dev.plenum.platform.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * A real issuer on loopback, with discovery, a key set and a key that can be changed.
 */
final class TestIssuer implements AutoCloseable {

	private final Keys keys = new Keys();

	private final MockOAuth2Server server;

	TestIssuer() {
		this.server = new MockOAuth2Server(
				new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(this.keys)));
		this.server.start(InetAddress.getLoopbackAddress(), 0);
		warmUp();
	}

	/**
	 * The first answer takes seconds on a busy machine, and the server under test has
	 * only five.
	 */
	private void warmUp() {
		try (InputStream keys = this.server.jwksUrl("conference").url().openStream();
				InputStream configuration = this.server.wellKnownUrl("conference").url().openStream()) {
			keys.readAllBytes();
			configuration.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The issuer's name.
	 */
	String uri() {
		return this.server.issuerUrl("conference").toString();
	}

	/**
	 * The key that the issuer signs with now.
	 */
	RSAKey key() {
		return this.keys.current;
	}

	/**
	 * Makes the issuer publish and use another key.
	 */
	void rotate() {
		this.keys.current = newKey(UUID.randomUUID().toString());
	}

	/**
	 * A valid token with changed claims, signed by the issuer's key.
	 */
	String token(Consumer<JWTClaimsSet.Builder> change) {
		return signed(key(), JOSEObjectType.JWT, change);
	}

	/**
	 * A token with changed claims, and with another key and type.
	 */
	String signed(RSAKey key, JOSEObjectType type, Consumer<JWTClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.audience(List.of("plenum"))
			.subject("ada")
			.claim("scope", "openid plenum:admin")
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
		change.accept(claims);
		try {
			SignedJWT token = new SignedJWT(
					new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID(key.getKeyID()).build(), claims.build());
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static RSAKey newKey(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id)
				.keyUse(KeyUse.SIGNATURE)
				.algorithm(JWSAlgorithm.RS256)
				.generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.shutdown();
	}

	private static final class Keys extends KeyProvider {

		private volatile RSAKey current = newKey("first");

		@Override
		public JWK signingKey(String issuer) {
			return this.current;
		}

	}

}
