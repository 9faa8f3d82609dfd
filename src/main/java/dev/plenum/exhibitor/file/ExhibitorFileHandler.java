package dev.plenum.exhibitor.file;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plenum.exhibitor.file.ExhibitorFile.ColumnUse;
import dev.plenum.exhibitor.file.ExhibitorImport.Imported;
import dev.plenum.exhibitor.file.PendingFileDocument.Sender;
import dev.plenum.platform.connection.UploadTooLargeException;
import dev.plenum.platform.connection.Uploads;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
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
			.flatMap((caller) -> organised(request, caller).then(Mono.fromCallable(() -> mapping(request)))
				.flatMap((mapping) -> this.uploads.receive(request, this.largest,
						(content) -> bytes(content).publishOn(Schedulers.boundedElastic())
							.map((bytes) -> ExhibitorFile.sent(bytes, mapping))
							.flatMap((sent) -> organised(request, caller)
								.flatMap((programme) -> this.exhibitors.into(programme, sent, Sender.of(caller))
									.map((imported) -> new Report(imported, sent.file().columns())))))))
			.flatMap((report) -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(report))
			.onErrorResume(ImportRefused.class, ExhibitorFileHandler::refuse)
			.onErrorResume(UploadTooLargeException.class, ExhibitorFileHandler::refuse)
			.onErrorResume(this.refusals::answer);
	}

	private Mono<Programme> organised(ServerRequest request, Caller caller) {
		String slug = request.pathVariable("slug");
		caller.requireSubject();
		return this.access.visibleEventBySlug(slug, caller)
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND, "There is no event '%s'.".formatted(slug))))
			.flatMap((programme) -> this.access.organisedEvent(programme.id(), caller));
	}

	private static Map<String, String> mapping(ServerRequest request) {
		return request.queryParam("columns").map(TableExhibitors::mapping).orElse(Map.of());
	}

	private static Mono<byte[]> bytes(Flux<DataBuffer> content) {
		return DataBufferUtils.join(content)
			.map(ExhibitorFileHandler::bytes)
			.switchIfEmpty(Mono.error(() -> Problem.badInput("The file is empty.")));
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private static Mono<ServerResponse> refuse(UploadTooLargeException refused) {
		return ServerResponse.status(HttpStatus.CONTENT_TOO_LARGE)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("errors", List.of(Map.of("message", String.valueOf(refused.getMessage()), "extensions",
					Map.of("code", ErrorCode.BAD_INPUT.name())))));
	}

	private static Mono<ServerResponse> refuse(ImportRefused refused) {
		return ServerResponse.status(HttpStatus.BAD_REQUEST)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("errors", refused.faults().stream().map(ImportFault::error).toList()));
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
