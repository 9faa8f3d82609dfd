package dev.plenum.push.delivery;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.plenum.platform.traffic.ServerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * How the push services of browsers reach the operator of this server: the claim
 * {@code sub} of the server's tokens.
 */
@Component
final class Contact {

	private static final Logger log = LoggerFactory.getLogger(Contact.class);

	/** Apple answers 403 to a contact at any other host. */
	private static final Pattern PUBLIC_HOST = Pattern
		.compile("(?i)(?!.*\\.(local|localhost|localdomain|internal|test|invalid)$)([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");

	private final String value;

	Contact(PushSettings settings, ServerAddress server) {
		this.value = settings.contact().isEmpty() ? server.https() : settings.contact();
	}

	/**
	 * The contact.
	 * @return a mailto or an HTTPS address; empty if none is known
	 */
	Optional<String> value() {
		return Optional.of(this.value).filter((text) -> !text.isEmpty());
	}

	/**
	 * Whether the contact is one that Apple accepts.
	 * @return false if there is none, or if it names this machine or a private network
	 */
	boolean isPublic() {
		return !this.value.isEmpty() && PUBLIC_HOST.matcher(host()).matches();
	}

	@EventListener(ApplicationReadyEvent.class)
	void logMissing() {
		if (!isPublic()) {
			log.info("Push notifications to Safari and to web applications on iPhones are off: Apple requires a public "
					+ "contact. Set plenum.push.contact, for example to mailto:ops@example.org.");
		}
	}

	private String host() {
		if (this.value.startsWith("mailto:")) {
			return this.value.substring(this.value.indexOf('@') + 1);
		}
		try {
			return String.valueOf(URI.create(this.value).getHost());
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
