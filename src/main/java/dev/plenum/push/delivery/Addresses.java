package dev.plenum.push.delivery;

import java.net.URI;
import java.util.Base64;
import java.util.stream.Stream;

import com.zerodeplibs.webpush.key.PublicKeySources;
import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Checks the addresses that clients send.
 */
@Component
public final class Addresses {

	private static final int LONGEST_ENDPOINT = 2000;

	private static final int AUTH_BYTES = 16;

	private final PushServices services;

	private final Contact contact;

	private final Apns apns;

	private final Fcm fcm;

	Addresses(PushServices services, Contact contact, Apns apns, Fcm fcm) {
		this.services = services;
		this.contact = contact;
		this.apns = apns;
		this.fcm = fcm;
	}

	/**
	 * Requires an address to which this server can send.
	 * @param address the address
	 * @param path the path of the subscription or of the token in the arguments, such as
	 * {@code "input", "webPush"}
	 * @throws Problem BAD_INPUT with the path of the field that is not valid
	 */
	public void require(Address address, Object... path) {
		switch (address) {
			case WebPushAddress subscription -> requireSubscription(subscription, path);
			case ApnsAddress app -> {
				requireActive(this.apns.isActive(), "APNs", "plenum.push.apns.key-file", path);
				requireToken(app.token(), "[0-9a-fA-F]{64,200}",
						"A device token of APNs has 64 to 200 hexadecimal digits.", path);
			}
			case FcmAddress app -> {
				requireActive(this.fcm.isActive(), "Firebase Cloud Messaging", "plenum.push.fcm.service-account", path);
				requireToken(app.token(), "[\\x21-\\x7e]{1,1000}",
						"A registration token of Firebase has 1 to 1,000 characters without spaces.", path);
			}
		}
	}

	private void requireSubscription(WebPushAddress subscription, Object... path) {
		URI endpoint = endpoint(subscription.endpoint(), path);
		that(this.services.know(endpoint),
				"Unknown push service. The operator can add it to plenum.push.services: \"%s\"."
					.formatted(endpoint.getHost()),
				path, "endpoint");
		that(!PushServices.isApple(endpoint) || this.contact.isPublic(),
				"Apple accepts no message from a server without a public contact. The operator must set "
						+ "plenum.push.contact.",
				path, "endpoint");
		that(isPoint(bytes(subscription.p256dh())),
				"The key must be a point of the curve P-256: 65 bytes in base64url, as the browser returns it.", path,
				"p256dh");
		that(bytes(subscription.auth()).length == AUTH_BYTES,
				"The secret must have 16 bytes in base64url, as the browser returns it.", path, "auth");
	}

	private static void requireActive(boolean active, String service, String setting, Object... path) {
		if (!active) {
			throw Problem.badInput(
					"This server does not send by %s. The operator must set %s.".formatted(service, setting), path);
		}
	}

	private static void requireToken(String token, String pattern, String message, Object... path) {
		if (!token.matches(pattern)) {
			throw Problem.badInput(message, path);
		}
	}

	private static URI endpoint(String text, Object... path) {
		URI endpoint = uri(text);
		if (endpoint == null || endpoint.getHost() == null || endpoint.getRawUserInfo() != null
				|| endpoint.getRawFragment() != null) {
			throw Problem.badInput(
					"The endpoint must be an absolute URL of at most %d characters.".formatted(LONGEST_ENDPOINT),
					at(path, "endpoint"));
		}
		return endpoint;
	}

	private static @Nullable URI uri(String text) {
		try {
			return (text.length() <= LONGEST_ENDPOINT) ? URI.create(text) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean isPoint(byte[] bytes) {
		try {
			PublicKeySources.ofUncompressedBytes(bytes).extract();
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static byte[] bytes(String base64url) {
		try {
			return Base64.getUrlDecoder().decode(base64url);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private static void that(boolean holds, String message, Object[] path, String field) {
		if (!holds) {
			throw Problem.badInput(message, at(path, field));
		}
	}

	private static Object[] at(Object[] path, String field) {
		return Stream.concat(Stream.of(path), Stream.of(field)).toArray();
	}

}
