package dev.plenum.platform;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The clock.
 */
@Configuration(proxyBeanMethods = false)
public class PlatformConfiguration {

	@Bean
	InstantSource clock() {
		return InstantSource.system();
	}

}
