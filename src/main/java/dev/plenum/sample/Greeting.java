package dev.plenum.sample;

import dev.plenum.platform.security.ConditionalOnLocalMode;
import dev.plenum.platform.security.LocalMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells who started the server in local mode what to do next.
 */
@Component
@ConditionalOnLocalMode
class Greeting {

	private static final Logger log = LoggerFactory.getLogger(Greeting.class);

	private final LocalMode localMode;

	private final Environment environment;

	Greeting(LocalMode localMode, Environment environment) {
		this.localMode = localMode;
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void greet() {
		String address = "http://127.0.0.1:" + this.environment.getProperty("local.server.port");
		StringBuilder tokens = new StringBuilder();
		this.localMode.tokens().forEach((subject, token) -> tokens.append("  %-10s %s%n".formatted(subject, token)));
		log.info(
				"""
						Plenum is running, for this machine only, with sample conferences.

						Look around in GraphiQL:  {}/graphiql

						Tokens, good for seven days; GraphiQL takes them as header "Authorization": "Bearer TOKEN":
						{}
						The same stand in local-tokens.json beside the data; any other attendee's: {}/local/token?subject=NAME

						Ask for a programme:
						  curl -s {}/graphql -H 'Content-Type: application/json' \\
						    -d '{"query":"{ event(slug: \\"socialchefsdagarna-2024\\") { name days { date sessions { startsAt title rooms { name } } } } }"}'
						""",
				address, tokens, address, address);
	}

}
