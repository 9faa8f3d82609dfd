package dev.plenum.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server is started, and asked from the first moment on until it answers.
 */
final class StartUpWorkload implements Workload {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final String CACHED = "unpacked jar, AOT cache";

	@Override
	public String name() {
		return "start-up";
	}

	@Override
	public void run(Stage stage, Report report) {
		Path directory = stage.settings().directory();
		Path data = directory.resolve("start-up-data");
		Path unpacked = directory.resolve("unpacked");
		Path cache = directory.resolve("plenum.aot");
		Directories.delete(data);
		Directories.delete(unpacked);
		Directories.delete(cache);
		run(List.of(Server.java("java"), "-Djarmode=tools", "-jar", Plenum.JAR.toString(), "extract", "--destination",
				unpacked.toString()));
		Path jar = unpacked.resolve(Plenum.JAR.getFileName());
		double first = start(Plenum.JAR, data);
		double again = start(Plenum.JAR, data);
		start(jar, data, "-XX:AOTCacheOutput=" + cache, "-XX:TieredStopAtLevel=2");
		if (!Files.exists(cache)) {
			throw new IllegalStateException("No AOT cache was written");
		}
		Rounds<Double> rounds = Rounds.play(stage.settings().rounds(),
				Map.of(CACHED, () -> start(jar, data, "-XX:AOTCache=" + cache, "-XX:CompileThresholdScaling=3")));
		report.table(name(), "From the start of the process until the first query is answered, in seconds.", List.of(
				row("jar, without data: it brings the samples in", first, List.of(first)),
				row("jar", again, List.of(again)),
				row(CACHED, rounds.median(CACHED, Double::doubleValue), rounds.all(CACHED, Double::doubleValue))));
		report.atMost(name(), "s, " + CACHED, rounds.median(CACHED, Double::doubleValue), 2);
	}

	private static double start(Path jar, Path data, String... options) {
		int port = Plenum.freePort();
		List<String> command = new ArrayList<>(List.of(Server.java("java")));
		command.addAll(List.of(options));
		command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port, "--plenum.data=" + data));
		long start = System.nanoTime();
		Process process = Server.process(command);
		Thread.ofPlatform().daemon().start(() -> drain(process));
		try {
			while (!isAnswered(port)) {
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

	private static boolean isAnswered(int port) {
		byte[] query = "{\"query\":\"{ events(first: 1) { nodes { slug name } } }\"}"
			.getBytes(StandardCharsets.US_ASCII);
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

	private static void run(List<String> command) {
		Process process = Server.process(command);
		String output = drain(process);
		if (process.onExit().join().exitValue() != 0) {
			throw new IllegalStateException("%s: %s".formatted(command, output));
		}
	}

	/**
	 * Ends a server in order: only then it writes its cache. By its handle, since
	 * {@link Process#destroy} closes the console that it writes to meanwhile.
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
