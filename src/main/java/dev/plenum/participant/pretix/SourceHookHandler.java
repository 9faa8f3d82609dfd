package dev.plenum.participant.pretix;

import java.time.InstantSource;

import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.HttpRefusals;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Receives the notifications of pretix. Nothing that they say is believed or even read: a
 * notification with the right secret only lets the orders be read that have changed, and
 * many at once do so together.
 */
@Component
class SourceHookHandler {

	private final Sources sources;

	private final SourceSecrets secrets;

	private final HttpRefusals refusals;

	private final InstantSource clock;

	SourceHookHandler(Sources sources, SourceSecrets secrets, HttpRefusals refusals, InstantSource clock) {
		this.sources = sources;
		this.secrets = secrets;
		this.refusals = refusals;
		this.clock = clock;
	}

	static String path(String slug, String secret) {
		return "/events/%s/registration/%s".formatted(slug, secret);
	}

	Mono<ServerResponse> receive(ServerRequest request) {
		String eventId = Ids.event(request.pathVariable("slug"));
		return Mono.justOrEmpty(this.secrets.hookOf(eventId, request.pathVariable("secret")))
			.flatMap((hook) -> this.sources.notified(eventId, hook, this.clock.instant()))
			.defaultIfEmpty(false)
			.flatMap((known) -> ServerResponse.status(known ? HttpStatus.NO_CONTENT : HttpStatus.NOT_FOUND).build())
			.onErrorResume(this.refusals::answer);
	}

}
