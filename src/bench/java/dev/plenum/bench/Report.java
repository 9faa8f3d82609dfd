package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of the run.
 */
final class Report {

	private final Map<String, String> machine = new LinkedHashMap<>();

	private final List<Verdict> verdicts = new ArrayList<>();

	private final List<Table> tables = new ArrayList<>();

	private final Map<String, String> faults = new LinkedHashMap<>();

	/** Tells something about the machine. */
	void machine(String name, String value) {
		this.machine.put(name, value);
	}

	/**
	 * Holds a measurement against what it must be at least.
	 */
	void atLeast(String workload, String measure, double measured, double target) {
		this.verdicts.add(new Verdict(workload, measure, measured, "at least " + number(target), measured >= target));
	}

	/**
	 * Holds a measurement against what it may be at most.
	 */
	void atMost(String workload, String measure, double measured, double target) {
		this.verdicts.add(new Verdict(workload, measure, measured, "at most " + number(target), measured <= target));
	}

	/** Shows measurements. */
	void table(String workload, String note, List<Map<String, Object>> rows) {
		this.tables.add(new Table(workload, note, rows));
	}

	/**
	 * Voids the run.
	 * @param workload what went wrong
	 * @param fault how
	 */
	void fault(String workload, String fault) {
		this.faults.put(workload, fault);
	}

	boolean isVoid() {
		return !this.faults.isEmpty();
	}

	/**
	 * Writes {@code report.md} and {@code report.json}.
	 * @param directory where
	 */
	void write(Path directory) {
		try {
			Files.writeString(directory.resolve("report.md"), markdown());
			JsonMapper.builder()
				.enable(SerializationFeature.INDENT_OUTPUT)
				.build()
				.writeValue(directory.resolve("report.json").toFile(), Map.of("void", this.faults, "machine",
						this.machine, "verdicts", this.verdicts, "measurements", this.tables));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What it must show, and what it shows. */
	String verdicts() {
		StringBuilder text = new StringBuilder();
		this.faults.forEach((workload, fault) -> text.append("**VOID**, %s: %s%n%n".formatted(workload, fault)));
		text.append(rows(this.verdicts.stream().map(Verdict::row).toList()));
		return text.toString();
	}

	private String markdown() {
		StringBuilder text = new StringBuilder("# Plenum's benchmark\n\n").append(verdicts())
			.append("\n## Machine\n\n");
		this.machine.forEach((name, value) -> text.append("- %s: %s%n".formatted(name, value)));
		text.append("\nThe method is described in docs/performance.md.\n");
		this.tables.forEach((table) -> text
			.append("\n## %s\n\n%s\n\n%s".formatted(table.workload(), table.note(), rows(table.rows()))));
		return text.toString();
	}

	private static String rows(List<Map<String, Object>> rows) {
		if (rows.isEmpty()) {
			return "";
		}
		StringBuilder text = new StringBuilder();
		line(text, List.copyOf(rows.getFirst().keySet()));
		line(text, rows.getFirst().keySet().stream().map((column) -> "---").toList());
		rows.forEach((row) -> line(text, row.values().stream().map(Report::cell).toList()));
		return text.toString();
	}

	private static void line(StringBuilder text, List<String> cells) {
		text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
	}

	private static String cell(Object value) {
		return switch (value) {
			case Double number -> number(number);
			case List<?> several -> several.stream().map(Report::cell).collect(Collectors.joining(", "));
			default -> value.toString();
		};
	}

	private static String number(double number) {
		if (number >= 1000) {
			return String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
		}
		return String.format(Locale.ROOT, (number >= 100) ? "%.0f" : (number >= 10) ? "%.1f" : "%.2f", number);
	}

	/**
	 * A measurement held against what it must be.
	 */
	record Verdict(String workload, String measure, double measured, String target, boolean met) {

		Map<String, Object> row() {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("workload", this.workload);
			row.put("measure", this.measure);
			row.put("measured", this.measured);
			row.put("target", this.target);
			row.put("", this.met ? "met" : "**not met**");
			return row;
		}

	}

	/**
	 * Measurements of one workload.
	 */
	record Table(String workload, String note, List<Map<String, Object>> rows) {
	}

}
