package dev.plenum.changelog;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Changelogs.class, Keepers.class })
public class ChangelogConfiguration {

	@Bean
	StartUpStep stepIndexes(Changelogs changelogs) {
		return new StartUpStep(Phase.GROUNDWORK, changelogs::ensureIndexes);
	}

}
