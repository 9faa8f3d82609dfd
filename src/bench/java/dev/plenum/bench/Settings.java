package dev.plenum.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is run, and for how long.
 *
 * @param only the names of the workloads wanted; all if empty
 * @param rounds how many rounds are counted
 * @param round how long a round of requests lasts
 * @param warmUp how long each server is asked before the first round
 * @param connections how many connections ask at the same time
 * @param directory where the report and everything else is written
 */
record Settings(Set<String> only, int rounds, Duration round, Duration warmUp, int connections, Path directory) {

	static Settings ofSystemProperties() {
		Set<String> only = Arrays.stream(System.getProperty("bench.only", "").split(","))
			.map(String::strip)
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.toUnmodifiableSet());
		return new Settings(only, Integer.getInteger("bench.rounds", 3), seconds("bench.seconds", 2),
				seconds("bench.warmup", 5), Integer.getInteger("bench.connections", 128), Path.of("target", "bench"));
	}

	private static Duration seconds(String property, int otherwise) {
		return Duration.ofSeconds(Integer.getInteger(property, otherwise));
	}

	boolean wants(String workload) {
		return this.only.isEmpty() || this.only.contains(workload);
	}

}
