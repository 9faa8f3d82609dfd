package dev.plenum.screen;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package and its indexes.
 */
@Configuration(proxyBeanMethods = false)
@Import({ PairingDesk.class, ScreenController.class, ScreenDesk.class, ScreenNews.class, ScreenTokens.class,
		Screens.class })
public class ScreenConfiguration {

	@Bean
	StartUpStep screenIndexes(Screens screens) {
		return new StartUpStep(Phase.GROUNDWORK, screens::ensureIndexes);
	}

}
