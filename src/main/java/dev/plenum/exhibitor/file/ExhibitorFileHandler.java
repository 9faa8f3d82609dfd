package dev.plenum.exhibitor.file;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plenum.exhibitor.file.ExhibitorFile.ColumnUse;
import dev.plenum.exhibitor.file.ExhibitorImport.Imported;
import dev.plenum.exhibitor.file.PendingFileDocument.Sender;
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
 * Receives files of exhibitors from an event's organisers. Checks the caller before and
 * after reading the file, since reading can take minutes.
 */
@Component
class ExhibitorFileHandler {

	private final EventAccess access;

	private final ExhibitorImport exhibitors;

	private final Uploads uploads;

	private final HttpRefusals refusals;

	private final DataSize largest;

	ExhibitorFileHandler(EventAccess access, ExhibitorImport exhibitors, Uploads uploads, HttpRefusals refusals,
			ExhibitorFileSettings settings) {
		this.access = access;
		this.exhibitors = exhibitors;
		this.uploads = uploads;
		this.refusals = refusals;
		this.largest = settings.maxImportSize();
	}

	Mono<ServerResponse> put(ServerRequest request) {
		return Caller.ofRequest()
			.flatMap((caller) -> this.access.organisedEventBySlug(request.pathVariable("slug"), caller)
				.then(Mono.fromCallable(() -> mapping(request)))
				.flatMap((mapping) -> this.uploads.receiveBytes(request, this.largest, (bytes) -> {
					ExhibitorFile.Sent sent = ExhibitorFile.sent(bytes, mapping);
					return this.access.organisedEventBySlug(request.pathVariable("slug"), caller)
						.flatMap((programme) -> this.exhibitors.into(programme, sent, Sender.of(caller)))
						.map((imported) -> new Report(imported, sent.file().columns()));
				})))
			.flatMap((report) -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(report))
			.onErrorResume(ImportRefused.class,
					(refused) -> HttpRefusals.refuse(HttpStatus.BAD_REQUEST,
							refused.faults().stream().map(ImportFault::error).toList()))
			.onErrorResume(UploadTooLargeException.class,
					(large) -> HttpRefusals.refuse(HttpStatus.CONTENT_TOO_LARGE, List.of(large.error())))
			.onErrorResume(this.refusals::answer);
	}

	private static Map<String, String> mapping(ServerRequest request) {
		return request.queryParam("columns").map(TableExhibitors::mapping).orElse(Map.of());
	}

	/**
	 * The response to a file.
	 *
	 * @param imported the outcome of the import
	 * @param columns the columns of a table; empty for JSON
	 */
	private record Report(@JsonUnwrapped Imported imported, List<ColumnUse> columns) {
	}

}
