package dev.plenum.participant.pretix;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The parts of this package, its index, the address that pretix notifies, and the job
 * that reads orders.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OrderReader.class, OrderSync.class, SourceController.class, SourceDesk.class, SourceHookHandler.class,
		SourceSecrets.class, Sources.class })
@EnableConfigurationProperties(SourceSettings.class)
public class PretixConfiguration {

	/** How many sources one server reads at the same time. */
	private static final int AT_A_TIME = 2;

	@Bean
	StartUpStep registrationSourceIndexes(Sources sources) {
		return new StartUpStep(Phase.GROUNDWORK, sources::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable registrationSourcesAreRead(OrderSync sync, SourceSettings settings) {
		return Repeatedly.every(settings.lookEvery(), AT_A_TIME, sync::readDue);
	}

	@Bean
	RouterFunction<ServerResponse> registrationHookRoute(SourceHookHandler handler) {
		return RouterFunctions.route().POST("/events/{slug}/registration/{secret}", handler::receive).build();
	}

}
