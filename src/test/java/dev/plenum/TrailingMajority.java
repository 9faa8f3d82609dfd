package dev.plenum;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs the tests of a {@link LiveServer}, or of {@link ServerProcess#two}, on a database
 * whose majority lags behind its newest state by 50 ms.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = TrailingMajority.OwnDatabase.class)
@Tag("slow")
public @interface TrailingMajority {

	/**
	 * Gives each server a database of its own.
	 */
	class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues.of("plenum.mongodb-uri=" + TestDatabase.trailing()).applyTo(context);
		}

	}

}
