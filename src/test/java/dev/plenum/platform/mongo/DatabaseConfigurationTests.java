package dev.plenum.platform.mongo;

import com.mongodb.ContextProvider;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.event.CommandListener;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.DatabaseConfiguration.DatabaseAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a connection string cannot change: a snapshot from a member that lags behind the
 * change stream would miss changes.
 */
class DatabaseConfigurationTests {

	@ParameterizedTest
	@ValueSource(strings = { "readPreference=secondaryPreferred", "readPreference=nearest&maxStalenessSeconds=120",
			"w=1", "readConcernLevel=local" })
	void readsAndWritesConcernThePrimaryAndTheMajority(String options) {
		DefaultListableBeanFactory none = new DefaultListableBeanFactory();
		DatabaseAddress address = new DatabaseAddress("mongodb://127.0.0.1:1/plenum?" + options, () -> {
		});
		try (MongoClient client = new DatabaseConfiguration().mongoClient(address,
				none.getBeanProvider(CommandListener.class), none.getBeanProvider(ContextProvider.class))) {
			MongoDatabase database = client.getDatabase(address.databaseName());
			assertThat(database.getReadPreference()).isEqualTo(ReadPreference.primary());
			assertThat(database.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
			assertThat(database.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
		}
	}

}
