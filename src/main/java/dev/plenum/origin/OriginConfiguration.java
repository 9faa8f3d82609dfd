package dev.plenum.origin;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package, its indexes, and the job that fetches origins.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OriginController.class, OriginDesk.class, OriginFetcher.class, OriginFile.class, OriginNews.class,
		Origins.class, PersonalOrigins.class })
@EnableConfigurationProperties(OriginSettings.class)
public class OriginConfiguration {

	/** How many origins one server fetches at the same time. */
	private static final int AT_A_TIME = 4;

	@Bean
	StartUpStep originIndexes(Origins origins) {
		return new StartUpStep(Phase.GROUNDWORK, origins::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable originsAreFetched(OriginFetcher fetcher, OriginSettings settings) {
		return Repeatedly.every(settings.lookEvery(), AT_A_TIME, fetcher::fetchDue);
	}

}
