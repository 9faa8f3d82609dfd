package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/**
 * Plenum as its users start it: the jar, in local mode, with the embedded database.
 *
 * @param server its process
 * @param data its directory
 * @param databasePort where its database listens
 */
record Plenum(Server server, Path data, int databasePort) implements AutoCloseable {

	/** Where the build leaves it. */
	static final Path JAR = Path.of("target", "plenum.jar");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Pattern LISTENING = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/graphiql");

	/**
	 * Starts it with an empty database, but for the sample conferences.
	 * @param name what it is called in the report
	 * @param directory where its data and its console go
	 * @param settings further arguments
	 * @return the server
	 */
	static Plenum start(String name, Path directory, String... settings) {
		Path data = directory.resolve(name + "-data");
		Directories.delete(data);
		int databasePort = freePort();
		return new Plenum(start(name, directory, data, "--plenum.embedded-port=" + databasePort, settings), data,
				databasePort);
	}

	/**
	 * Starts it with what was learnt in training.
	 * @param name what it is called in the report
	 * @param directory where its console goes
	 * @param data its data, such as those of an earlier one
	 * @param jar the trained jar
	 * @param settings further arguments
	 * @return the server
	 */
	static Plenum trained(String name, Path directory, Path data, TrainedJar jar, String... settings) {
		int databasePort = freePort();
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--plenum.data=" + data, "--plenum.embedded-port=" + databasePort));
		arguments.addAll(List.of(settings));
		return new Plenum(Server.start(name, jar.command(arguments), LISTENING, directory.resolve(name + ".log")), data,
				databasePort);
	}

	/**
	 * Waits until it reports that it is ready.
	 */
	void awaitReady() {
		long start = System.nanoTime();
		while (GraphQl.send(HttpRequest.newBuilder(this.server.address("/readyz")).build()).statusCode() != 200) {
			if (System.nanoTime() - start > PATIENCE.toNanos()) {
				throw new IllegalStateException(this.server.name() + " is not ready");
			}
			LockSupport.parkNanos(20_000_000);
		}
	}

	/**
	 * Starts another server over this one's database.
	 * @param name what it is called in the report
	 * @param directory where its console goes
	 * @return the server
	 */
	Server beside(String name, Path directory) {
		return start(name, directory, this.data,
				"--plenum.mongodb-uri=mongodb://127.0.0.1:%d/plenum".formatted(this.databasePort));
	}

	private static Server start(String name, Path directory, Path data, String database, String... settings) {
		List<String> command = new ArrayList<>(List.of(Server.java("java"), "-jar", JAR.toString(), "--server.port=0",
				"--plenum.data=" + data, database));
		command.addAll(List.of(settings));
		return Server.start(name, command, LISTENING, directory.resolve(name + ".log"));
	}

	/**
	 * A port that was free a moment ago.
	 */
	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	GraphQl anonymous() {
		return new GraphQl(this.server.address("/graphql"), null);
	}

	GraphQl as(String subject) {
		return new GraphQl(this.server.address("/graphql"), token(subject));
	}

	GraphQl administrator() {
		return new GraphQl(this.server.address("/graphql"), administratorsToken());
	}

	/**
	 * Reads or writes a file as the administrator.
	 * @param method the method
	 * @param path where it is
	 * @param body the file, if it is written
	 * @return the answer
	 */
	byte[] file(String method, String path, HttpRequest.BodyPublisher body) {
		HttpResponse<byte[]> answer = GraphQl.send(HttpRequest.newBuilder(this.server.address(path))
			.header("Authorization", "Bearer " + administratorsToken())
			.method(method, body)
			.build());
		if (answer.statusCode() != 200) {
			throw new IllegalStateException("%s %s: status %d: %s".formatted(method, path, answer.statusCode(),
					new String(answer.body(), StandardCharsets.UTF_8)));
		}
		return answer.body();
	}

	private String administratorsToken() {
		try {
			String tokens = Files.readString(this.data.resolve("local-tokens.json"));
			return JsonMapper.shared().readTree(tokens).get("admin").asString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A token for anybody.
	 */
	String token(String subject) {
		HttpResponse<byte[]> token = GraphQl.send(HttpRequest
			.newBuilder(
					this.server.address("/local/token?subject=" + URLEncoder.encode(subject, StandardCharsets.UTF_8)))
			.build());
		if (token.statusCode() != 200) {
			throw new IllegalStateException("No token: status " + token.statusCode());
		}
		return new String(token.body(), StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.server.close();
	}

}
