package dev.plenum.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.plenum.platform.sheet.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of participants is imported into a new event as CSV and as a workbook, then
 * unchanged, and with another organisation for each participant.
 */
final class ParticipantWorkload implements Workload {

	private static final int PARTICIPANTS = 5_000;

	private static final int WARM_UP = 500;

	private static final double MOST_SECONDS = 3;

	@Override
	public String name() {
		return "participants";
	}

	@Override
	public void run(Stage stage, Report report) {
		try (Plenum plenum = Plenum.start("Plenum-participants", stage.settings().directory())) {
			byte[] csv = table(PARTICIPANTS, "Region").csv();
			byte[] workbook = table(PARTICIPANTS, "Region").xlsx();
			byte[] changed = table(PARTICIPANTS, "County").csv();
			imported(Conference.make(plenum, "warm-up", 8), table(WARM_UP, "Region").csv(), "created", WARM_UP);
			Map<String, List<Double>> seconds = new LinkedHashMap<>();
			for (int i = 0; i < stage.settings().rounds(); i++) {
				Conference first = Conference.make(plenum, "csv-" + i, 8);
				Conference second = Conference.make(plenum, "xlsx-" + i, 8);
				add(seconds, "CSV, a new event", imported(first, csv, "created", PARTICIPANTS));
				add(seconds, ".xlsx, a new event", imported(second, workbook, "created", PARTICIPANTS));
				add(seconds, "the same CSV again", imported(first, csv, "unchanged", PARTICIPANTS));
				add(seconds, "each participant changed", imported(first, changed, "changed", PARTICIPANTS));
			}
			report.table(name(), "A list of %,d participants is imported: seconds.".formatted(PARTICIPANTS),
					seconds.entrySet().stream().map((entry) -> row(entry.getKey(), entry.getValue())).toList());
			seconds.forEach((what, all) -> report.atMost(name(),
					"s, %,d participants, %s".formatted(PARTICIPANTS, what), Rounds.median(all), MOST_SECONDS));
		}
	}

	/**
	 * A list of participants as registration systems write it.
	 * @param size the number of participants
	 * @param organisation what each organisation's name begins with
	 * @return the list
	 */
	static Table table(int size, String organisation) {
		Table table = new Table("Participants",
				List.of("Order", "Name", "Organisation", "E-mail", "Language", "Ticket type", "State"));
		IntStream.range(0, size)
			.forEach((i) -> table.add("A%05d".formatted(i), Texts.name(i) + ' ' + i, organisation + ' ' + i % 21,
					"participant-%d@example.org".formatted(i), (i % 5 == 0) ? "fi" : "sv",
					(i % 3 == 0) ? "Student" : "Conference", "paid"));
		return table;
	}

	/**
	 * Imports a list, and returns the seconds that it took.
	 */
	static double imported(Conference conference, byte[] file, String outcome, int number) {
		long start = System.nanoTime();
		JsonNode report = JsonMapper.shared()
			.readTree(conference.plenum()
				.file("PUT", "/events/" + conference.slug() + "/participants", BodyPublishers.ofByteArray(file)));
		double seconds = (System.nanoTime() - start) / 1e9;
		if (report.get(outcome).asInt() != number || !report.get("notes").isEmpty()) {
			throw new IllegalStateException("The list was not imported as it is: " + report.get("notes"));
		}
		return seconds;
	}

	private static void add(Map<String, List<Double>> seconds, String what, double value) {
		seconds.computeIfAbsent(what, (_) -> new ArrayList<>()).add(value);
	}

	private static Map<String, Object> row(String what, List<Double> seconds) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("file", what);
		row.put("median s", Rounds.median(seconds));
		row.put("rounds", seconds);
		return row;
	}

}
