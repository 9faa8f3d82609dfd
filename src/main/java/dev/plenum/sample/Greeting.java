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
 * Logs the first steps after a start in local mode.
 */
@Component
@ConditionalOnLocalMode
class Greeting {

	private static final Logger log = LoggerFactory.getLogger(Greeting.class);

	private final LocalMode localMode;

	private final DemoParticipants participants;

	private final Environment environment;

	Greeting(LocalMode localMode, DemoParticipants participants, Environment environment) {
		this.localMode = localMode;
		this.participants = participants;
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void greet() {
		String address = "http://127.0.0.1:" + this.environment.getProperty("local.server.port");
		StringBuilder tokens = new StringBuilder();
		this.localMode.tokens().forEach((subject, token) -> tokens.append("  %-10s %s%n".formatted(subject, token)));
		StringBuilder links = new StringBuilder();
		this.participants.links().forEach((path) -> links.append("  %s%s%n".formatted(address, path)));
		log.info(
				"""
						Plenum is running with sample conferences. Only this machine can reach it.

						Web applications of the demo, which takes place now:
						  Attendees   {}/e/demo/app/#token=attendee
						  Organisers  {}/e/demo/console/#token=organiser
						  Exhibitors  {}/e/demo/booth/#token=exhibitor
						  Doors       {}/e/demo/door/#token=organiser
						  Screens     {}/e/demo/screen/

						GraphiQL:  {}/graphiql
						Demo:      the event with the slug "demo" takes place now; book a seat in one of its workshops

						Tokens, valid for seven days. In GraphiQL, set the header "Authorization": "Bearer TOKEN":
						{}
						The file local-tokens.json beside the data contains them too. Token of any other attendee: {}/local/token?subject=NAME

						Participants of the demo, who sign in with the codes of their tickets:
						{}
						Query a programme:
						  curl -s {}/graphql -H 'Content-Type: application/json' \\
						    -d '{"query":"{ event(slug: \\"socialchefsdagarna-2024\\") { name days { date sessions { startsAt title rooms { name } } } } }"}'
						""",
				address, address, address, address, address, address, tokens, address, links, address);
	}

}
