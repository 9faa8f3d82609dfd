package dev.plenum.signin;

import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.PublicAddress;
import dev.plenum.programme.EventAccess;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Serves the codes and links of all participants of an event as a table for mail merge,
 * to its organisers. Nothing else contains the codes.
 */
@Component
class TicketFileHandler {

	private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

	private final EventAccess access;

	private final TicketDesk desk;

	private final PublicAddress address;

	private final HttpRefusals refusals;

	TicketFileHandler(EventAccess access, TicketDesk desk, PublicAddress address, HttpRefusals refusals) {
		this.access = access;
		this.desk = desk;
		this.address = address;
		this.refusals = refusals;
	}

	Mono<ServerResponse> csv(ServerRequest request) {
		return Caller.ofRequest()
			.flatMap((caller) -> this.access.visibleEventBySlug(request.pathVariable("slug"), caller)
				.doOnNext((programme) -> programme.event().requireOrganisedBy(caller)))
			.flatMap((programme) -> this.desk.file(programme, this.address.of(request)))
			.flatMap((file) -> ServerResponse.ok()
				.contentType(CSV)
				.cacheControl(CacheControl.noStore())
				.header(HttpHeaders.CONTENT_DISPOSITION,
						ContentDisposition.attachment().filename("tickets.csv").build().toString())
				.bodyValue(file))
			.switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()))
			.onErrorResume(this.refusals::answer);
	}

}
