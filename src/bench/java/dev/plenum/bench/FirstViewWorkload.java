package dev.plenum.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.web.Browser;

/**
 * A phone opens the attendee app: with an empty cache, and again when the service worker
 * has everything. The browser emulates a slow processor and a slow network.
 */
final class FirstViewWorkload implements Workload {

	private static final int SLOWER = 4;

	private static final int LATENCY_MILLIS = 150;

	private static final int BYTES_PER_SECOND = 1_600_000 / 8;

	private static final double MOST_SECONDS = 1.5;

	private static final double MOST_SECONDS_AGAIN = 0.5;

	private static final double MOST_KILOBYTES = 40;

	/** Runs before the page; the first session is visible after the next frame. */
	private static final String WATCH = """
			const visible = new Promise((resolve) => {
				const look = (observer) => document.querySelector('.session') && (observer.disconnect(),
					requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
				new MutationObserver((_, observer) => look(observer)).observe(document, { childList: true, subtree: true });
			});
			globalThis.programmeVisible = visible;
			""";

	private static final String FILES = """
			const until = await globalThis.programmeVisible;
			const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
			return files.filter(({ name, startTime }) => startTime < until && !name.includes('/graphql'))
				.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
			""";

	@Override
	public String name() {
		return "first-view";
	}

	@Override
	public boolean needsBrowser() {
		return true;
	}

	@Override
	public void run(Stage stage, Report report) {
		Conference conference = stage.conference();
		view(conference);
		List<View> views = new ArrayList<>();
		for (int i = 0; i < stage.settings().rounds(); i++) {
			views.add(view(conference));
		}
		List<Double> first = views.stream().map(View::seconds).toList();
		List<Double> again = views.stream().map(View::secondsAgain).toList();
		report.table(name(),
				"From the navigation until the programme is visible on a phone with a %d times slower processor, %d ms and %.1f Mbit/s, HTTP/1.1."
					.formatted(SLOWER, LATENCY_MILLIS, BYTES_PER_SECOND * 8 / 1e6),
				List.of(row("empty cache", first), row("service worker, which is stopped before", again)));
		report.atMost(name(), "s, empty cache", Rounds.median(first), MOST_SECONDS);
		report.atMost(name(), "s, service worker", Rounds.median(again), MOST_SECONDS_AGAIN);
		report.atMost(name(), "KB of files, compressed", views.getFirst().bytes() / 1e3, MOST_KILOBYTES);
	}

	private static View view(Conference conference) {
		try (Browser browser = Browser.phone()) {
			browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
			slow(browser);
			double seconds = open(browser, conference);
			long bytes = (Long) browser.run(FILES);
			browser.awaitServiceWorker();
			browser.awaitKept("event", "exhibitors");
			browser.driver().get("about:blank");
			browser.driver().executeCdpCommand("ServiceWorker.enable", Map.of());
			browser.driver().executeCdpCommand("ServiceWorker.stopAllWorkers", Map.of());
			return new View(seconds, open(browser, conference), bytes);
		}
	}

	private static void slow(Browser browser) {
		browser.driver().executeCdpCommand("Network.enable", Map.of());
		browser.driver()
			.executeCdpCommand("Network.emulateNetworkConditions", Map.of("offline", false, "latency", LATENCY_MILLIS,
					"downloadThroughput", BYTES_PER_SECOND, "uploadThroughput", BYTES_PER_SECOND));
		browser.driver().executeCdpCommand("Emulation.setCPUThrottlingRate", Map.of("rate", SLOWER));
	}

	private static double open(Browser browser, Conference conference) {
		browser.go(conference.plenum().server().address("/e/%s/app/".formatted(conference.slug())));
		return ((Number) browser.run("return globalThis.programmeVisible;")).doubleValue() / 1e3;
	}

	private static Map<String, Object> row(String state, List<Double> seconds) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("state", state);
		row.put("median s", Rounds.median(seconds));
		row.put("rounds", seconds);
		return row;
	}

	/**
	 * What one phone measured.
	 *
	 * @param seconds until the programme was visible with an empty cache
	 * @param secondsAgain until it was visible with the service worker
	 * @param bytes the compressed size of the files of the first view
	 */
	private record View(double seconds, double secondsAgain, long bytes) {
	}

}
