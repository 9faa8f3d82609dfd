package dev.plenum.interchange;

import java.nio.file.Files;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.TimeZones;
import dev.plenum.interchange.sheet.SheetHints;
import dev.plenum.platform.Ids;
import dev.plenum.platform.connection.UploadTooLargeException;
import dev.plenum.platform.connection.Uploads;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Receives programmes as files. A caller who may not import is rejected before the file
 * is read. The file is written to a temporary file while it is received. The permission
 * is checked again when the file has been read, since an upload can take minutes.
 */
@Component
@ConditionalOnWebApplication
class ImportHandler {

	private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]");

	private final JsonMapper json = JsonMapper.builder().build();

	private final EventAccess access;

	private final ImportDesk imports;

	private final InterchangeSettings settings;

	private final Uploads uploads;

	private final HttpRefusals refusals;

	ImportHandler(EventAccess access, ImportDesk imports, InterchangeSettings settings, Uploads uploads,
			HttpRefusals refusals) {
		this.access = access;
		this.imports = imports;
		this.settings = settings;
		this.uploads = uploads;
		this.refusals = refusals;
	}

	Mono<ServerResponse> programme(ServerRequest request) {
		String slug = request.pathVariable("slug");
		return Caller.ofRequest()
			.flatMap((caller) -> requireMayImport(slug, caller)
				.then(Mono.defer(() -> importFile(request, slug, columns(request), options(request), caller))))
			.map(this.json::writeValueAsBytes)
			.flatMap((report) -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(report))
			.onErrorResume(this::rejection);
	}

	static boolean isSlug(String slug) {
		return SLUG.matcher(slug).matches();
	}

	private Mono<Void> requireMayImport(String slug, Caller caller) {
		return Mono.fromCallable(caller::requireSubject)
			.then(this.access.visibleEvent(Ids.event(slug), caller).hasElement())
			.flatMap((visible) -> {
				if (visible) {
					return this.access.organisedEvent(Ids.event(slug), caller).then();
				}
				if (!caller.administrator()) {
					throw Problem.of(ErrorCode.NOT_FOUND, "There is no event '%s'.".formatted(slug));
				}
				if (!isSlug(slug)) {
					throw Problem.badInput(
							"A slug has 3 to 60 lower-case letters a to z, digits and hyphens, and no hyphen at its ends.",
							"slug");
				}
				return Mono.empty();
			});
	}

	private Mono<ImportReport> importFile(ServerRequest request, String slug, Map<String, String> columns,
			ImportOptions options, Caller caller) {
		return this.uploads.receive(request, this.settings.maxFileSize(),
				(content) -> Mono.usingWhen(
						Mono.fromCallable(() -> Files.createTempFile("plenum-import", null))
							.subscribeOn(Schedulers.boundedElastic()),
						(file) -> DataBufferUtils.write(content, file)
							.then(Mono.defer(() -> this.imports.read(new FileSystemResource(file), slug, columns)))
							.flatMap((read) -> requireMayImport(slug, caller)
								.then(Mono.defer(() -> this.imports.run(read, slug, options)))),
						(file) -> Mono.fromCallable(() -> Files.deleteIfExists(file))
							.subscribeOn(Schedulers.boundedElastic())));
	}

	private ImportOptions options(ServerRequest request) {
		return new ImportOptions(Uploads.flag(request, "dryRun"), Uploads.flag(request, "overwrite"),
				Uploads.flag(request, "remove"), Uploads.flag(request, "strict"), this.settings.missingFor(),
				request.queryParam("timezone").map(ImportHandler::zone).orElse(null), List.of());
	}

	private static Map<String, String> columns(ServerRequest request) {
		try {
			return request.queryParam("columns").map(SheetHints::columns).orElse(Map.of());
		}
		catch (IllegalArgumentException ex) {
			throw Problem.badInput(String.valueOf(ex.getMessage()), "columns");
		}
	}

	private static ZoneId zone(String name) {
		return TimeZones.of(name)
			.orElseThrow(() -> Problem.badInput("Give an IANA time zone such as Europe/Stockholm.", "timezone"));
	}

	private Mono<ServerResponse> rejection(Throwable ex) {
		return switch (ex) {
			case FaultyFileException faulty -> rejection(HttpStatus.BAD_REQUEST, faulty.message(), faulty.place());
			case UploadTooLargeException large ->
				rejection(HttpStatus.CONTENT_TOO_LARGE, String.valueOf(large.getMessage()), "");
			default -> this.refusals.answer(ex);
		};
	}

	private Mono<ServerResponse> rejection(HttpStatus status, String message, String place) {
		Map<String, Object> extensions = new LinkedHashMap<>(Map.of("code", ErrorCode.BAD_INPUT.name()));
		if (!place.isEmpty()) {
			extensions.put("place", place);
		}
		return ServerResponse.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(this.json
				.writeValueAsBytes(Map.of("errors", List.of(Map.of("message", message, "extensions", extensions)))));
	}

}
