package dev.plenum;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server in a process of its own, as a user starts it, in local mode.
 */
public final class ServerProcess implements AutoCloseable {

	/** What a server takes over from the environment of the tests. */
	private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "LANG");

	private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/graphiql");

	private final Process process;

	private final Path data;

	private boolean shared;

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private ServerProcess(Path data, List<String> arguments, Map<String, String> environment, int openFiles) {
		this.data = data;
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xmx512m"));
		arguments.stream().filter(ServerProcess::isForJvm).forEach(command::add);
		command.addAll(List.of("-cp", EndedServer.classPath(), "dev.plenum.Main", "--plenum.data=" + data));
		if (arguments.stream().noneMatch((argument) -> argument.startsWith("--server.port="))) {
			command.add("--server.port=0");
		}
		arguments.stream().filter((argument) -> !isForJvm(argument)).forEach(command::add);
		if (openFiles > 0) {
			command.addAll(0, List.of("sh", "-c", "ulimit -n " + openFiles + " && exec \"$@\"", "sh"));
		}
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().retainAll(INHERITED);
		builder.environment().put("PLENUM_REHEARSAL_ATMOST", "0s");
		builder.environment().putAll(environment);
		try {
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::read);
	}

	private static boolean isForJvm(String argument) {
		return argument.startsWith("-X");
	}

	/**
	 * Starts a server and waits until it answers.
	 * @param data its directory
	 * @param arguments what else its command line says, options of the JVM included
	 * @return the server
	 */
	public static ServerProcess start(Path data, String... arguments) {
		return started(new ServerProcess(data, List.of(arguments), Map.of(), 0));
	}

	/**
	 * Starts a server on a platform that gives it little, and waits until it answers.
	 * @param data its directory
	 * @param environment variables of its environment, beside those that say where things
	 * are on this machine
	 * @param openFiles how many files and connections it may have
	 * @param arguments what else its command line says
	 * @return the server
	 */
	public static ServerProcess startWithin(Path data, Map<String, String> environment, int openFiles,
			String... arguments) {
		return started(new ServerProcess(data, List.of(arguments), environment, openFiles));
	}

	private static ServerProcess started(ServerProcess server) {
		try {
			server.port.orTimeout(120, TimeUnit.SECONDS).join();
			return server;
		}
		catch (CompletionException ex) {
			server.process.destroyForcibly();
			throw ex;
		}
	}

	/**
	 * Starts a server with a database of its own, and a second one that shares it.
	 * @param data the directory of both
	 * @return the two servers, the one that has the database first
	 */
	public static List<ServerProcess> startTwo(Path data) {
		int databasePort = freePort();
		ServerProcess first = start(data, "--plenum.embedded-port=" + databasePort);
		ServerProcess second = start(data,
				"--plenum.mongodb-uri=mongodb://127.0.0.1:%d/plenum".formatted(databasePort));
		return List.of(first, second);
	}

	/**
	 * Two servers for the tests of a class. Those of a class with
	 * {@link TrailingMajority} share a database whose majority trails behind its newest
	 * state; they run until all tests have ended, so each class creates an event of its
	 * own. Others are started.
	 * @param test the class
	 * @param data the directory of servers that are started
	 * @return the two servers, to be closed after the tests of the class
	 */
	public static List<ServerProcess> two(TestInfo test, Path data) {
		return test.getTestClass().orElseThrow().isAnnotationPresent(TrailingMajority.class) ? Trailing.SERVERS
				: startTwo(data);
	}

	/**
	 * A port that was free a moment ago, below those that the operating system gives to
	 * other sockets in between.
	 * @return the port
	 */
	public static int freePort() {
		return Stream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
			.limit(1000)
			.filter(ServerProcess::isFree)
			.findFirst()
			.orElseThrow();
	}

	private static boolean isFree(int port) {
		try (ServerSocket _ = new ServerSocket(port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Where the server is.
	 * @param scheme http or ws
	 * @param path the path on the server
	 * @return the address
	 */
	public URI address(String scheme, String path) {
		return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, this.port.join(), path));
	}

	/**
	 * A client with a ready token.
	 * @param role attendee, exhibitor, organiser or admin
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester as(String role) {
		return with(token(role));
	}

	/**
	 * A client with any token.
	 * @param token the token
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester with(String token) {
		return HttpGraphQlTester
			.builder(WebTestClient.bindToServer()
				.baseUrl(address("http", "/graphql").toString())
				.responseTimeout(Duration.ofSeconds(30)))
			.headers((headers) -> headers.setBearerAuth(token))
			.build();
	}

	/**
	 * Returns a token for any subject.
	 * @param subject attendee, exhibitor, organiser or admin, whose tokens are in a file;
	 * or any other subject
	 * @return the token
	 */
	public String token(String subject) {
		try {
			JsonNode ready = JsonMapper.shared()
				.readTree(Files.readString(this.data.resolve("local-tokens.json")))
				.get(subject);
			return (ready != null) ? ready.asString()
					: Objects.requireNonNull(WebTestClient.bindToServer()
						.baseUrl(address("http", "/local/token?subject=" + subject).toString())
						.responseTimeout(Duration.ofSeconds(30))
						.build()
						.get()
						.exchange()
						.expectBody(String.class)
						.returnResult()
						.getResponseBody());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What the server wrote so far.
	 * @return the lines of its console
	 */
	public List<String> output() {
		return List.copyOf(this.output);
	}

	/**
	 * What is left in the server's memory by a full garbage collection.
	 * @return the objects of each class
	 */
	public HeapHistogram histogram() {
		return HeapHistogram.of(this.process.pid());
	}

	/**
	 * Ends the server as a power failure does.
	 */
	public void kill() {
		this.process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
	}

	/**
	 * Stops the process from running until {@link #proceed()}, as a machine does that
	 * gives it no time.
	 */
	public void pause() {
		signal("STOP");
	}

	/**
	 * Lets the process run again.
	 */
	public void proceed() {
		signal("CONT");
	}

	private void signal(String signal) {
		try {
			assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).start().waitFor())
				.isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Asks the server to end, as Kubernetes does.
	 * @param patience how long to wait for it
	 * @return the code with which it ended
	 */
	public int stop(Duration patience) {
		this.process.destroy();
		return this.process.onExit().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join().exitValue();
	}

	/**
	 * Asks the server to end and waits for it, unless other tests share it.
	 */
	@Override
	public void close() {
		if (this.shared) {
			return;
		}
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				kill();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.output.add(line);
				Matcher address = ADDRESS.matcher(line);
				if (address.find()) {
					this.port.complete(Integer.valueOf(address.group(1)));
				}
			}
		}
		catch (IOException ex) {
			this.output.add(ex.toString());
		}
		this.port.completeExceptionally(new IllegalStateException(String.join("\n", this.output)));
	}

	/** Started by the first test that needs them. */
	private static final class Trailing {

		static final List<ServerProcess> SERVERS = start();

		private static List<ServerProcess> start() {
			try {
				Path data = Files.createTempDirectory("plenum-trailing");
				String database = "--plenum.mongodb-uri=" + TestDatabase.trailing();
				return List.of(sharedUntilTheEnd(ServerProcess.start(data, database)),
						sharedUntilTheEnd(ServerProcess.start(data, database)));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static ServerProcess sharedUntilTheEnd(ServerProcess server) {
			server.shared = true;
			Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
			return server;
		}

	}

}
