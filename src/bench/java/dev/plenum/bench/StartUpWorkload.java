package dev.plenum.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * A server is started, and asked from the first moment on until it answers.
 */
final class StartUpWorkload implements Workload {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final String EVENTS = "{ events(first: 1) { nodes { slug name } } }";

	private static final String EMPTY = "an empty application of Spring Boot for GraphQL";

	private static final String CACHED = "unpacked jar, AOT cache";

	@Override
	public String name() {
		return "start-up";
	}

	@Override
	public void run(Stage stage, Report report) {
		Path data = stage.settings().directory().resolve("start-up-data");
		Directories.delete(data);
		TrainedJar trained = stage.trained();
		double first = start((port) -> plain(port, data), EVENTS);
		Rounds<Double> rounds = Rounds.play(stage.settings().rounds(), turns(trained, data));
		List<Map<String, Object>> rows = new ArrayList<>(
				List.of(row("jar, without data: it brings the samples in", first, List.of(first))));
		rounds.names()
			.forEach((name) -> rows
				.add(row(name, rounds.median(name, Double::doubleValue), rounds.all(name, Double::doubleValue))));
		report.table(name(), "From the start of the process until the first query is answered, in seconds.", rows);
		report.atMost(name(), "s, " + CACHED, rounds.median(CACHED, Double::doubleValue), 2);
	}

	private static Map<String, Rounds.Turn<Double>> turns(TrainedJar trained, Path data) {
		Map<String, Rounds.Turn<Double>> turns = new LinkedHashMap<>();
		turns.put("jar", () -> start((port) -> plain(port, data), EVENTS));
		turns.put(EMPTY, () -> start(StartUpWorkload::empty, "{ slug }"));
		turns.put(CACHED, () -> start((port) -> trained.command(arguments(port, data)), EVENTS));
		return turns;
	}

	private static List<String> plain(int port, Path data) {
		List<String> command = new ArrayList<>(List.of(Server.java("java"), "-jar", Plenum.JAR.toString()));
		command.addAll(arguments(port, data));
		return command;
	}

	private static List<String> arguments(int port, Path data) {
		return List.of("--server.port=" + port, "--plenum.data=" + data);
	}

	/**
	 * With the libraries inside of Plenum's jar, loaded as Plenum loads them.
	 */
	private static List<String> empty(int port) {
		return List.of(Server.java("java"), "-cp", Plenum.JAR.toString(),
				"-Dloader.main=" + EmptyServer.class.getName(), "-Dloader.path=" + Path.of("target", "test-classes"),
				"org.springframework.boot.loader.launch.PropertiesLauncher", "--server.port=" + port,
				"--spring.config.location=optional:classpath:/none/",
				"--spring.graphql.schema.locations=classpath:empty-server/");
	}

	private static double start(IntFunction<List<String>> commandAt, String query) {
		int port = Plenum.freePort();
		List<String> command = commandAt.apply(port);
		long start = System.nanoTime();
		Process process = Server.process(command);
		Thread.ofPlatform().daemon().start(() -> drain(process));
		try {
			while (!isAnswered(port, query)) {
				if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
					throw new IllegalStateException("%s did not start".formatted(command));
				}
				LockSupport.parkNanos(5_000_000);
			}
			return (System.nanoTime() - start) / 1e9;
		}
		finally {
			end(process);
		}
	}

	private static boolean isAnswered(int port, String document) {
		byte[] query = ("{\"query\":\"" + document + "\"}").getBytes(StandardCharsets.US_ASCII);
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
			socket.setSoTimeout(5000);
			socket.getOutputStream()
				.write("POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
					.formatted(port, query.length)
					.getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write(query);
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return answer.startsWith("HTTP/1.1 200") && answer.contains("\"slug\"");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Ends a server in order. By its handle, since {@link Process#destroy} closes the
	 * console that it writes to meanwhile.
	 */
	private static void end(Process process) {
		process.toHandle().destroy();
		process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally((late) -> process.destroyForcibly()).join();
	}

	private static String drain(Process process) {
		try {
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static Map<String, Object> row(String started, double median, List<Double> rounds) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("started", started);
		row.put("median s", median);
		row.put("rounds", rounds);
		return row;
	}

}
