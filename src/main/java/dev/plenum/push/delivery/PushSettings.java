package dev.plenum.push.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The settings of the push services.
 *
 * @param contact how a push service reaches the operator, such as
 * {@code mailto:ops@example.org} or an HTTPS address; without it, the public HTTPS
 * address of the server. Apple accepts no message without a public contact
 * @param appAddress the HTTPS address of the web application whose pages notifications
 * open, such as {@code https://app.example.org}; without it, the public HTTPS address of
 * the server
 * @param services further push services that a browser may name: a host such as
 * {@code push.example.org}, {@code *.push.example.org} for all hosts below, or an origin
 * such as {@code http://10.0.0.5:8080}, which needs no TLS and no public address
 * @param timeout the longest time of one request
 * @param apns the Apple Push Notification service
 * @param fcm Firebase Cloud Messaging
 */
@ConfigurationProperties("plenum.push")
record PushSettings(@DefaultValue("") String contact, @DefaultValue("") String appAddress,
		@DefaultValue List<String> services, @DefaultValue("10s") Duration timeout, @DefaultValue Apns apns,
		@DefaultValue Fcm fcm) {

	PushSettings {
		require(contact.isEmpty() || contact.matches("mailto:[^@\\s]+@[^@\\s]+|https://\\S+"), "contact", contact,
				"expected mailto: with an address, or an HTTPS address");
		require(appAddress.isEmpty() || isHttps(appAddress), "app-address", appAddress,
				"expected an HTTPS address such as https://app.example.org");
		services.forEach((service) -> require(service.matches("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+|https?://[^/\\s]+"),
				"services", service, "expected a host such as push.example.org, or an origin"));
	}

	/**
	 * The settings of the Apple Push Notification service.
	 *
	 * @param keyFile the file of the key that Apple offers, with the ending .p8; null if
	 * no messages are sent to apps on Apple devices
	 * @param keyId the id of the key
	 * @param teamId the id of the team at Apple
	 * @param bundleId the bundle id of the app
	 * @param server the server, and its port if it is not 443; for builds from Xcode
	 * {@code api.sandbox.push.apple.com}
	 */
	record Apns(@Nullable Path keyFile, @DefaultValue("") String keyId, @DefaultValue("") String teamId,
			@DefaultValue("") String bundleId, @DefaultValue("api.push.apple.com") String server) {

		Apns {
			boolean active = keyFile != null;
			require(!active || !keyId.isEmpty(), "apns.key-id", keyId, "expected the id of the key of APNs");
			require(!active || !teamId.isEmpty(), "apns.team-id", teamId, "expected the id of the team at Apple");
			require(!active || !bundleId.isEmpty(), "apns.bundle-id", bundleId, "expected the bundle id of the app");
		}

	}

	/**
	 * The settings of Firebase Cloud Messaging.
	 *
	 * @param serviceAccount the file of the key of a service account of Google, in JSON;
	 * null if no messages are sent by Firebase Cloud Messaging
	 * @param server the server
	 */
	record Fcm(@Nullable Path serviceAccount, @DefaultValue("https://fcm.googleapis.com") String server) {
	}

	private static boolean isHttps(String address) {
		try {
			return "https".equals(URI.create(address).getScheme());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static void require(boolean valid, String name, String value, String expected) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException("plenum.push." + name, value, expected);
		}
	}

}
