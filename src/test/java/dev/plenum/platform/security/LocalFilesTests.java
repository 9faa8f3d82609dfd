package dev.plenum.platform.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.jwk.ECKey;
import dev.plenum.platform.startup.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalFilesTests {

	@TempDir
	private Path data;

	@Test
	void theKeyIsCreatedOnceAndReadableForItsOwnerOnly() throws IOException {
		ECKey made = new LocalFiles(this.data.resolve("new/one")).key();
		assertThat(new LocalFiles(this.data.resolve("new/one")).key()).isEqualTo(made);
		Path file = this.data.resolve("new/one/local-key.json");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(made.isPrivate()).isTrue();
	}

	@Test
	void processesThatStartAtOnceEndWithOneKey() throws Exception {
		List<Process> processes = new ArrayList<>();
		for (int number = 0; number < 3; number++) {
			processes.add(new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
					System.getProperty("java.class.path"), Starter.class.getName(), this.data.toString())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start());
		}
		List<String> keys = new ArrayList<>();
		for (Process process : processes) {
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			keys.add(new String(process.getInputStream().readAllBytes()).strip());
		}
		assertThat(keys).hasSize(3).doesNotContain("").containsOnly(keys.getFirst());
	}

	@Test
	void threadsThatStartAtOnceEndWithOneKey() throws Exception {
		Callable<ECKey> start = () -> new LocalFiles(this.data).key();
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			List<Future<ECKey>> keys = threads
				.invokeAll(List.of(start, start, start, start, start, start, start, start));
			assertThat(keys).extracting(Future::get).containsOnly(new LocalFiles(this.data).key());
		}
	}

	@Test
	void theTokensReplaceTheOldOnesAndLeaveNoDraft() throws IOException {
		LocalFiles files = new LocalFiles(this.data);
		files.write(Map.of("attendee", "old"));
		files.write(Map.of("attendee", "new"));
		assertThat(this.data.resolve("local-tokens.json")).hasContent("{\"attendee\":\"new\"}");
		assertThat(this.data).isDirectoryNotContaining("glob:**.tmp");
	}

	@Test
	void tokensThatCannotBeWrittenAreReportedAndLeaveNoDraft() throws IOException {
		Files.createDirectories(this.data.resolve("local-tokens.json/in-the-way"));
		assertThatExceptionOfType(StartupException.class)
			.isThrownBy(() -> new LocalFiles(this.data).write(Map.of("attendee", "new")));
		assertThat(this.data).isDirectoryNotContaining("glob:**.tmp");
	}

	@Test
	void aFileWithoutAKeyIsReported() throws IOException {
		Path file = Files.writeString(this.data.resolve("local-key.json"), "{\"kty\":\"EC\"}");
		assertThatExceptionOfType(StartupException.class).isThrownBy(new LocalFiles(this.data)::key)
			.withMessage(file.toAbsolutePath() + " is not a key of the local mode")
			.satisfies((ex) -> assertThat(ex.action()).startsWith("Delete the file"));
		assertThat(file).hasContent("{\"kty\":\"EC\"}");
	}

	@Test
	void aDirectoryThatCannotBeCreatedIsReported() throws IOException {
		Path file = Files.writeString(this.data.resolve("file"), "");
		assertThatExceptionOfType(StartupException.class).isThrownBy(new LocalFiles(file.resolve("data"))::key)
			.withMessage("the data directory " + file.resolve("data") + " cannot be written (Not a directory)")
			.satisfies((ex) -> assertThat(ex.action()).contains("--plenum.data="));
	}

	static final class Starter {

		public static void main(String[] args) {
			System.out.println(new LocalFiles(Path.of(args[0])).key().getKeyID());
		}

	}

}
