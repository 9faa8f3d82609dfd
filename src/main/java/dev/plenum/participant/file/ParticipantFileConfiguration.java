package dev.plenum.participant.file;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The parts of the import of participants.
 */
@Configuration(proxyBeanMethods = false)
@Import(ParticipantFileHandler.class)
@EnableConfigurationProperties(ParticipantFileSettings.class)
public class ParticipantFileConfiguration {

	@Bean
	RouterFunction<ServerResponse> participantRoutes(ParticipantFileHandler handler) {
		return RouterFunctions.route().PUT("/events/{slug}/participants", handler::put).build();
	}

}
