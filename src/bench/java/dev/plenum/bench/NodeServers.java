package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The servers on Node, with the conference in their memory.
 *
 * @param directory where they are installed
 * @param data the conference
 * @param log where their consoles go
 */
record NodeServers(Path directory, Path data, Path log) {

	private static final Path SOURCES = Path.of("src", "bench", "node");

	private static final int PATIENCE = 180;

	/**
	 * The version of Node, if it is installed.
	 */
	static Optional<String> version() {
		try {
			return Optional.of(run(List.of("node", "--version"), Path.of(".")).strip());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Installs them as the lock file says, unless that was done before.
	 * @param directory the benchmark's directory
	 * @param data the conference
	 * @return the servers
	 */
	static NodeServers install(Path directory, Path data) {
		Path home = directory.resolve("node");
		try {
			Path lock = home.resolve("package-lock.json");
			boolean installed = Files.exists(home.resolve("node_modules"))
					&& Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
			if (!installed) {
				Directories.delete(home);
			}
			Files.createDirectories(home);
			copySources(home);
			if (!installed) {
				run(List.of("npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"), home);
			}
			return new NodeServers(home, data, directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts one.
	 * @param name what it is called in the report
	 * @param script its script
	 * @param arguments further arguments of the script
	 * @return the server
	 */
	Server start(String name, String script, String... arguments) {
		List<String> command = new ArrayList<>(List.of("node", this.directory.resolve(script).toString(),
				Path.of("schema").toAbsolutePath().toString(), this.data.toAbsolutePath().toString()));
		command.addAll(List.of(arguments));
		return Server.start(name, command, Server.LISTENING, this.log.resolve(script + ".log"));
	}

	private static void copySources(Path home) throws IOException {
		try (Stream<Path> sources = Files.list(SOURCES)) {
			for (Path source : sources.filter(Files::isRegularFile).toList()) {
				Files.copy(source, home.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	private static String run(List<String> command, Path directory) throws IOException {
		Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		process.onExit().orTimeout(PATIENCE, TimeUnit.SECONDS).exceptionally((late) -> process.destroyForcibly());
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		int exitCode = process.onExit().join().exitValue();
		if (exitCode != 0) {
			throw new IOException("%s ended with %d: %s".formatted(command, exitCode, output));
		}
		return output;
	}

}
