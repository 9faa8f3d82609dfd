package dev.plenum.lead;

import java.time.format.DateTimeFormatter;
import java.util.List;

import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Exports an exhibitor's leads as a file for its staff.
 */
@Component
class LeadHandler {

	private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

	private final ShowFloors floors;

	private final Leads leads;

	private final HttpRefusals refusals;

	LeadHandler(ShowFloors floors, Leads leads, HttpRefusals refusals) {
		this.floors = floors;
		this.leads = leads;
		this.refusals = refusals;
	}

	Mono<ServerResponse> export(ServerRequest request) {
		return Caller.ofRequest()
			.flatMap((caller) -> this.floors.staffed(request.pathVariable("id"), caller))
			.flatMap((exhibitor) -> this.leads.heldBy(exhibitor.event().id(), List.of(exhibitor.id()))
				.map((lead) -> new Lead(exhibitor, lead))
				.collectList()
				.map(LeadFile::of)
				.flatMap((file) -> ServerResponse.ok()
					.contentType(CSV)
					.cacheControl(CacheControl.noStore())
					.header(HttpHeaders.CONTENT_DISPOSITION,
							ContentDisposition.attachment()
								.filename("leads-%s.csv"
									.formatted(exhibitor.event().startsOn().format(DateTimeFormatter.ISO_DATE)))
								.build()
								.toString())
					.bodyValue(file)))
			.onErrorResume(this.refusals::answer);
	}

}
