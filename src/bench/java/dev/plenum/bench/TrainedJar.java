package dev.plenum.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The unpacked jar and the AOT cache of what a JVM has learnt in the product's own
 * training, both made by the commands of {@code docs/performance.md}.
 *
 * @param jar the unpacked jar
 * @param cache the cache
 */
record TrainedJar(Path jar, Path cache) {

	/**
	 * Unpacks the jar and trains. Takes a minute or two.
	 * @param directory where both are kept
	 * @return the two
	 */
	static TrainedJar make(Path directory) {
		Path unpacked = directory.resolve("unpacked");
		Path jar = unpacked.resolve(Plenum.JAR.getFileName());
		Path cache = directory.resolve("plenum.aot");
		run(List.of(Server.java("java"), "-Djarmode=tools", "-jar", Plenum.JAR.toString(), "extract", "--force",
				"--destination", unpacked.toString()));
		run(List.of(Server.java("java"), "-XX:AOTCacheOutput=" + cache, "-jar", jar.toString(), "train"));
		if (!Files.exists(cache)) {
			throw new IllegalStateException("No AOT cache was written");
		}
		return new TrainedJar(jar, cache);
	}

	/**
	 * The command line of a server that uses what was learnt.
	 * @param arguments the server's arguments
	 */
	List<String> command(List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Server.java("java"), "-XX:AOTCache=" + this.cache, "-jar", this.jar.toString()));
		command.addAll(arguments);
		return command;
	}

	private static void run(List<String> command) {
		Process process = Server.process(command);
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.onExit().join().exitValue() != 0) {
				throw new IllegalStateException("%s: %s".formatted(command, output));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("%s: %s".formatted(command, ex.getMessage()), ex);
		}
	}

}
