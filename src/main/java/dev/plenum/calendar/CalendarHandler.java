package dev.plenum.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

import biweekly.ICalendar;
import dev.plenum.agenda.AgendaCalendars;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.Sha256;
import dev.plenum.platform.graphql.language.Languages;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
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

	CalendarHandler(EventAccess access, AgendaCalendars calendars, ShowFloors floors, CalendarSettings settings) {
		this.access = access;
		this.calendars = calendars;
		this.floors = floors;
		this.settings = settings;
	}

	Mono<ServerResponse> programme(ServerRequest request) {
		return answer(request, CacheControl.maxAge(PUBLIC_AGE).cachePublic(),
				(feed) -> this.access.visibleEventBySlug(request.pathVariable("slug"), Caller.ANONYMOUS).map(feed::of));
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
		Languages languages = Languages.of(request.headers().asHttpHeaders());
		return calendar.apply(new CalendarFeed(languages.ranges(), this.settings.refresh()))
			.map((found) -> CalendarFeed.write(found).getBytes(StandardCharsets.UTF_8))
			.flatMap((body) -> answer(request, cache, body))
			.switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()))
			.onErrorResume((ex) -> {
				this.faults.warn("Reading a calendar failed: " + ex);
				return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
					.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
					.build();
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
