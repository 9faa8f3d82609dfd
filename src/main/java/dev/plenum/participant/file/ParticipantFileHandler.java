package dev.plenum.participant.file;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plenum.participant.ParticipantImport;
import dev.plenum.participant.RollOptions;
import dev.plenum.participant.RollReport;
import dev.plenum.participant.file.RollFile.ColumnUse;
import dev.plenum.platform.connection.UploadTooLargeException;
import dev.plenum.platform.connection.Uploads;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Receives files of participants from an event's organisers. Checks the caller before and
 * after reading the file, since reading can take minutes.
 */
@Component
class ParticipantFileHandler {

	private final EventAccess access;

	private final ParticipantImport participants;

	private final Uploads uploads;

	private final HttpRefusals refusals;

	private final DataSize largest;

	ParticipantFileHandler(EventAccess access, ParticipantImport participants, Uploads uploads, HttpRefusals refusals,
			ParticipantFileSettings settings) {
		this.access = access;
		this.participants = participants;
		this.uploads = uploads;
		this.refusals = refusals;
		this.largest = settings.maxImportSize();
	}

	Mono<ServerResponse> put(ServerRequest request) {
		return Caller.ofRequest()
			.flatMap((caller) -> this.access.organisedEventBySlug(request.pathVariable("slug"), caller)
				.then(Mono.fromCallable(() -> options(request)))
				.flatMap((options) -> this.uploads.receiveBytes(request, this.largest, (bytes) -> {
					RollFile file = RollFile.read(bytes, mapping(request));
					return this.access.organisedEventBySlug(request.pathVariable("slug"), caller)
						.flatMap((programme) -> this.participants.into(programme, file.roll(), options))
						.map((report) -> new Report(report, file.columns()));
				})))
			.flatMap((report) -> ServerResponse
				.status(report.imported().held() && !report.imported().dryRun() ? HttpStatus.CONFLICT : HttpStatus.OK)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(report))
			.onErrorResume(FileRefused.class,
					(refused) -> HttpRefusals.refuse(HttpStatus.BAD_REQUEST, refused.errors()))
			.onErrorResume(UploadTooLargeException.class,
					(large) -> HttpRefusals.refuse(HttpStatus.CONTENT_TOO_LARGE, List.of(large.error())))
			.onErrorResume(this.refusals::answer);
	}

	private static RollOptions options(ServerRequest request) {
		mapping(request);
		return new RollOptions(Uploads.flag(request, "dryRun"), Uploads.flag(request, "remove"),
				Uploads.flag(request, "confirm"));
	}

	private static Map<String, String> mapping(ServerRequest request) {
		return request.queryParam("columns").map(TableRoll::mapping).orElse(Map.of());
	}

	/**
	 * The response to a file.
	 *
	 * @param imported what was done
	 * @param columns the columns of a table; empty for JSON
	 */
	private record Report(@JsonUnwrapped RollReport imported, List<ColumnUse> columns) {
	}

}
