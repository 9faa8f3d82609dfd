package dev.plenum.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import biweekly.ICalendar;
import dev.plenum.agenda.AgendaCalendars;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.Sha256;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Serves the calendars. The secret in an address is never logged: log lines about
 * failures do not contain the address.
 */
@Component
class CalendarHandler {

	private final RepeatedFaults faults = new RepeatedFaults(LoggerFactory.getLogger(CalendarHandler.class));

	private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

	private static final String RETRY_AFTER = "60";

	private static final Duration PUBLIC_AGE = Duration.ofMinutes(1);

	private final EventAccess access;

	private final AgendaCalendars calendars;

	private final ShowFloors floors;

	private final CalendarSettings settings;

	private final HttpRefusals refusals;

	private final InstantSource clock;

	CalendarHandler(EventAccess access, AgendaCalendars calendars, ShowFloors floors, CalendarSettings settings,
			HttpRefusals refusals, InstantSource clock) {
		this.access = access;
		this.calendars = calendars;
		this.floors = floors;
		this.settings = settings;
		this.refusals = refusals;
		this.clock = clock;
	}

	Mono<ServerResponse> programme(ServerRequest request) {
		return published(request,
				(feed, programme) -> Optional.of(feed.of(programme, (_) -> true, feed.text(programme.event().name()))));
	}

	Mono<ServerResponse> session(ServerRequest request) {
		return published(request,
				(feed, programme) -> programme.session(request.pathVariable("id"))
					.map((session) -> feed.of(programme, (other) -> other.id().equals(session.id()),
							feed.text(session.title()))));
	}

	Mono<ServerResponse> track(ServerRequest request) {
		return published(request,
				(feed, programme) -> programme.track(request.pathVariable("id"))
					.map((track) -> feed.of(programme, (session) -> track.id().equals(session.document().trackId()),
							feed.text(track.name()))));
	}

	Mono<ServerResponse> room(ServerRequest request) {
		return published(request, (feed, programme) -> programme.room(request.pathVariable("id"))
			.map((room) -> feed.of(programme, (session) -> session.slot().roomIds().contains(room.id()), room.name())));
	}

	private Mono<ServerResponse> published(ServerRequest request,
			BiFunction<CalendarFeed, Programme, Optional<ICalendar>> calendar) {
		return answer(request, CacheControl.maxAge(PUBLIC_AGE).cachePublic(),
				(feed) -> this.access.visibleEventBySlug(request.pathVariable("slug"), Caller.ANONYMOUS)
					.mapNotNull((programme) -> calendar.apply(feed, programme).orElse(null)));
	}

	Mono<ServerResponse> agenda(ServerRequest request) {
		return answer(request, CacheControl.noCache().cachePrivate(),
				(feed) -> this.calendars.open(request.pathVariable("secret"))
					.flatMap((agenda) -> this.floors.among(agenda.exhibitorIds(), agenda.programme())
						.collectMap(Exhibitor::id)
						.map((exhibitors) -> feed.of(agenda, exhibitors))));
	}

	private Mono<ServerResponse> answer(ServerRequest request, CacheControl cache,
			Function<CalendarFeed, Mono<ICalendar>> calendar) {
		return Mono.fromSupplier(() -> new CalendarFeed(CalendarOptions.of(request), this.settings.refresh()))
			.flatMap((feed) -> settled(Mono.defer(() -> calendar.apply(feed))))
			.map((found) -> CalendarFeed.write(found).getBytes(StandardCharsets.UTF_8))
			.flatMap((body) -> answer(request, cache, body))
			.switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()))
			.onErrorResume(Problem.class, this.refusals::answer)
			.onErrorResume((ex) -> {
				this.faults.warn("Reading a calendar failed: " + ex);
				return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
					.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
					.build();
			});
	}

	/**
	 * Waits at most a second if an entry changed within the current second. A change that
	 * follows has a later time then, although calendars count whole seconds, so that no
	 * app takes it for the one that it knows.
	 */
	private Mono<ICalendar> settled(Mono<ICalendar> calendar) {
		return calendar.flatMap((first) -> {
			Instant now = this.clock.instant();
			Instant second = now.truncatedTo(ChronoUnit.SECONDS);
			boolean settled = first.getEvents()
				.stream()
				.allMatch((event) -> event.getLastModified().getValue().toInstant().isBefore(second));
			return settled ? Mono.just(first) : Mono.delay(Duration.between(now, second.plusSeconds(1))).then(calendar);
		});
	}

	private static Mono<ServerResponse> answer(ServerRequest request, CacheControl cache, byte[] body) {
		String tag = Sha256.entityTag(body);
		return request.checkNotModified(tag)
			.switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
				.contentType(CALENDAR)
				.eTag(tag)
				.cacheControl(cache)
				.varyBy(HttpHeaders.ACCEPT_LANGUAGE)
				.header("Referrer-Policy", "no-referrer")
				.header("X-Robots-Tag", "noindex")
				.bodyValue(body)));
	}

}
