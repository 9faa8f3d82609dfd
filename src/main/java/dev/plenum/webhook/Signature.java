package dev.plenum.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures according to Standard Webhooks.
 */
final class Signature {

	private static final String PREFIX = "whsec_";

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SECRET_BYTES = 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	private Signature() {
	}

	/**
	 * Makes a new secret.
	 */
	static String newSecret() {
		byte[] bytes = new byte[SECRET_BYTES];
		RANDOM.nextBytes(bytes);
		return PREFIX + Base64.getEncoder().encodeToString(bytes);
	}

	/**
	 * Signs a message.
	 * @param secrets the secrets, each of which signs it
	 * @param id the id of the message
	 * @param at the time of the attempt
	 * @param body the body
	 * @return the value of the header {@code webhook-signature}
	 */
	static String of(List<String> secrets, String id, Instant at, byte[] body) {
		return secrets.stream().map((secret) -> of(secret, id, at, body)).collect(Collectors.joining(" "));
	}

	private static String of(String secret, String id, Instant at, byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM));
			mac.update((id + '.' + at.getEpochSecond() + '.').getBytes(StandardCharsets.UTF_8));
			return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
