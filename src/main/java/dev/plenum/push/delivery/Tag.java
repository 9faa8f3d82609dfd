package dev.plenum.push.delivery;

import java.util.Base64;

import dev.plenum.platform.Sha256;
import dev.plenum.push.content.Message;

/**
 * What push services and devices call the messages that replace each other.
 */
final class Tag {

	/** The longest {@code Topic} of Web Push, in characters. */
	private static final int LENGTH = 32;

	private Tag() {
	}

	/**
	 * The name of a message for push services and devices.
	 * @param message the message
	 * @return 32 characters of base64url that depend on the identity alone
	 */
	static String of(Message message) {
		return Base64.getUrlEncoder().encodeToString(Sha256.of(message.identity())).substring(0, LENGTH);
	}

}
