package dev.plenum.interchange;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Registers the beans of this package and the routes of programme files.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ExportHandler.class, ImportController.class, ImportHandler.class, Imports.class, ImportDesk.class,
		UnattendedImport.class })
@EnableConfigurationProperties(InterchangeSettings.class)
public class InterchangeConfiguration {

	@Bean
	@ConditionalOnWebApplication
	RouterFunction<ServerResponse> interchangeRoutes(ImportHandler in, ExportHandler out) {
		return RouterFunctions.route()
			.PUT("/events/{slug}/programme", in::programme)
			.GET("/events/{slug}/programme.json", out::programmeJson)
			.GET("/events/{slug}/programme.csv", out::programmeCsv)
			.GET("/events/{slug}/programme.xlsx", out::programmeXlsx)
			.GET("/events/{slug}/template.xlsx", out::template)
			.GET("/events/{slug}/schedule.json", out::scheduleJson)
			.GET("/events/{slug}/schedule.xml", out::scheduleXml)
			.GET("/events/{slug}/programme.jsonld", out::jsonLd)
			.build();
	}

}
