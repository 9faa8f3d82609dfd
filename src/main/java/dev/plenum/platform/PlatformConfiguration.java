package dev.plenum.platform;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The clock, and a message source without messages. The clock ticks in milliseconds, as
 * the database stores moments, so that a moment is the same before and after it is
 * stored.
 */
@Configuration(proxyBeanMethods = false)
public class PlatformConfiguration {

	@Bean
	InstantSource clock() {
		return Clock.tickMillis(ZoneOffset.UTC);
	}

	@Bean
	static MessageSource messageSource() {
		return new NoMessages();
	}

}
