package dev.plenum.attendance;

import java.util.Locale;
import java.util.function.Function;

import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.sheet.Table;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Session;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Exports the attendees of a session as a file for organisers and door staff.
 */
@Component
class AttendanceHandler {

	private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8;header=present");

	private static final MediaType XLSX = MediaType
		.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

	private final EventAccess events;

	private final CrewAccess access;

	private final AttendanceLists lists;

	private final HttpRefusals refusals;

	AttendanceHandler(EventAccess events, CrewAccess access, AttendanceLists lists, HttpRefusals refusals) {
		this.events = events;
		this.access = access;
		this.lists = lists;
		this.refusals = refusals;
	}

	Mono<ServerResponse> csv(ServerRequest request) {
		return answer(request, CSV, "csv", Table::csv);
	}

	Mono<ServerResponse> xlsx(ServerRequest request) {
		return answer(request, XLSX, "xlsx", Table::xlsx);
	}

	private Mono<ServerResponse> answer(ServerRequest request, MediaType type, String ending,
			Function<Table, byte[]> written) {
		return Caller.ofRequest()
			.flatMap((caller) -> session(request, caller)
				.delayUntil((session) -> this.access.require(session.event(), CrewRole.DOOR, caller)))
			.flatMap((session) -> this.lists.all(session)
				.publishOn(Schedulers.boundedElastic())
				.map((attendees) -> written.apply(AttendanceTable.of(attendees, language(request, session))))
				.flatMap((file) -> ServerResponse.ok()
					.contentType(type)
					.cacheControl(CacheControl.noStore())
					.header(HttpHeaders.CONTENT_DISPOSITION,
							ContentDisposition.attachment()
								.filename("attendees-%s.%s".formatted(session.id(), ending))
								.build()
								.toString())
					.bodyValue(file)))
			.switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()))
			.onErrorResume(this.refusals::answer);
	}

	private Mono<Session> session(ServerRequest request, Caller caller) {
		return this.events.visibleEventBySlug(request.pathVariable("slug"), caller)
			.flatMap((programme) -> Mono.justOrEmpty(programme.session(request.pathVariable("session"))));
	}

	private static String language(ServerRequest request, Session session) {
		return request.queryParam("lang")
			.orElseGet(() -> session.programme()
				.event()
				.languages()
				.stream()
				.map(Locale::getLanguage)
				.findFirst()
				.orElse("en"));
	}

}
