package dev.plenum.exhibitor.file;

import java.time.Duration;
import java.util.List;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.Sha256;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.sheet.Table;
import dev.plenum.programme.EventAccess;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Serves the exhibitors of an event as tables, to everybody who may see the event. Only
 * the table for organisers contains the staff.
 */
@Component
class ExhibitorExportHandler {

	private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

	private static final MediaType XLSX = MediaType
		.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

	private static final Duration PUBLIC_AGE = Duration.ofMinutes(1);

	private final EventAccess access;

	private final ShowFloors floors;

	private final HttpRefusals refusals;

	ExhibitorExportHandler(EventAccess access, ShowFloors floors, HttpRefusals refusals) {
		this.access = access;
		this.floors = floors;
		this.refusals = refusals;
	}

	Mono<ServerResponse> csv(ServerRequest request) {
		return answer(request, CSV);
	}

	Mono<ServerResponse> xlsx(ServerRequest request) {
		return answer(request, XLSX);
	}

	private Mono<ServerResponse> answer(ServerRequest request, MediaType type) {
		return Caller.ofRequest()
			.flatMap((caller) -> this.access.visibleEventBySlug(request.pathVariable("slug"), caller)
				.flatMap((programme) -> this.floors.all(programme)
					.collectList()
					.publishOn(Schedulers.boundedElastic())
					.flatMap((exhibitors) -> {
						boolean own = programme.event().isOrganisedBy(caller);
						return answer(request, type,
								file(programme.documents().event().languages(), exhibitors, type, own), own);
					})))
			.switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()))
			.onErrorResume(this.refusals::answer);
	}

	private static byte[] file(List<String> languages, List<Exhibitor> exhibitors, MediaType type, boolean own) {
		Table table = new ExhibitorTable(languages, exhibitors, own).table();
		return type.equals(CSV) ? table.csv() : table.xlsx();
	}

	private static Mono<ServerResponse> answer(ServerRequest request, MediaType type, byte[] file, boolean own) {
		String tag = Sha256.entityTag(file);
		return request.checkNotModified(tag)
			.switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
				.contentType(type)
				.eTag(tag)
				.cacheControl(
						own ? CacheControl.noCache().cachePrivate() : CacheControl.maxAge(PUBLIC_AGE).cachePublic())
				.varyBy(HttpHeaders.AUTHORIZATION)
				.bodyValue(file)));
	}

}
