package dev.plenum.push.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;

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
 */
@ConfigurationProperties("plenum.push")
record PushSettings(@DefaultValue("") String contact, @DefaultValue("") String appAddress,
		@DefaultValue List<String> services, @DefaultValue("10s") Duration timeout) {

	PushSettings {
		require(contact.isEmpty() || contact.matches("mailto:[^@\\s]+@[^@\\s]+|https://\\S+"), "contact", contact,
				"expected mailto: with an address, or an HTTPS address");
		require(appAddress.isEmpty() || isHttps(appAddress), "app-address", appAddress,
				"expected an HTTPS address such as https://app.example.org");
		services.forEach((service) -> require(service.matches("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+|https?://[^/\\s]+"),
				"services", service, "expected a host such as push.example.org, or an origin"));
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
