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
 * The parts of the import of exhibitors.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ExhibitorFileHandler.class, ExhibitorImport.class, PendingFiles.class })
@EnableConfigurationProperties(ExhibitorFileSettings.class)
public class ExhibitorFileConfiguration {

	@Bean(destroyMethod = "dispose")
	Disposable interruptedImportsAreFinished(ExhibitorImport exhibitors) {
		return Repeatedly.every(Duration.ofSeconds(30), exhibitors::settle);
	}

	@Bean
	RouterFunction<ServerResponse> exhibitorRoutes(ExhibitorFileHandler handler) {
		return RouterFunctions.route().PUT("/events/{slug}/exhibitors", handler::put).build();
	}

}
