package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How much of the machine others use while something is measured, who are no part of it:
 * the less, the more the numbers are worth. Known on Linux only.
 */
final class Disturbance {

	private static final Path MACHINE = Path.of("/proc/stat");

	private static final Path PROCESS = Path.of("/proc/self/stat");

	private static final double TICKS_PER_SECOND = 100;

	private final long start = System.nanoTime();

	private final double machine = machine();

	private final double own = own();

	/**
	 * What others have used since the beginning.
	 * @return the share of all cores' time, in percent; -1 if not known
	 */
	double percent() {
		if (!Files.exists(MACHINE)) {
			return -1;
		}
		double seconds = (System.nanoTime() - this.start) / 1e9 * Runtime.getRuntime().availableProcessors();
		return Math.max(0, 100 * (machine() - this.machine - (own() - this.own)) / seconds);
	}

	/**
	 * The processor time of everything on the machine, in seconds.
	 */
	private static double machine() {
		if (!Files.exists(MACHINE)) {
			return 0;
		}
		// cpu user nice system idle iowait irq softirq steal
		String[] fields = text(MACHINE).lines().findFirst().orElseThrow().split("\\s+");
		return Stream.of(1, 2, 3, 6, 7).mapToLong((field) -> Long.parseLong(fields[field])).sum() / TICKS_PER_SECOND;
	}

	/**
	 * That of this process and of all that it started, in seconds.
	 */
	private static double own() {
		if (!Files.exists(PROCESS)) {
			return 0;
		}
		String stat = text(PROCESS);
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		long withEnded = Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
		Duration living = ProcessHandle.current()
			.descendants()
			.map((process) -> process.info().totalCpuDuration().orElse(Duration.ZERO))
			.reduce(Duration.ZERO, Duration::plus);
		return withEnded / TICKS_PER_SECOND + living.toNanos() / 1e9;
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
