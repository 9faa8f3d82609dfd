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
			.flatMap((caller) -> organised(request, caller).then(Mono.fromCallable(() -> options(request)))
				.flatMap((options) -> this.uploads.receive(request, this.largest,
						(content) -> bytes(content).publishOn(Schedulers.boundedElastic())
							.map((bytes) -> RollFile.read(bytes, mapping(request)))
							.flatMap((file) -> organised(request, caller)
								.flatMap((programme) -> this.participants.into(programme, file.roll(), options)
									.map((report) -> new Report(report, file.columns())))))))
			.flatMap((report) -> ServerResponse
				.status(report.imported().held() && !report.imported().dryRun() ? HttpStatus.CONFLICT : HttpStatus.OK)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(report))
			.onErrorResume(FileRefused.class, (refused) -> refuse(HttpStatus.BAD_REQUEST, refused.errors()))
			.onErrorResume(UploadTooLargeException.class,
					(large) -> refuse(HttpStatus.CONTENT_TOO_LARGE,
							List.of(Map.of("message", String.valueOf(large.getMessage()), "extensions",
									Map.of("code", ErrorCode.BAD_INPUT.name())))))
			.onErrorResume(this.refusals::answer);
	}

	private Mono<Programme> organised(ServerRequest request, Caller caller) {
		String slug = request.pathVariable("slug");
		caller.requireSubject();
		return this.access.visibleEventBySlug(slug, caller)
			.switchIfEmpty(Mono.error(() -> Problem.of(ErrorCode.NOT_FOUND, "There is no event '%s'.".formatted(slug))))
			.flatMap((programme) -> this.access.organisedEvent(programme.id(), caller));
	}

	private static RollOptions options(ServerRequest request) {
		mapping(request);
		return new RollOptions(flag(request, "dryRun"), flag(request, "remove"), flag(request, "confirm"));
	}

	private static boolean flag(ServerRequest request, String name) {
		return switch (request.queryParam(name).orElse("false")) {
			case "true", "" -> true;
			case "false" -> false;
			default -> throw Problem.badInput("Give %s=true or %s=false.".formatted(name, name), name);
		};
	}

	private static Map<String, String> mapping(ServerRequest request) {
		return request.queryParam("columns").map(TableRoll::mapping).orElse(Map.of());
	}

	private static Mono<byte[]> bytes(Flux<DataBuffer> content) {
		return DataBufferUtils.join(content).map((buffer) -> {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			return bytes;
		}).switchIfEmpty(Mono.error(() -> Problem.badInput("The file is empty.")));
	}

	private static Mono<ServerResponse> refuse(HttpStatus status, List<Map<String, Object>> errors) {
		return ServerResponse.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("errors", errors));
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
