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

	Addresses(PushServices services, Contact contact) {
		this.services = services;
		this.contact = contact;
	}

	/**
	 * Requires an address to which this server can send.
	 * @param address the address
	 * @param path the path of the address in the arguments, such as {@code "input",
	 * "webPush"}
	 * @throws Problem BAD_INPUT with the path of the field that is not valid
	 */
	public void require(Address address, Object... path) {
		switch (address) {
			case WebPushAddress subscription -> requireSubscription(subscription, path);
			case ApnsAddress _ -> throw inactive("APNs", path);
			case FcmAddress _ -> throw inactive("Firebase Cloud Messaging", path);
		}
	}

	private void requireSubscription(WebPushAddress subscription, Object... path) {
		URI endpoint = endpoint(subscription.endpoint(), path);
		that(this.services.know(endpoint),
				"This server does not know the push service \"%s\". Known are those of Chrome, Edge, Firefox and Safari, "
					.formatted(endpoint.getHost()) + "and those that the setting plenum.push.services adds.",
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

	private static Problem inactive(String service, Object... path) {
		return Problem
			.badInput("This server does not send by %s: the operator has not configured it.".formatted(service), path);
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
