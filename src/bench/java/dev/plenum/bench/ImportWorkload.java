package dev.plenum.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A large schedule.json is imported into a new event, unchanged a second time, and with
 * another time for each session.
 */
final class ImportWorkload implements Workload {

	private static final int SESSIONS = 8_000;

	private static final int WARM_UP = 500;

	private static final double MOST_SECONDS = 8;

	private static final double MOST_MEGABYTES = 400;

	private static final int FIRST_DAY = 10;

	private static final int DAYS = 15;

	@Override
	public String name() {
		return "import";
	}

	@Override
	public void run(Stage stage, Report report) {
		try (Plenum plenum = Plenum.start("Plenum-import", stage.settings().directory())) {
			imported(plenum, "warm-up", WARM_UP, 0);
			Map<String, List<Double>> seconds = new LinkedHashMap<>();
			for (int i = 0; i < stage.settings().rounds(); i++) {
				String slug = "import-" + UUID.randomUUID().toString().substring(0, 8);
				add(seconds, "a new event", imported(plenum, slug, SESSIONS, 0));
				add(seconds, "the same file again", imported(plenum, slug, SESSIONS, 0));
				add(seconds, "each session moved", imported(plenum, slug, SESSIONS, 30));
			}
			report.table(name(), "A schedule.json with %,d sessions is imported: seconds.".formatted(SESSIONS),
					seconds.entrySet().stream().map((entry) -> row(entry.getKey(), entry.getValue())).toList());
			seconds.forEach((what, all) -> report.atMost(name(), "s, %,d sessions, %s".formatted(SESSIONS, what),
					Rounds.median(all), MOST_SECONDS));
			report.atMost(name(), "MB of live heap after the imports", Heap.live(plenum.server()) / 1e6,
					MOST_MEGABYTES);
		}
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

	private static double imported(Plenum plenum, String slug, int sessions, int minute) {
		byte[] file = file(sessions, minute);
		long start = System.nanoTime();
		JsonNode report = JsonMapper.shared()
			.readTree(plenum.file("PUT", "/events/" + slug + "/programme", BodyPublishers.ofByteArray(file)));
		double seconds = (System.nanoTime() - start) / 1e9;
		if (!report.get("warnings").isEmpty() || !report.get("kept").isEmpty()) {
			throw new IllegalStateException("The file was not imported as it is: " + report.get("warnings"));
		}
		return seconds;
	}

	private static byte[] file(int sessions, int minute) {
		ObjectNode root = JsonMapper.shared().createObjectNode();
		ObjectNode conference = root.putObject("schedule").put("version", "1").putObject("conference");
		conference.put("acronym", "large")
			.put("title", "Large")
			.put("start", "2027-12-10")
			.put("end", "2027-12-24")
			.put("time_zone_name", "Europe/Berlin");
		ArrayNode days = conference.putArray("days");
		List<ObjectNode> all = IntStream.range(0, DAYS)
			.mapToObj((day) -> days.addObject().put("date", "2027-12-" + (FIRST_DAY + day)).putObject("rooms"))
			.toList();
		IntStream.range(0, sessions).forEach((i) -> {
			ObjectNode rooms = all.get(i % DAYS);
			String room = "Room " + i / 150;
			ArrayNode events = rooms.has(room) ? (ArrayNode) rooms.get(room) : rooms.putArray(room);
			ObjectNode event = events.addObject();
			event.put("guid", "g" + i)
				.put("title", "Talk " + i)
				.put("date",
						"2027-12-%02dT%02d:%02d:00+01:00".formatted(FIRST_DAY + i % DAYS, 9 + i / DAYS % 10, minute))
				.put("duration", "0:25")
				.put("language", "en")
				.put("description", "Something about it. ".repeat(25) + i);
			event.putArray("persons")
				.addObject()
				.put("guid", "p" + i % 5_000)
				.put("public_name", "Person " + i % 5_000);
			event.putArray("links").addObject().put("url", "https://example.org/" + i).put("title", "More");
		});
		return root.toString().getBytes(StandardCharsets.UTF_8);
	}

}
