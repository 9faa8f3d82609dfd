package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs the whole server on a free port in local mode: over the embedded database in a
 * directory of its own, or over a database of its own on the server that
 * {@code PLENUM_MONGODB_URI} names.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = LiveServer.OwnData.class)
@Import({ Clients.class, CommandRules.class, DatabaseCommands.class, FeedBrake.class, SchemaInspection.class })
public @interface LiveServer {

	/**
	 * Gives each server data of its own, before a test says otherwise.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	class OwnData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues.of("plenum.data=" + directory(), "plenum.mongodb-uri=" + TestDatabase.uri())
				.applyTo(context);
		}

		private static Path directory() {
			try {
				return Files.createTempDirectory("plenum-test");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
