package dev.plenum.platform.mongo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.mongodb.ConnectionString;
import com.mongodb.ContextProvider;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.event.CommandListener;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import dev.plenum.platform.startup.StartupException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.codecs.configuration.CodecRegistries;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The connection to the database, configured or embedded, and what keeps memory up to
 * date with it.
 */
@Configuration(proxyBeanMethods = false)
@Import({ FeedHealth.class, FeedMetrics.class })
@EnableConfigurationProperties({ DatabaseSettings.class, FeedSettings.class, MemorySettings.class })
public class DatabaseConfiguration {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Bean(destroyMethod = "close")
	DatabaseAddress databaseAddress(DatabaseSettings settings) {
		if (!settings.isEmbedded()) {
			return new DatabaseAddress(settings.mongodbUri(), () -> {
			});
		}
		EmbeddedDatabase embedded = EmbeddedDatabase.start(settings.data(), settings.embeddedPort());
		return new DatabaseAddress(embedded.uri(), embedded::close);
	}

	@Bean(destroyMethod = "close")
	MongoClient mongoClient(DatabaseAddress address, ObjectProvider<CommandListener> listeners,
			ObjectProvider<ContextProvider> context) {
		MongoClientSettings.Builder settings = MongoClientSettings.builder();
		listeners.orderedStream().forEach(settings::addCommandListener);
		context.ifAvailable(settings::contextProvider);
		return MongoClients
			.create(settings.applyToClusterSettings((cluster) -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
				.applyToSocketSettings(
						(socket) -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS))
				.applyToConnectionPoolSettings((pool) -> pool.maxWaitTime(10, TimeUnit.SECONDS))
				.applyConnectionString(address.connectionString())
				.writeConcern(WriteConcern.MAJORITY)
				.readConcern(ReadConcern.MAJORITY)
				.readPreference(ReadPreference.primary())
				.codecRegistry(CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(new TextCodec()),
						CodecRegistries.fromProviders(CarryingCodec.provider()),
						MongoClientSettings.getDefaultCodecRegistry()))
				.applicationName("plenum")
				.build());
	}

	@Bean
	MongoDatabase mongoDatabase(MongoClient client, DatabaseAddress address) {
		return client.getDatabase(address.databaseName());
	}

	@Bean(destroyMethod = "close")
	ChangeFeed changeFeed(MongoDatabase database, FeedSettings settings) {
		return new ChangeFeed(database, settings);
	}

	@Bean(destroyMethod = "close")
	Memory memory(ChangeFeed feed, MongoDatabase database, MemorySettings settings) {
		return new Memory(feed, database.getCodecRegistry(), settings);
	}

	@Bean
	StartUpStep databaseAnswers(MongoDatabase database) {
		return new StartUpStep(Phase.DATABASE,
				() -> Mono.from(database.runCommand(new BsonDocument("ping", new BsonInt32(1)))).then());
	}

	@Bean
	StartUpStep feedIsOpen(ChangeFeed feed, DatabaseAddress address) {
		return new StartUpStep(Phase.GROUNDWORK,
				() -> feed.open()
					.timeout(PATIENCE)
					.onErrorMap(TimeoutException.class, address::reportsNothing)
					.onErrorMap(FeedFault::isUnsupported, address::hasNoChangeStreams)
					.onErrorMap(FeedFault::isForbidden, address::forbidsChangeStreams));
	}

	/**
	 * The address of the database.
	 *
	 * @param connectionString its connection string; reading one of {@code mongodb+srv}
	 * asks the DNS, so it is read once
	 * @param release stops the embedded database
	 */
	record DatabaseAddress(ConnectionString connectionString, Runnable release) {

		DatabaseAddress(String uri, Runnable release) {
			this(read(uri), release);
		}

		private static ConnectionString read(String uri) {
			try {
				return new ConnectionString(uri);
			}
			catch (IllegalArgumentException ex) {
				throw new StartupException("PLENUM_MONGODB_URI is not a connection string of MongoDB",
						"Write it as mongodb://host:port/plenum or mongodb+srv://host/plenum.", ex);
			}
		}

		String databaseName() {
			String name = this.connectionString.getDatabase();
			return (name != null) ? name : "plenum";
		}

		StartupException hasNoChangeStreams(Throwable cause) {
			return new StartupException("the MongoDB at " + hosts() + " has no change streams",
					"Run it as a replica set; one member is enough: start mongod with --replSet and call rs.initiate() once.",
					cause);
		}

		StartupException forbidsChangeStreams(Throwable cause) {
			return new StartupException(
					"the user in PLENUM_MONGODB_URI may not open a change stream on the database %s at %s"
						.formatted(databaseName(), hosts()),
					"Grant the user the role readWrite on this database, or the actions changeStream and find on all "
							+ "of its collections.",
					cause);
		}

		StartupException reportsNothing(Throwable cause) {
			return new StartupException(
					"the database at %s did not report a change within %d s".formatted(hosts(), PATIENCE.toSeconds()),
					"Check that a majority of the members of its replica set is available.", cause);
		}

		private String hosts() {
			return String.join(", ", this.connectionString.getHosts());
		}

		void close() {
			this.release.run();
		}

	}

}
