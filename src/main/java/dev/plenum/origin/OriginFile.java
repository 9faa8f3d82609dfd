package dev.plenum.origin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import dev.plenum.audit.AuditTrail;
import dev.plenum.interchange.UnattendedImport;
import dev.plenum.origin.OriginDocument.Fetch;
import dev.plenum.origin.OriginDocument.Validators;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.outbound.Outbound;
import dev.plenum.platform.outbound.OutboundRequest;
import dev.plenum.platform.outbound.OutboundResult;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Fetches the file of an origin and imports it. The address is not logged, since it may
 * contain secrets.
 */
@Component
class OriginFile {

	/** How the message of an import says to confirm losses. */
	private static final String AS_A_FILE = "send the file again with remove=true";

	private static final String AS_AN_ORIGIN = "call fetchImportOrigin with remove: true";

	private final Outbound outbound;

	private final UnattendedImport imports;

	private final AuditTrail trail;

	private final OriginSettings settings;

	private final InstantSource clock;

	OriginFile(Outbound outbound, UnattendedImport imports, AuditTrail trail, OriginSettings settings,
			InstantSource clock) {
		this.outbound = outbound;
		this.imports = imports;
		this.trail = trail;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Fetches a file, and imports it if it is another one than before.
	 * @param origin the origin
	 * @param slug the slug of the event
	 * @param permission checks, when the file has been read, whether it may be imported
	 * @return the result, which is never a failure of the server at the address; the
	 * error of the permission
	 */
	Mono<Fetched> fetch(OriginDocument origin, String slug, Mono<Void> permission) {
		return this.outbound.download(request(origin), this.imports.maxFileSize(), this.settings.fetchTimeout(),
				(result, file) -> switch (result) {
					case OutboundResult.Failed failed ->
						Mono.just(fetched(FetchOutcome.of(failed.reason()), null, Duration.ZERO));
					case OutboundResult.Answered answer when answer.status() == HttpStatus.OK.value() ->
						imported(origin, slug, file, permission)
							.map((fetch) -> new Fetched(fetch, validators(origin, answer.headers()), Duration.ZERO));
					case OutboundResult.Answered answer ->
						Mono.just((answer.status() == HttpStatus.NOT_MODIFIED.value() && origin.validators() != null)
								? fetched(FetchOutcome.NOT_MODIFIED, null, Duration.ZERO)
								: fetched(FetchOutcome.HTTP_STATUS, answer.status(), answer.retryAfter()));
				});
	}

	/**
	 * Asks for the file if it is another one than before. As long as sessions are
	 * missing, the same file is imported again, which cancels them at their time.
	 */
	private OutboundRequest request(OriginDocument origin) {
		OutboundRequest request = OutboundRequest.get(URI.create(origin.url()));
		Validators known = origin.validators();
		Fetch imported = origin.imported();
		if (known == null || !known.url().equals(origin.url()) || imported == null || imported.missing() > 0) {
			return request;
		}
		if (known.etag() != null) {
			request = request.header(HttpHeaders.IF_NONE_MATCH, known.etag());
		}
		return (known.lastModified() != null) ? request.header(HttpHeaders.IF_MODIFIED_SINCE, known.lastModified())
				: request;
	}

	private static Validators validators(OriginDocument origin, HttpHeaders headers) {
		return new Validators(origin.url(), headers.getFirst(HttpHeaders.ETAG),
				headers.getFirst(HttpHeaders.LAST_MODIFIED));
	}

	private Mono<Fetch> imported(OriginDocument origin, String slug, Path file, Mono<Void> permission) {
		return this.trail
			.recorded("importFromOrigin", Map.of("eventId", origin.eventId()), origin.setBy().caller(),
					this.imports.run(slug, new FileSystemResource(file), origin.isConfirmed(), permission),
					OriginFile::changedSomething)
			.map(this::fetch)
			.onErrorResume(Problem.class, (ex) -> (ex.code() == ErrorCode.UNAVAILABLE)
					? Mono.just(Fetch.of(this.clock.instant(), FetchOutcome.BUSY, null, null)) : Mono.error(ex));
	}

	private static boolean changedSomething(UnattendedImport.Result result) {
		return result instanceof UnattendedImport.Imported imported && imported.changedSomething();
	}

	private Fetch fetch(UnattendedImport.Result result) {
		return switch (result) {
			case UnattendedImport.Imported done -> new Fetch(this.clock.instant(), FetchOutcome.IMPORTED, null, null,
					done.added(), done.changed(), done.cancelled(), done.missing(), done.kept(), done.warnings());
			case UnattendedImport.Faulty faulty ->
				Fetch.of(this.clock.instant(), FetchOutcome.INVALID_FILE, null, faulty.message());
			case UnattendedImport.Lossy lossy -> Fetch.of(this.clock.instant(), FetchOutcome.LOSSES, null,
					lossy.message().replace(AS_A_FILE, AS_AN_ORIGIN));
		};
	}

	private Fetched fetched(FetchOutcome outcome, @Nullable Integer status, Duration retryAfter) {
		return new Fetched(Fetch.of(this.clock.instant(), outcome, status, null), null, retryAfter);
	}

	/**
	 * A fetch.
	 *
	 * @param fetch its result
	 * @param validators what the server at the address said of the file; null if it sent
	 * none
	 * @param retryAfter how long the server at the address asks to wait; zero if it does
	 * not
	 */
	record Fetched(Fetch fetch, @Nullable Validators validators, Duration retryAfter) {
	}

}
