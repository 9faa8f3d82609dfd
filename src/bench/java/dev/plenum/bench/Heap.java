package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Looks at a server's heap.
 */
final class Heap {

	private Heap() {
	}

	/**
	 * How much of it is in use, after all that is not was collected.
	 * @param server the server
	 * @return the bytes
	 */
	static long live(Server server) {
		Process process = Server
			.process(List.of(Server.java("jcmd"), String.valueOf(server.pid()), "GC.class_histogram"));
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return output.lines()
				.filter((line) -> line.startsWith("Total"))
				.map((line) -> line.strip().split("\\s+"))
				.mapToLong((columns) -> Long.parseLong(columns[2]))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("No histogram: " + output));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
