package dev.plenum.push.delivery;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The key pair by which the push services of browsers recognise this server (VAPID, RFC
 * 8292). Every server reads it before it answers requests, and it stays in memory. A
 * browser's subscription is bound to it.
 */
@Component
final class PushKey {

	private final PushKeys keys;

	private volatile @Nullable ECKey pair;

	PushKey(PushKeys keys) {
		this.keys = keys;
	}

	/**
	 * Reads the key pair.
	 * @return completes when the key pair is in memory
	 */
	Mono<Void> load() {
		return this.keys.get().doOnNext((read) -> this.pair = read).then();
	}

	/**
	 * The public key.
	 * @return 65 bytes in base64url, as browsers expect it
	 */
	String publicKey() {
		return Base64URL.encode(PushKeyDocument.point(pair())).toString();
	}

	/**
	 * The key pair.
	 * @return the key pair for signatures with ES256
	 */
	ECKey pair() {
		ECKey loaded = this.pair;
		if (loaded == null) {
			throw new IllegalStateException("the push key has not been read yet");
		}
		return loaded;
	}

}
