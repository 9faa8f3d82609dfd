package dev.plenum.exhibitor.file;

import java.time.Duration;

import dev.plenum.platform.Repeatedly;
import reactor.core.Disposable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The parts of the import and export of exhibitors.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ExhibitorExportHandler.class, ExhibitorFileHandler.class, ExhibitorImport.class, PendingFiles.class })
@EnableConfigurationProperties(ExhibitorFileSettings.class)
public class ExhibitorFileConfiguration {

	@Bean(destroyMethod = "dispose")
	Disposable interruptedImportsAreFinished(ExhibitorImport exhibitors) {
		return Repeatedly.every(Duration.ofSeconds(30), exhibitors::settle);
	}

	@Bean
	RouterFunction<ServerResponse> exhibitorRoutes(ExhibitorFileHandler in, ExhibitorExportHandler out) {
		return RouterFunctions.route()
			.PUT("/events/{slug}/exhibitors", in::put)
			.GET("/events/{slug}/exhibitors.csv", out::csv)
			.GET("/events/{slug}/exhibitors.xlsx", out::xlsx)
			.build();
	}

}
