package dev.plenum.door;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Registers the beans of this package and the route of the door list.
 */
@Configuration(proxyBeanMethods = false)
@Import({ BadgeController.class, CheckInController.class, CheckInDesk.class, CheckInNews.class, DoorHandler.class,
		DoorLists.class, Guests.class, SyncDesk.class })
public class DoorConfiguration {

	@Bean
	RouterFunction<ServerResponse> doorRoutes(DoorHandler handler) {
		return RouterFunctions.route().GET("/events/{slug}/door", handler::list).build();
	}

}
