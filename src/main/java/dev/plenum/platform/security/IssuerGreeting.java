package dev.plenum.platform.security;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;

/**
 * Logs at the start whose tokens the server accepts, and what an operator does next.
 */
@Conditional(IssuerCondition.class)
final class IssuerGreeting {

	private static final Log logger = LogFactory.getLog(IssuerGreeting.class);

	private final SecuritySettings settings;

	IssuerGreeting(SecuritySettings settings) {
		this.settings = settings;
	}

	@EventListener(ApplicationReadyEvent.class)
	void greet() {
		logger.info(text());
	}

	String text() {
		return """
				Plenum accepts access tokens of the issuer %s for the audience %s (claim aud).
				Next: with a token that has the scope %s, make an event (putEvent), and list the subjects (claim sub) \
				of its organisers in organiserSubjects. docs/keycloak.md shows each step with Keycloak.
				""".formatted(this.settings.issuerUri(), this.settings.audience(), SecurityConfiguration.ADMIN_SCOPE);
	}

}
