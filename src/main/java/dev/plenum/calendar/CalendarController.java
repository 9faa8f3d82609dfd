package dev.plenum.calendar;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.plenum.agenda.Agenda;
import dev.plenum.agenda.AgendaCalendars;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.PublicAddress;
import dev.plenum.programme.Event;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.Track;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code calendar.graphqls}.
 */
@Controller
class CalendarController {

	private static final Pattern PATH = Pattern.compile("/calendar/([^/]+)\\.ics");

	private final AgendaCalendars calendars;

	CalendarController(AgendaCalendars calendars) {
		this.calendars = calendars;
	}

	@SchemaMapping
	Mono<FeedAddress> calendarFeed(Agenda agenda, @ContextValue Caller caller, GraphQLContext context) {
		return this.calendars.secret(agenda, caller)
			.map((secret) -> new FeedAddress(PublicAddress.of(context, "/calendar/" + secret + ".ics")));
	}

	@SchemaMapping
	FeedAddress calendarFeed(Event event, GraphQLContext context) {
		return published(event, "programme", context);
	}

	@SchemaMapping
	FeedAddress calendarFeed(Session session, GraphQLContext context) {
		return published(session.event(), "sessions/" + session.id(), context);
	}

	@SchemaMapping
	FeedAddress calendarFeed(Track track, GraphQLContext context) {
		return published(track.event(), "tracks/" + track.id(), context);
	}

	@SchemaMapping
	FeedAddress calendarFeed(Room room, GraphQLContext context) {
		return published(room.event(), "rooms/" + room.id(), context);
	}

	private static FeedAddress published(Event event, String file, GraphQLContext context) {
		return new FeedAddress(PublicAddress.of(context, "/events/" + event.slug() + '/' + file + ".ics"));
	}

	@MutationMapping
	Mono<CalendarFeedRenewed> renewCalendarFeed(@Argument RenewCalendarFeedInput input, @ContextValue Caller caller) {
		return this.calendars.renew(input.eventId(), input.replaced(), caller).map(CalendarFeedRenewed::new);
	}

	@SchemaMapping
	Mono<FeedAddress> calendarFeed(CalendarFeedRenewed renewed, @ContextValue Caller caller, GraphQLContext context) {
		return calendarFeed(renewed.agenda(), caller, context);
	}

	record RenewCalendarFeedInput(String eventId, @Nullable URI url) {

		@Nullable String replaced() {
			if (this.url == null) {
				return null;
			}
			Matcher path = PATH.matcher(this.url.getPath());
			if (!path.matches()) {
				throw Problem.badInput("Give the address of a calendar, as CalendarFeed.url returns it.", "input",
						"url");
			}
			return path.group(1);
		}

	}

	record CalendarFeedRenewed(Agenda agenda) {
	}

	record FeedAddress(String url) {
	}

}
