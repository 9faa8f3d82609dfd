package dev.plenum.attendance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The parts of the lists of attendees.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AttendanceController.class, AttendanceHandler.class, AttendanceLists.class })
public class AttendanceConfiguration {

	@Bean
	RouterFunction<ServerResponse> attendanceRoutes(AttendanceHandler handler) {
		return RouterFunctions.route()
			.GET("/events/{slug}/sessions/{session}/attendees.csv", handler::csv)
			.GET("/events/{slug}/sessions/{session}/attendees.xlsx", handler::xlsx)
			.build();
	}

}
