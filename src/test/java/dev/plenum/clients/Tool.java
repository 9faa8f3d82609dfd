package dev.plenum.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the tools and the clients of others, which are npm packages. The tests that use it
 * have the tag {@code clients}. They need Node 20 or newer as {@code node}, and the
 * packages, which these commands install:
 *
 * <pre>
 * npm ci --prefix src/clients
 * npm ci --prefix examples/typescript
 * </pre>
 */
final class Tool {

	static final Path CLIENTS = Path.of("src/clients").toAbsolutePath();

	static final Path PHONE = Path.of("examples/typescript").toAbsolutePath();

	/** Files that tests write for the tools. */
	static final Path FILES = Path.of("target/clients").toAbsolutePath();

	private static final Duration MOST = Duration.ofMinutes(3);

	private Tool() {
	}

	/**
	 * Runs a script of {@link #CLIENTS} in Node.
	 * @param name the name of the file
	 * @param arguments its arguments
	 * @return the lines that it prints
	 */
	static List<String> script(String name, String... arguments) {
		return node(CLIENTS, CLIENTS.resolve(name), arguments);
	}

	/**
	 * Runs an executable of an npm package.
	 * @param packages the folder with {@code node_modules}
	 * @param name the name of the executable
	 * @param arguments its arguments
	 * @return the lines that it prints; the tool works in the folder of the project
	 */
	static List<String> of(Path packages, String name, String... arguments) {
		return node(packages, packages.resolve("node_modules/.bin").resolve(name), arguments);
	}

	/**
	 * Runs a script in Node.
	 * @param packages the folder with {@code node_modules}
	 * @param script the file
	 * @param arguments its arguments
	 * @return the lines that it prints
	 */
	static List<String> node(Path packages, Path script, String... arguments) {
		assertThat(packages.resolve("node_modules")).as("packages that 'npm ci --prefix %s' installs", packages)
			.isDirectory();
		return run(Stream.concat(Stream.of("node", script.toString()), Arrays.stream(arguments)).toList());
	}

	private static List<String> run(List<String> command) {
		try {
			Files.createDirectories(FILES);
			Path output = Files.createTempFile(FILES, "output", ".txt");
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			boolean ended = process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS);
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
			String printed = Files.readString(output);
			assertThat(ended).as("%s ends within %s: %s", command, MOST, printed).isTrue();
			assertThat(process.exitValue()).as("%s: %s", command, printed).isZero();
			return printed.lines().toList();
		}
		catch (IOException ex) {
			throw new AssertionError("Cannot run " + command, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
