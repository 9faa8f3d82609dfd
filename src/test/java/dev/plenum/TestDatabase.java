package dev.plenum;

import java.time.Duration;
import java.util.UUID;

import com.mongodb.ConnectionString;
import dev.plenum.platform.embedded.EmbeddedDatabase;

/**
 * The database that the tests run against.
 */
public final class TestDatabase {

	/** How far the majority trails where a test does not say otherwise. */
	private static final Duration LAG = Duration.ofMillis(50);

	private TestDatabase() {
	}

	/**
	 * A database that nobody else uses.
	 * @return a connection string on the server that {@code PLENUM_MONGODB_URI} names;
	 * where that is not set, of a database whose majority trails by the system property
	 * {@code plenum.test.lag} in milliseconds; where neither is set, empty for the
	 * embedded database
	 */
	public static String uri() {
		String configured = System.getenv("PLENUM_MONGODB_URI");
		if (configured == null || configured.isBlank()) {
			return (Integer.getInteger("plenum.test.lag") != null) ? ofItsOwn(Trailing.DATABASE.uri()) : "";
		}
		return ofItsOwn(configured);
	}

	/**
	 * A database that nobody else uses, whose majority trails behind its newest state by
	 * 50 ms, or by the system property {@code plenum.test.lag} in milliseconds.
	 * @return a connection string; that of {@link #uri()} where
	 * {@code PLENUM_MONGODB_URI} names a server, whose majority trails by itself
	 */
	public static String trailing() {
		String configured = uri();
		return configured.isEmpty() ? ofItsOwn(Trailing.DATABASE.uri()) : configured;
	}

	private static String ofItsOwn(String configured) {
		String database = new ConnectionString(configured).getDatabase();
		String own = "plenum_test_" + UUID.randomUUID().toString().substring(0, 8);
		int query = configured.indexOf('?');
		String address = (query < 0) ? configured : configured.substring(0, query);
		String options = (query < 0) ? "" : configured.substring(query);
		if (database != null) {
			return address.substring(0, address.lastIndexOf('/') + 1) + own + options;
		}
		return (address.endsWith("/") ? address : address + "/") + own + options;
	}

	/** One server for all tests, started by the first that needs it. */
	private static final class Trailing {

		static final EmbeddedDatabase DATABASE = EmbeddedDatabase
			.trailing(Duration.ofMillis(Integer.getInteger("plenum.test.lag", Math.toIntExact(LAG.toMillis()))));

	}

}
