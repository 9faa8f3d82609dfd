package dev.plenum.interchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.announcement.Noticeboards;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.ProgrammeWriter;
import dev.plenum.interchange.sheet.ProgrammeTable;
import dev.plenum.platform.Sha256;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Serves programmes as files. The public file is written once for each snapshot and kept
 * as long as the snapshot. Organisers get a file that also contains materials that are
 * not available yet.
 */
@Component
@ConditionalOnWebApplication
class ExportHandler {

	private static final MediaType WORKBOOK = MediaType
		.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

	private static final Duration PUBLIC_AGE = Duration.ofMinutes(1);

	private final Map<Programme, Map<Export, Written>> written = Collections.synchronizedMap(new WeakHashMap<>());

	private final EventAccess access;

	private final Noticeboards noticeboards;

	private final InstantSource clock;

	ExportHandler(EventAccess access, Noticeboards noticeboards, InstantSource clock) {
		this.access = access;
		this.noticeboards = noticeboards;
		this.clock = clock;
	}

	Mono<ServerResponse> programmeJson(ServerRequest request) {
		return answer(request, Export.PLENUM);
	}

	Mono<ServerResponse> scheduleJson(ServerRequest request) {
		return answer(request, Export.SCHEDULE_JSON);
	}

	Mono<ServerResponse> scheduleXml(ServerRequest request) {
		return answer(request, Export.SCHEDULE_XML);
	}

	Mono<ServerResponse> jsonLd(ServerRequest request) {
		return answer(request, Export.JSON_LD);
	}

	Mono<ServerResponse> programmeCsv(ServerRequest request) {
		return answer(request, Export.CSV);
	}

	Mono<ServerResponse> programmeXlsx(ServerRequest request) {
		return answer(request, Export.XLSX);
	}

	Mono<ServerResponse> template(ServerRequest request) {
		return answer(request, Export.TEMPLATE);
	}

	private Mono<ServerResponse> answer(ServerRequest request, Export format) {
		return Caller.ofRequest()
			.flatMap((caller) -> this.access.visibleEventBySlug(request.pathVariable("slug"), caller)
				.zipWhen((programme) -> announced(programme, format))
				.publishOn(Schedulers.boundedElastic())
				.flatMap((found) -> {
					boolean own = found.getT1().event().isOrganisedBy(caller);
					Written file = own ? write(found.getT1(), found.getT2(), format, null)
							: shared(found.getT1(), found.getT2(), format);
					return answer(request, format.type, file, own);
				}))
			.switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()));
	}

	/** Returns the announcements for the format of Plenum, the only one that has them. */
	private Mono<List<AnnouncementDocument>> announced(Programme programme, Export format) {
		return (format == Export.PLENUM) ? this.noticeboards.notWithdrawn(programme.id()) : Mono.just(List.of());
	}

	private static Mono<ServerResponse> answer(ServerRequest request, MediaType type, Written file, boolean own) {
		return request.checkNotModified(file.tag())
			.switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
				.contentType(type)
				.eTag(file.tag())
				.cacheControl(
						own ? CacheControl.noCache().cachePrivate() : CacheControl.maxAge(PUBLIC_AGE).cachePublic())
				.varyBy(HttpHeaders.AUTHORIZATION)
				.bodyValue(file.bytes())));
	}

	private Written shared(Programme programme, List<AnnouncementDocument> announced, Export format) {
		Instant now = this.clock.instant();
		Map<Export, Written> files = this.written.computeIfAbsent(programme,
				(fresh) -> Collections.synchronizedMap(new EnumMap<>(Export.class)));
		Written known = files.get(format);
		if (known != null && now.isBefore(known.until()) && known.announced().equals(announced)) {
			return known;
		}
		Written file = write(programme, announced, format, now);
		files.put(format, file);
		return file;
	}

	private static Written write(Programme programme, List<AnnouncementDocument> announced, Export format,
			@Nullable Instant at) {
		byte[] bytes = format.written.of(programme, new ExportedEvent(programme, announced, at));
		return new Written(bytes, Sha256.entityTag(bytes), announced,
				(at != null) ? ExportedEvent.validUntil(programme, at) : Instant.MAX);
	}

	/** The files that can be exported. */
	private enum Export {

		PLENUM(MediaType.APPLICATION_JSON, schedule(FileFormat.PLENUM)),

		SCHEDULE_JSON(MediaType.APPLICATION_JSON, schedule(FileFormat.SCHEDULE_JSON)),

		SCHEDULE_XML(new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8),
				schedule(FileFormat.SCHEDULE_XML)),

		JSON_LD(new MediaType("application", "ld+json"), (programme, _) -> JsonLd.write(programme)),

		CSV(MediaType.parseMediaType("text/csv;charset=UTF-8;header=present"),
				(_, exported) -> ProgrammeTable.write(exported.file(), FileFormat.CSV)),

		XLSX(WORKBOOK, (_, exported) -> ProgrammeTable.write(exported.file(), FileFormat.XLSX)),

		/** A workbook to fill in. */
		TEMPLATE(WORKBOOK, (_, exported) -> ProgrammeTable.template(exported.file()));

		private final MediaType type;

		private final Content written;

		Export(MediaType type, Content written) {
			this.type = type;
			this.written = written;
		}

		private static Content schedule(FileFormat format) {
			return (programme, event) -> ProgrammeWriter.write(event.file(), programme.schedule().revision(), format);
		}

	}

	private interface Content {

		byte[] of(Programme programme, ExportedEvent event);

	}

	/**
	 * A written file.
	 *
	 * @param bytes the content
	 * @param tag the entity tag
	 * @param announced the announcements in the file
	 * @param until when the content changes although the programme does not
	 */
	private record Written(byte[] bytes, String tag, List<AnnouncementDocument> announced, Instant until) {
	}

}
