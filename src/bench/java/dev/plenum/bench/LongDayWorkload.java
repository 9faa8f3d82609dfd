package dev.plenum.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.plenum.web.Browser;
import dev.plenum.web.DayOfChanges;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The attendee app and the console are open while the programme changes all day.
 */
final class LongDayWorkload implements Workload {

	private static final int SESSIONS = 200;

	private static final int CHANGES = 300;

	private static final double MOST_MEGABYTES = 30;

	private static final String PROGRAMME = """
			query ($slug: String!) { event(slug: $slug) { days { sessions { id startsAt endsAt status } } } }""";

	private static final String KEPT = """
			const { kept } = await import('shared/database.js');
			const { days } = await kept.get('app.event');
			return JSON.stringify(days);""";

	@Override
	public String name() {
		return "long-day";
	}

	@Override
	public boolean needsBrowser() {
		return true;
	}

	@Override
	public void run(Stage stage, Report report) {
		Conference conference = stage.conference().enlarged("long-day", SESSIONS);
		try (Browser app = Browser.phone(); Browser console = Browser.tablet()) {
			app.go(conference.plenum().server().address("/e/long-day/app/"));
			app.find(".session");
			app.awaitKept("event", "exhibitors");
			console.go(conference.plenum().server().address("/e/long-day/console/#token=organiser"));
			console.find("[role=gridcell]");
			List<Browser> browsers = List.of(app, console);
			List<Double> before = browsers.stream().map(LongDayWorkload::megabytes).toList();
			change(conference);
			app.wait("the programme of the server",
					() -> facts(JsonMapper.shared().readTree(String.valueOf(app.run(KEPT))))
						.equals(facts(days(conference))) ? true : null);
			List<Double> after = browsers.stream().map(LongDayWorkload::megabytes).toList();
			List<String> names = List.of("attendee app", "console");
			List<Map<String, Object>> rows = new ArrayList<>();
			for (int i = 0; i < names.size(); i++) {
				rows.add(row(names.get(i), before.get(i), after.get(i)));
				report.atMost(name(), "MB of heap, " + names.get(i), after.get(i), MOST_MEGABYTES);
			}
			report.table(name(),
					"The JavaScript heap after a garbage collection, before and after %d changes of a programme with %d sessions. Afterwards the app has the programme of the server."
						.formatted(CHANGES, SESSIONS),
					rows);
		}
	}

	private static void change(Conference conference) {
		DayOfChanges day = new DayOfChanges(conference.id());
		GraphQl organiser = conference.organiser();
		for (int i = 0; i < CHANGES; i++) {
			DayOfChanges.Change change = day.next(sessions(days(conference)));
			JsonNode payload = organiser.ask(change.document(), Map.of("input", change.input())).get(change.mutation());
			if (payload.at("/" + change.done().replace('.', '/')).isMissingNode()) {
				throw new IllegalStateException("The change was not made: " + change);
			}
		}
	}

	private static JsonNode days(Conference conference) {
		return conference.plenum().anonymous().ask(PROGRAMME, Map.of("slug", conference.slug())).at("/event/days");
	}

	private static List<JsonNode> sessions(JsonNode days) {
		List<JsonNode> sessions = new ArrayList<>();
		days.forEach((day) -> day.get("sessions").forEach(sessions::add));
		return sessions;
	}

	private static Set<String> facts(JsonNode days) {
		Set<String> facts = new TreeSet<>();
		sessions(days).forEach((session) -> facts
			.add(List.of(session.get("id"), session.get("startsAt"), session.get("endsAt"), session.get("status"))
				.toString()));
		return facts;
	}

	private static double megabytes(Browser browser) {
		browser.driver().executeCdpCommand("Performance.enable", Map.of());
		browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
		JsonNode metrics = JsonMapper.shared()
			.valueToTree(browser.driver().executeCdpCommand("Performance.getMetrics", Map.of()));
		return metrics.get("metrics")
			.valueStream()
			.filter((metric) -> metric.get("name").asString().equals("JSHeapUsedSize"))
			.findFirst()
			.orElseThrow()
			.get("value")
			.asDouble() / 1e6;
	}

	private static Map<String, Object> row(String application, double before, double after) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("application", application);
		row.put("MB before", before);
		row.put("MB after", after);
		return row;
	}

}
