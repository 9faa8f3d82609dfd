package dev.plenum;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real server, started as a process of its own that is to end by itself.
 *
 * @param exitCode how it ended
 * @param output all that it printed, to both streams
 */
record EndedServer(int exitCode, String output) {

	private static final int PATIENCE = 120;

	/**
	 * Starts the server and waits for its end.
	 * @param java the directory of the Java to run it by
	 * @param args the server's arguments
	 */
	static EndedServer run(Path java, String... args) throws IOException, InterruptedException {
		return run(java, Path.of(""), Map.of(), args);
	}

	/**
	 * Starts the server and waits for its end.
	 * @param java the directory of the Java to run it by
	 * @param directory the server's current directory
	 * @param environment variables to add to those of this process
	 * @param args the server's arguments
	 */
	static EndedServer run(Path java, Path directory, Map<String, String> environment, String... args)
			throws IOException, InterruptedException {
		List<String> command = Stream.concat(Stream.of(java.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1",
				"-cp", classPath(), Main.class.getName(), "--spring.main.banner-mode=off"), Stream.of(args))
			.toList();
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
			.redirectErrorStream(true);
		builder.environment().putAll(environment);
		builder.environment().keySet().removeIf((name) -> name.startsWith("PLENUM_"));
		Process process = builder.start();
		process.onExit().orTimeout(PATIENCE, TimeUnit.SECONDS).exceptionally((late) -> process.destroyForcibly());
		String output = new String(process.getInputStream().readAllBytes());
		return new EndedServer(process.waitFor(), output);
	}

	/** In the log for a person, or in that for machines. */
	private static final Pattern ERROR = Pattern.compile(" ERROR |\"level\":\"ERROR\"");

	static Path thisJava() {
		return Path.of(System.getProperty("java.home"));
	}

	/**
	 * The server says one line at level error, and nothing else of it, and ends with exit
	 * code 1.
	 * @param line what the line says, or a part of it
	 */
	void toldInOneLine(String line) {
		assertThat(this.output.lines().filter((printed) -> ERROR.matcher(printed).find())).as(this.output)
			.singleElement()
			.asString()
			.contains("Plenum did not start: ")
			.contains(line);
		assertThat(this.output).doesNotContain("\tat ", "APPLICATION FAILED", "Exception encountered",
				"Error starting");
		assertThat(this.exitCode).isEqualTo(1);
	}

	static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
