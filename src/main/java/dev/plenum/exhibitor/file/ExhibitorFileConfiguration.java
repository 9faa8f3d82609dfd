package dev.plenum.exhibitor.file;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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

	private static final Logger log = LoggerFactory.getLogger(ExhibitorFileConfiguration.class);

	@Bean(destroyMethod = "dispose")
	Disposable interruptedImportsAreFinished(ExhibitorImport exhibitors) {
		return Flux.interval(Duration.ofSeconds(30))
			.onBackpressureDrop()
			.concatMap((tick) -> exhibitors.settle().onErrorResume((ex) -> {
				log.debug("Interrupted imports are tried again in 30 s: {}", ex.toString());
				return Mono.empty();
			}), 1)
			.subscribe();
	}

	@Bean
	RouterFunction<ServerResponse> exhibitorRoutes(ExhibitorFileHandler handler) {
		return RouterFunctions.route().PUT("/events/{slug}/exhibitors", handler::put).build();
	}

}
