package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.plenum.web.Browser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The machine that the numbers are of.
 */
final class Machine {

	private Machine() {
	}

	static void describe(Report report, Optional<String> node) {
		report.machine("measured", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
		report.machine("cores", Runtime.getRuntime().availableProcessors() + ", shared by each server and the load; "
				+ line(Path.of("/proc/cpuinfo"), "model name"));
		report.machine("memory", line(Path.of("/proc/meminfo"), "MemTotal"));
		report.machine("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		report.machine("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
		report.machine("Node", node.map((version) -> version + ", " + versions())
			.orElse("not installed: Mercurius, Apollo Server and graphql-ws are left out"));
		report.machine("Chromium",
				Browser.isInstalled() ? "installed" : "not installed: what is measured in a browser is left out");
		report.machine("open files", openFiles());
	}

	private static String openFiles() {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
			return system.getMaxFileDescriptorCount()
					+ " at most in a process, which bounds the sockets of one server and of the load";
		}
		return "unknown";
	}

	private static String versions() {
		StringBuilder versions = new StringBuilder();
		try {
			JsonNode manifest = JsonMapper.shared().readTree(Path.of("src", "bench", "node", "package.json").toFile());
			manifest.get("dependencies")
				.properties()
				.forEach((dependency) -> versions.append(versions.isEmpty() ? "" : ", ")
					.append(dependency.getKey())
					.append(' ')
					.append(dependency.getValue().asString()));
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("src/bench/node/package.json cannot be read", ex);
		}
		return versions.toString();
	}

	private static String line(Path file, String name) {
		if (!Files.exists(file)) {
			return "unknown";
		}
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter((line) -> line.startsWith(name))
				.findFirst()
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.orElse("unknown");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
