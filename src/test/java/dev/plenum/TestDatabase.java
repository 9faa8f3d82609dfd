package dev.plenum;

import java.util.UUID;

import com.mongodb.ConnectionString;

/**
 * The database that the tests run against.
 */
public final class TestDatabase {

	private TestDatabase() {
	}

	/**
	 * A database that nobody else uses.
	 * @return a connection string on the server that {@code PLENUM_MONGODB_URI} names;
	 * empty, for the embedded database, where that is not set
	 */
	public static String uri() {
		String configured = System.getenv("PLENUM_MONGODB_URI");
		if (configured == null || configured.isBlank()) {
			return "";
		}
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

}
