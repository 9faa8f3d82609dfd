package dev.plenum.platform;

import java.time.InstantSource;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Provides the clock and an empty message source.
 */
@Configuration(proxyBeanMethods = false)
public class PlatformConfiguration {

	@Bean
	InstantSource clock() {
		return InstantSource.system();
	}

	@Bean
	static MessageSource messageSource() {
		return new NoMessages();
	}

}
