package dev.plenum.platform.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;

/**
 * Logs at the start which tokens the server accepts, and the next step of an operator.
 */
@Conditional(IssuerCondition.class)
final class IssuerGreeting {

	private static final Logger log = LoggerFactory.getLogger(IssuerGreeting.class);

	private final SecuritySettings settings;

	IssuerGreeting(SecuritySettings settings) {
		this.settings = settings;
	}

	@EventListener(ApplicationReadyEvent.class)
	void greet() {
		log.info(text());
	}

	String text() {
		return """
				Plenum accepts access tokens of the issuer %s for the audience %s (claim aud).
				Next: create an event (putEvent) with a token that has the scope %s, and list the subjects (claim sub) \
				of its organisers in organiserSubjects. docs/keycloak.md shows each step with Keycloak.
				""".formatted(this.settings.issuerUri(), this.settings.audience(), SecurityConfiguration.ADMIN_SCOPE);
	}

}
