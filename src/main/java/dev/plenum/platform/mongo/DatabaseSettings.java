package dev.plenum.platform.mongo;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database to use.
 *
 * @param mongodbUri the connection string of a MongoDB replica set; empty for the
 * embedded database
 * @param data the directory of the embedded database's file; default {@code data}
 * @param embeddedPort the port of the embedded database on 127.0.0.1; 0, the default, for
 * any free port
 */
@ConfigurationProperties("plenum")
record DatabaseSettings(@DefaultValue("") String mongodbUri, @DefaultValue("data") Path data,
		@DefaultValue("0") int embeddedPort) {

	boolean isEmbedded() {
		return this.mongodbUri.isBlank();
	}

}
