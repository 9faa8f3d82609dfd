package dev.plenum.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.plenum.platform.startup.StartupException;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class EmbeddedDatabaseTests {

	@TempDir
	Path directory;

	@BeforeAll
	static void silence() {
		TestClient.silence();
	}

	@Test
	void itListensOnAnyFreePortOfTheLoopbackAddress() {
		try (EmbeddedDatabase database = EmbeddedDatabase.inMemory(); TestClient client = new TestClient(database)) {
			assertThat(database.uri()).matches("mongodb://127\\.0\\.0\\.1:[1-9][0-9]*/plenum");
			assertThat(client.command("{ping: 1}").get("ok")).isEqualTo(1.0);
		}
	}

	@Test
	void writesSurviveARestart() {
		Path missing = this.directory.resolve("not/yet/there");
		Document document = new Document("_id", "evt_1").append("name", "Öppningstal");
		for (int run = 0; run < 3; run++) {
			try (EmbeddedDatabase database = EmbeddedDatabase.start(missing, 0);
					TestClient client = new TestClient(database)) {
				if (run == 0) {
					client.get(client.collection("events").insertOne(document));
				}
				assertThat(client.get(client.collection("events").find(eq("_id", "evt_1")).first()))
					.isEqualTo(document);
			}
		}
	}

	@Test
	void aDirectoryInUseIsReported() {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.directory, 0)) {
			assertThat(database).isNotNull();
			assertThatExceptionOfType(StartupException.class)
				.isThrownBy(() -> EmbeddedDatabase.start(this.directory, 0))
				.withMessage("the data directory " + this.directory + " is in use by another process")
				.extracting(StartupException::action)
				.asString()
				.contains("--plenum.data");
		}
	}

	@Test
	void aFileInPlaceOfTheDirectoryIsReported() throws IOException {
		Path file = Files.createFile(this.directory.resolve("data"));
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> EmbeddedDatabase.start(file, 0))
			.withMessage("the data directory " + file + " is not a directory");
		Path below = file.resolve("below");
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> EmbeddedDatabase.start(below, 0))
			.withMessage("the data directory " + below + " cannot be written to");
	}

	@Test
	void aDirectoryThatCannotBeWrittenToIsReported() throws IOException {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("r-xr-xr-x"));
		assumeThat(Files.isWritable(this.directory)).as("who may write anywhere cannot see this").isFalse();
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> EmbeddedDatabase.start(this.directory, 0))
			.withMessage("the data directory " + this.directory + " cannot be written to");
	}

	@Test
	void aFileOfAnotherKindIsReportedAndNotChanged() throws IOException {
		Path file = Files.writeString(this.directory.resolve("plenum.mvstore"), "shopping list\n".repeat(1000));
		assertThatExceptionOfType(StartupException.class).isThrownBy(() -> EmbeddedDatabase.start(this.directory, 0))
			.withMessageStartingWith("the database file " + file + " cannot be read (");
		assertThat(file).content().startsWith("shopping list");
	}

	@Test
	void aPortInUseIsReportedAndTheDirectoryIsReleased() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			int port = taken.getLocalPort();
			assertThatExceptionOfType(StartupException.class)
				.isThrownBy(() -> EmbeddedDatabase.start(this.directory, port))
				.withMessage("port " + port + " for the embedded database is in use");
		}
		EmbeddedDatabase.start(this.directory, 0).close();
	}

	@Test
	void closingTwiceHasNoEffect() {
		EmbeddedDatabase database = EmbeddedDatabase.start(this.directory, 0);
		database.close();
		database.close();
	}

}
