package dev.plenum.platform.security;

import java.time.InstantSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Signs the tokens of the local mode, which are valid for seven days.
 */
final class LocalTokens {

	static final String ISSUER = "plenum-local";

	private static final Duration LIFETIME = Duration.ofDays(7);

	private final ECKey key;

	private final JWK publicKey;

	private final JWSSigner signer;

	private final String audience;

	private final InstantSource clock;

	LocalTokens(ECKey key, String audience, InstantSource clock) {
		try {
			this.key = key;
			this.publicKey = key.toPublicJWK();
			this.signer = new ECDSASigner(key);
			this.audience = audience;
			this.clock = clock;
		}
		catch (JOSEException ex) {
			throw new IllegalArgumentException("The key cannot sign", ex);
		}
	}

	/**
	 * The key that verifies the tokens.
	 */
	JWK publicKey() {
		return this.publicKey;
	}

	/**
	 * Signs the tokens that every start provides.
	 * @return the tokens by subject; only the token of {@code admin} has the
	 * administrator's scope
	 */
	Map<String, String> ready() {
		Map<String, String> tokens = new LinkedHashMap<>();
		for (String subject : List.of("attendee", "exhibitor", "organiser")) {
			tokens.put(subject, token(subject));
		}
		tokens.put("admin", token("admin", SecurityConfiguration.ADMIN_SCOPE));
		return Collections.unmodifiableMap(tokens);
	}

	/**
	 * Signs a token without a scope.
	 * @param subject the token's subject, which is also its name
	 * @return the encoded token
	 */
	String token(String subject) {
		return token(subject, "");
	}

	private String token(String subject, String scope) {
		Instant now = this.clock.instant();
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT)
			.keyID(this.key.getKeyID())
			.build();
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(ISSUER)
			.audience(this.audience)
			.subject(subject)
			.claim("name", subject)
			.claim("scope", scope)
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(LIFETIME)))
			.build();
		SignedJWT token = new SignedJWT(header, claims);
		try {
			token.sign(this.signer);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("The token cannot be signed", ex);
		}
		return token.serialize();
	}

}
