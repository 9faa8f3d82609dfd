package dev.plenum.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server under load, in a process of its own. It tells its port on its console.
 */
final class Server implements AutoCloseable {

	/** What the servers of the benchmark print when they listen. */
	static final Pattern LISTENING = Pattern.compile("^listening (\\d+)$");

	private static final int PATIENCE = 120;

	private final String name;

	private final Process process;

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private Server(String name, Process process) {
		this.name = name;
		this.process = process;
	}

	/**
	 * Starts a server and waits until it listens.
	 * @param name what it is called in the report
	 * @param command its command line
	 * @param listening what it prints when it listens; the first group is the port
	 * @param log where its console goes
	 * @return the server
	 */
	static Server start(String name, List<String> command, Pattern listening, Path log) {
		Server server = new Server(name, process(command));
		Thread.ofPlatform().daemon().start(() -> server.read(listening, log));
		try {
			server.port.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
			return server;
		}
		catch (RuntimeException ex) {
			server.close();
			throw new IllegalStateException("%s did not start, see %s".formatted(name, log), ex);
		}
	}

	/**
	 * Starts a server of the benchmark's own classes.
	 * @param name what it is called in the report
	 * @param main its main class
	 * @param log where its console goes
	 * @param arguments its arguments
	 * @return the server
	 */
	static Server ofClass(String name, Class<?> main, Path log, String... arguments) {
		List<String> command = new ArrayList<>(List.of(java("java"), "--enable-native-access=ALL-UNNAMED",
				"--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(arguments));
		return start(name, command, LISTENING, log);
	}

	/**
	 * A program of the JDK that runs this.
	 * @param program its name
	 * @return its path
	 */
	static String java(String program) {
		return Path.of(System.getProperty("java.home"), "bin", program).toString();
	}

	/**
	 * Starts a process without the settings of this one's environment.
	 * @param command its command line
	 * @return the process; its two streams are one
	 */
	static Process process(List<String> command) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		Map<String, String> environment = builder.environment();
		environment.keySet().removeIf((variable) -> variable.startsWith("PLENUM_"));
		environment.put("NODE_ENV", "production");
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String name() {
		return this.name;
	}

	int port() {
		return this.port.join();
	}

	long pid() {
		return this.process.pid();
	}

	URI address(String path) {
		return URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
	}

	/**
	 * How long its threads, and those of its workers, have run so far.
	 */
	Duration cpu() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.map((handle) -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
			.reduce(Duration.ZERO, Duration::plus);
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private void read(Pattern listening, Path log) {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8);
				PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				copy.println(line);
				Matcher address = listening.matcher(line);
				if (address.find()) {
					this.port.complete(Integer.valueOf(address.group(1)));
				}
			}
			this.port.completeExceptionally(new IllegalStateException(this.name + " has ended"));
		}
		catch (IOException ex) {
			this.port.completeExceptionally(ex);
		}
	}

}
