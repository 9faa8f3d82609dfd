package dev.plenum.web;

import dev.plenum.platform.graphql.OwnDocuments;
import dev.plenum.programme.EventAccess;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Registers the beans of this package and the routes of the web applications.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AppSettings.class)
public class AppsConfiguration {

	@Bean
	WebFiles webFiles() {
		return WebFiles.read();
	}

	@Bean
	OwnDocuments operationsOfTheApps(WebFiles files) {
		return new OwnDocuments(files.documents());
	}

	@Bean
	RouterFunction<ServerResponse> webAppRoutes(EventAccess access, WebFiles files, AppSettings settings,
			Environment environment) {
		String issuer = environment.getProperty("plenum.issuer-uri", "");
		PageHandler pages = new PageHandler(access, files,
				issuer.isBlank() ? null : new Shell.Issuer(issuer, settings.clientId(), settings.scope()));
		return RouterFunctions.route()
			.GET("/", pages::events)
			.GET("/web/{version}/{*file}", pages::file)
			.GET("/e/{slug}", pages::attendees)
			.GET("/e/{slug}/", pages::attendees)
			.GET("/e/{slug}/accessibility", pages::statement)
			.GET("/e/{slug}/{app}", pages::withSlash)
			.GET("/e/{slug}/{app}/manifest.webmanifest", pages::manifest)
			.GET("/e/{slug}/{app}/service-worker.js", pages::serviceWorker)
			.GET("/e/{slug}/{app}/**", pages::page)
			.build();
	}

}
