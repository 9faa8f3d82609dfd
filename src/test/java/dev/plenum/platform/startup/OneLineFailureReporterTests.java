package dev.plenum.platform.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.ServerAddress;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class OneLineFailureReporterTests {

	@Test
	void theMessageOfAPartIsReportedFromAnyDepth(CapturedOutput output) {
		start(() -> {
			throw new IllegalStateException("Outer",
					new StartupException("the moon is\n down", "Wait for it to rise.", new IOException("Inner")));
		});
		reportedInOneLine(output, "the moon is down. Wait for it to rise.");
	}

	@Test
	void aDatabaseThatDoesNotAnswerIsReportedByItsAddressOnly(CapturedOutput output) throws IOException {
		int port = freePort();
		start(() -> {
			try (MongoClient client = MongoClients
				.create("mongodb://ada:lovelace@127.0.0.1:" + port + "/?serverSelectionTimeoutMS=200")) {
				Mono.from(client.listDatabaseNames()).block(Duration.ofSeconds(20));
			}
		});
		reportedInOneLine(output, "the database at 127.0.0.1:" + port + " does not answer. "
				+ "Start the database, or correct PLENUM_MONGODB_URI.");
		assertThat(output).doesNotContain("lovelace", "'ada'");
	}

	@Test
	void aRejectedLoginIsReportedWithoutTheUser(CapturedOutput output) {
		start(refusedLogin("admin"));
		reportedInOneLine(output,
				"the database at db.example:27017 rejects the login; it looked for the user in the database \"admin\". "
						+ "Correct the user and the password in PLENUM_MONGODB_URI.");
		assertThat(output).doesNotContain("lovelace");
	}

	@Test
	void aRejectedLoginWithoutAuthSourceIsReportedWithTheDatabaseThatWasSearched(CapturedOutput output) {
		start(refusedLogin("plenum"));
		reportedInOneLine(output,
				"the database at db.example:27017 rejects the login; it looked for the user in the database \"plenum\". "
						+ "Correct the user and the password in PLENUM_MONGODB_URI, or the user's database: "
						+ "most databases store their users in admin and need authSource=admin in PLENUM_MONGODB_URI.");
	}

	private static InitializingBean refusedLogin(String source) {
		MongoCredential credential = MongoCredential.createCredential("ada", source, "lovelace".toCharArray());
		return () -> {
			throw new MongoSecurityException(credential, "Exception authenticating " + credential,
					new MongoSocketOpenException("Closed", new ServerAddress("db.example", 27017)));
		};
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					13    | not authorized on plenum for ada         | the user in PLENUM_MONGODB_URI lacks a right that Plenum needs in the database at db.example:27017. Grant the user the role readWrite on the database that PLENUM_MONGODB_URI names.
					8000  | user is not allowed to do action         | the user in PLENUM_MONGODB_URI lacks a right that Plenum needs in the database at db.example:27017. Grant the user the role readWrite on the database that PLENUM_MONGODB_URI names.
					86    | requested index: { name: "eventId_1" }   | the database at db.example:27017 has an index eventId_1 that differs from the one that Plenum needs. Drop this index and start Plenum again; it then creates the right one.
					85    | Index already exists                     | the database at db.example:27017 has an index that differs from the one that Plenum needs. Drop this index and start Plenum again; it then creates the right one.
					14031 | ada has no room                          | the database at db.example:27017 rejects a command with the error SaidByTheTest 14031. See MongoDB's list of error codes; the log at level debug has the details.
					""")
	void aRejectedCommandIsReportedInOneLine(int code, String message, String line, CapturedOutput output) {
		BsonDocument answer = new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code))
			.append("codeName", new BsonString("SaidByTheTest"))
			.append("errmsg", new BsonString(message));
		start(() -> {
			throw new IllegalStateException(new MongoCommandException(answer, new ServerAddress("db.example", 27017)));
		});
		reportedInOneLine(output, line);
	}

	@Test
	void aDataDirectoryInUseIsReported(@TempDir Path data, CapturedOutput output) {
		String file = data.resolve("plenum.mv").toString();
		try (MVStore other = MVStore.open(file)) {
			start(() -> MVStore.open(file).close());
		}
		reportedInOneLine(output, "the data directory " + data + " is in use by another process. "
				+ "Stop the other Plenum, or name another directory with --plenum.data=….");
	}

	@Test
	void aFileWithoutPermissionIsReported(CapturedOutput output) {
		start(() -> {
			throw new AccessDeniedException("/etc/plenum/tls.key");
		});
		reportedInOneLine(output, "no permission to read or write /etc/plenum/tls.key. "
				+ "Give the server's user the permission, or configure another path.");
	}

	@Test
	void aValueOfTheWrongTypeIsReported(CapturedOutput output) {
		start(() -> {
		}, "--sample.size=large");
		reportedInOneLine(output, "invalid value \"large\" for the setting sample.size: expected a size such as 10MB. "
				+ "Correct it in \"sample.size\" from property source \"commandLineArgs\".");
	}

	@Test
	void aValueThatMayHoldAPasswordIsNotRepeated(CapturedOutput output) {
		start(() -> {
		}, "--sample.size=mongodb://ada:lovelace@db.example");
		reportedInOneLine(output, "invalid value for the setting sample.size: expected a size such as 10MB. "
				+ "Correct it in \"sample.size\" from property source \"commandLineArgs\".");
	}

	@Test
	void whatSpringBootAnalyzesIsReportedInOneLineToo(CapturedOutput output) {
		start(() -> {
		}, "--spring.config.location=/nowhere/");
		assertThat(output.getOut().lines().filter((line) -> line.contains("ERROR"))).singleElement()
			.asString()
			.contains("Plenum did not start: Config data location '/nowhere/' does not exist.");
		assertThat(output).doesNotContain("APPLICATION FAILED", "\tat ");
	}

	@Test
	void anUnknownFailureKeepsItsStackTrace(CapturedOutput output) {
		start(() -> {
			throw new IllegalStateException("A fault of ours");
		});
		assertThat(output).contains("Application run failed", "IllegalStateException: A fault of ours", "\tat ")
			.doesNotContain("Plenum did not start");
	}

	private static void start(InitializingBean part, String... args) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Settings.class).web(WebApplicationType.NONE)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("part",
					InitializingBean.class, () -> part));
		assertThatException().isThrownBy(() -> application.run(args));
	}

	private static void reportedInOneLine(CapturedOutput output, String line) {
		assertThat(output.getOut().lines().filter((printed) -> printed.contains(" ERROR "))).singleElement()
			.asString()
			.endsWith(": Plenum did not start: " + line);
		assertThat(output).doesNotContain("\tat ", "APPLICATION FAILED", "Error starting");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@EnableConfigurationProperties(Sample.class)
	static class Settings {

	}

	@ConfigurationProperties("sample")
	record Sample(DataSize size) {

	}

}
