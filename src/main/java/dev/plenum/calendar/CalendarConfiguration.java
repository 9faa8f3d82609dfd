package dev.plenum.calendar;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Registers the beans of this package and the routes of the calendars.
 */
@Configuration(proxyBeanMethods = false)
@Import({ CalendarController.class, CalendarHandler.class })
@EnableConfigurationProperties(CalendarSettings.class)
public class CalendarConfiguration {

	@Bean
	RouterFunction<ServerResponse> calendarRoutes(CalendarHandler handler) {
		return RouterFunctions.route()
			.GET("/events/{slug}/programme.ics", handler::programme)
			.GET("/events/{slug}/sessions/{id}.ics", handler::session)
			.GET("/events/{slug}/tracks/{id}.ics", handler::track)
			.GET("/events/{slug}/rooms/{id}.ics", handler::room)
			.GET("/calendar/{secret}.ics", handler::agenda)
			.build();
	}

}
