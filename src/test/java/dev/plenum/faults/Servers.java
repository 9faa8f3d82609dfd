package dev.plenum.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.CommandRules;
import dev.plenum.Plenum;
import dev.plenum.TestDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Two servers over one database: the far one connects through a {@link DatabaseLine}, the
 * near one directly. Both accept tokens of the same key.
 */
final class Servers implements AutoCloseable {

	private static final Path DATA = directory();

	private final EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();

	private final String uri = TestDatabase.uri().isEmpty() ? this.embedded.uri() : TestDatabase.uri();

	private final DatabaseLine line = new DatabaseLine(port(this.uri));

	private final ConfigurableApplicationContext far;

	private final ConfigurableApplicationContext near;

	/**
	 * Starts both.
	 * @param skew how far the clock of the far one is ahead of the other's
	 * @param settings more settings of the far one
	 */
	Servers(Duration skew, String... settings) {
		this.far = start(through(this.uri, this.line.port()), skew, settings);
		this.near = start(this.uri, Duration.ZERO);
	}

	DatabaseLine line() {
		return this.line;
	}

	Clients far() {
		return this.far.getBean(Clients.class);
	}

	Clients near() {
		return this.near.getBean(Clients.class);
	}

	MongoDatabase database() {
		return this.near.getBean(MongoDatabase.class);
	}

	@Override
	public void close() {
		this.line.repair();
		this.far.close();
		this.near.close();
		this.line.close();
		this.embedded.close();
	}

	/**
	 * Starts one server.
	 * @param database the address of the database
	 * @param skew how far its clock is ahead
	 * @param settings more settings
	 * @return the server; to close it stops it
	 */
	static ConfigurableApplicationContext start(String database, Duration skew, String... settings) {
		ApplicationContextInitializer<GenericApplicationContext> clock = (context) -> context.registerBean(
				"skewedClock", InstantSource.class, () -> Clock.offset(Clock.tickMillis(ZoneOffset.UTC), skew),
				(bean) -> bean.setPrimary(true));
		return new SpringApplicationBuilder(Plenum.class, Clients.class, CommandRules.class).initializers(clock)
			.run(Stream
				.concat(Stream.of("--server.port=0", "--plenum.data=" + DATA, "--plenum.mongodb-uri=" + database),
						Stream.of(settings))
				.toArray(String[]::new));
	}

	private static int port(String uri) {
		return URI.create("tcp://" + new ConnectionString(uri).getHosts().getFirst()).getPort();
	}

	/** The connection string of the database behind the line. */
	private static String through(String uri, int port) {
		String there = uri.replaceFirst("//([^@/]*@)?[^/?]+", "//$1127.0.0.1:" + port)
			.replaceFirst("replicaSet=[^&]*", "");
		return there + (there.contains("?") ? "&" : "?") + "directConnection=true";
	}

	private static Path directory() {
		try {
			return Files.createTempDirectory("plenum-faults");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
