package dev.plenum.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An embedded database in a process of its own, to be killed.
 */
final class DatabaseProcess implements AutoCloseable {

	private final Process process;

	private final Path uriFile;

	private final Path log;

	DatabaseProcess(Path directory) throws IOException {
		this.uriFile = directory.resolve("uri");
		Files.deleteIfExists(this.uriFile);
		this.log = directory.resolve("log");
		this.process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				DatabaseProcess.class.getName(), directory.toString()))
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
	}

	String uri() throws IOException {
		Awaitility.await()
			.atMost(TestClient.TIMEOUT)
			.until(() -> Files.exists(this.uriFile) || !this.process.isAlive());
		assertThat(this.uriFile).as("written by the process, which said: %s", Files.readString(this.log)).exists();
		return Files.readString(this.uriFile);
	}

	/**
	 * Kills it as {@code kill -9} does.
	 */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

	public static void main(String[] args) throws Exception {
		TestClient.silence();
		Path directory = Path.of(args[0]);
		EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
		Path written = Files.writeString(directory.resolve("uri.part"), database.uri());
		Files.move(written, directory.resolve("uri"), StandardCopyOption.ATOMIC_MOVE);
		Thread.currentThread().join();
	}

}
