package dev.plenum.participant.pretix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import dev.plenum.platform.secret.DerivationKey;

import org.springframework.stereotype.Component;

/**
 * Encrypts API tokens, and derives the secrets of the addresses that pretix notifies.
 * Whether such a secret is right is known without the database.
 */
@Component
class SourceSecrets {

	private static final String CIPHER = "AES/GCM/NoPadding";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final int HOOK_BYTES = 24;

	/** The number of characters of a hook, which its secret begins with. */
	private static final int HOOK_LENGTH = 16;

	private final DerivationKey key;

	private final SecureRandom random = new SecureRandom();

	SourceSecrets(DerivationKey key) {
		this.key = key;
	}

	String sealed(String eventId, String token) {
		byte[] nonce = random(NONCE_BYTES);
		byte[] sealed = apply(Cipher.ENCRYPT_MODE, eventId, nonce, token.getBytes(StandardCharsets.UTF_8));
		return Base64.getEncoder()
			.encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
	}

	String opened(SourceDocument source) {
		byte[] stored = Base64.getDecoder().decode(source.token());
		return new String(apply(Cipher.DECRYPT_MODE, source.eventId(), Arrays.copyOf(stored, NONCE_BYTES),
				Arrays.copyOfRange(stored, NONCE_BYTES, stored.length)), StandardCharsets.UTF_8);
	}

	String newHook() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(random(NONCE_BYTES));
	}

	/**
	 * The secret in the address that pretix notifies.
	 */
	String hookSecret(String eventId, String hook) {
		return hook + this.key.text(HOOK_BYTES, "registrationHook", eventId, hook);
	}

	/**
	 * The hook of a secret; empty if the secret is not one of the event.
	 */
	Optional<String> hookOf(String eventId, String secret) {
		String hook = secret.substring(0, Math.min(HOOK_LENGTH, secret.length()));
		return DerivationKey.same(secret, hookSecret(eventId, hook)) ? Optional.of(hook) : Optional.empty();
	}

	private byte[] apply(int mode, String eventId, byte[] nonce, byte[] text) {
		try {
			Cipher cipher = Cipher.getInstance(CIPHER);
			cipher.init(mode, new SecretKeySpec(this.key.derive("registrationToken", eventId), "AES"),
					new GCMParameterSpec(TAG_BITS, nonce));
			return cipher.doFinal(text);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The token of a registration source is not readable", ex);
		}
	}

	private byte[] random(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
