package dev.plenum;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

@Tag("slow")
@OwnProcesses
class MainTests {

	private static final int JAVA_17 = 61;

	@TempDir
	private Path data;

	@Test
	void aTakenPortIsTold() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = other.getLocalPort();
			EndedServer.run(EndedServer.thisJava(), "--plenum.data=" + this.data, "--server.port=" + port)
				.toldInOneLine("port " + port + " is in use. Stop the other program, or choose another port with "
						+ "--server.port=" + (port + 1) + ".");
		}
	}

	@Test
	void anIssuerThatDoesNotAnswerIsTold() throws Exception {
		String issuer = "http://127.0.0.1:" + freePort() + "/conference";
		EndedServer
			.run(EndedServer.thisJava(), "--server.port=0", "--plenum.data=" + this.data,
					"--plenum.issuer-uri=" + issuer)
			.toldInOneLine("the issuer " + issuer + " cannot be used: no answer from " + issuer
					+ "/.well-known/openid-configuration. Start the issuer, or correct PLENUM_ISSUER_URI.");
	}

	@Test
	void aDataDirectoryThatCannotBeWrittenIsTold() throws Exception {
		Path file = Files.writeString(this.data.resolve("file"), "");
		EndedServer.run(EndedServer.thisJava(), "--server.port=0", "--plenum.data=" + file)
			.toldInOneLine(file.toString());
	}

	@Test
	void anOlderJavaIsToldInOneLine() throws Exception {
		Optional<Path> older = olderJava();
		assumeThat(older).as("a JDK 17 to 24 beside this one").isPresent();
		EndedServer process = EndedServer.run(older.orElseThrow());
		assertThat(process.output())
			.matches("Plenum did not start: it needs Java 25 or newer, and this is Java \\d+\\. "
					+ "Start it with the java command of a JDK 25\\.\\R");
		assertThat(process.exitCode()).isEqualTo(1);
	}

	@Test
	void aDirectoryThatTheLocaleCannotExpressIsRefused() throws Exception {
		assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
		assumeThat(EndedServer.classPath()).as("a class path for the other locale").matches("\\p{ASCII}+");
		Path directory = Files.createDirectories(this.data.resolve("Ann Åkesson"));
		EndedServer process = EndedServer.run(EndedServer.thisJava(), directory, Map.of("LC_ALL", "C"),
				"--server.port=0");
		assertThat(process.output()).startsWith("Plenum did not start: ").contains("LC_ALL=C.UTF-8").hasLineCount(1);
		assertThat(process.exitCode()).isEqualTo(1);
	}

	@Test
	void theStartClassAloneIsForOlderJavasAndTellsTheOthersNeed() throws IOException {
		assertThat(majorVersion(Main.class)).isEqualTo(JAVA_17);
		assertThat(majorVersion(Plenum.class) - JAVA_17 + 17).isEqualTo(Main.NEEDED_JAVA);
	}

	private static int majorVersion(Class<?> type) throws IOException {
		try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
			DataInputStream data = new DataInputStream(file);
			data.readInt();
			data.readUnsignedShort();
			return data.readUnsignedShort();
		}
	}

	private static Optional<Path> olderJava() throws IOException {
		try (Stream<Path> beside = Files.list(EndedServer.thisJava().toAbsolutePath().getParent())) {
			return beside.filter((java) -> Files.isExecutable(java.resolve("bin/java")))
				.filter((java) -> version(java) >= 17 && version(java) < Main.NEEDED_JAVA)
				.findFirst();
		}
	}

	private static int version(Path java) {
		try (InputStream release = Files.newInputStream(java.resolve("release"))) {
			Properties properties = new Properties();
			properties.load(release);
			return Runtime.Version.parse(properties.getProperty("JAVA_VERSION").replace("\"", "")).feature();
		}
		catch (IOException | RuntimeException ex) {
			return 0;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
