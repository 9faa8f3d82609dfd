package dev.plenum.push.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * A service account of Google, as the file of its key describes it.
 *
 * @param project the project of Firebase
 * @param email the name of the account
 * @param keyId the name of the key
 * @param signer signs with the private key
 * @param tokens the URL at which access tokens are requested
 */
record ServiceAccount(String project, String email, String keyId, JWSSigner signer, URI tokens) {

	private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

	private static final Duration LIFETIME = Duration.ofHours(1);

	/**
	 * Reads the file of a key.
	 * @param file the file that the console of Google offers, in JSON
	 * @return the account
	 */
	static ServiceAccount read(Path file) {
		try {
			JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
			return new ServiceAccount(text(json, "project_id"), text(json, "client_email"),
					text(json, "private_key_id"), new RSASSASigner(key(text(json, "private_key"))),
					URI.create(text(json, "token_uri")));
		}
		catch (IOException | JacksonException | GeneralSecurityException | IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("plenum.push.fcm.service-account", file,
					"expected a readable file with the key of a Google service account in JSON");
		}
	}

	/**
	 * Signs a request for an access token (RFC 7523).
	 * @param now the current time
	 * @return the encoded assertion
	 */
	String assertion(Instant now) {
		SignedJWT token = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(this.keyId).build(),
				new JWTClaimsSet.Builder().issuer(this.email)
					.audience(this.tokens.toString())
					.claim("scope", SCOPE)
					.issueTime(Date.from(now))
					.expirationTime(Date.from(now.plus(LIFETIME)))
					.build());
		try {
			token.sign(this.signer);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	private static PrivateKey key(String pem) throws GeneralSecurityException {
		byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
		return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
	}

	private static String text(JsonNode json, String name) {
		if (json.path(name).isString()) {
			return json.path(name).asString();
		}
		throw new IllegalArgumentException(name);
	}

}
