package dev.plenum.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.plenum.web.Browser;
import org.openqa.selenium.Rectangle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An organiser drags a session among 200 others in the console.
 */
final class DragWorkload implements Workload {

	/** Three days. */
	private static final int SESSIONS = 600;

	private static final int LEAST_IN_GRID = 199;

	private static final int MOVES = 180;

	/** The rate at which a browser draws. It measures times with small errors. */
	private static final double LEAST_FRAMES = 59.5;

	private static final String RECORD = """
			const frames = globalThis.framesOfDrag = [];
			const record = (time) => {
				frames.push(time);
				if (globalThis.framesOfDrag === frames) {
					requestAnimationFrame(record);
				}
			};
			requestAnimationFrame(record);
			""";

	/** A session that is dropped at its place does not change. */
	private static final String NEXT_FRAME = """
			await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
			""";

	private static final String STOP = """
			const frames = globalThis.framesOfDrag;
			globalThis.framesOfDrag = undefined;
			return frames;
			""";

	@Override
	public String name() {
		return "drag";
	}

	@Override
	public boolean needsBrowser() {
		return true;
	}

	@Override
	public void run(Stage stage, Report report) {
		Conference conference = stage.conference().enlarged("drag", SESSIONS);
		try (Browser browser = Browser.tablet()) {
			browser.go(conference.plenum().server().address("/e/drag/console/#token=organiser"));
			browser.find("[role=gridcell]");
			if ((Long) browser.run("return document.querySelectorAll('[role=gridcell]').length;") < LEAST_IN_GRID) {
				throw new IllegalStateException("The grid does not show all sessions of the day");
			}
			drag(browser);
			List<Drag> drags = IntStream.range(0, stage.settings().rounds()).mapToObj((_) -> drag(browser)).toList();
			report.table(name(),
					"A session is dragged across the grid of a day with 200 sessions, by %d movements of a mouse. The browser draws at most 60 frames a second."
						.formatted(MOVES),
					List.of(row("frames/s", drags.stream().map(Drag::framesPerSecond).toList()),
							row("ms, the slowest of a hundred frames",
									drags.stream().map((drag) -> drag.percentile(0.99)).toList())));
			report.atLeast(name(), "frames/s", Rounds.median(drags.stream().map(Drag::framesPerSecond).toList()),
					LEAST_FRAMES);
		}
	}

	private static Drag drag(Browser browser) {
		Rectangle box = browser.find("[role=gridcell]").getRect();
		double x = box.getX() + 20;
		double y = box.getY() + 10;
		mouse(browser, "mousePressed", x, y);
		mouse(browser, "mouseMoved", x + 20, y);
		browser.find(".marker:not([hidden])");
		browser.run(RECORD);
		for (int i = 1; i <= MOVES; i++) {
			double angle = 2 * Math.PI * i / MOVES;
			mouse(browser, "mouseMoved", x + 20 + 400 * Math.sin(angle / 2), y + 150 * (1 - Math.cos(angle)));
		}
		JsonNode frames = JsonMapper.shared().valueToTree(browser.run(STOP));
		mouse(browser, "mouseMoved", x, y);
		browser.run(NEXT_FRAME);
		mouse(browser, "mouseReleased", x, y);
		browser.wait("the end of the drag",
				() -> browser.run("return document.querySelector('.marker').hidden;").equals(true) ? true : null);
		return new Drag(frames.valueStream().map(JsonNode::asDouble).toList());
	}

	private static void mouse(Browser browser, String type, double x, double y) {
		browser.driver()
			.executeCdpCommand("Input.dispatchMouseEvent",
					Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
	}

	private static Map<String, Object> row(String measure, List<Double> rounds) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("measure", measure);
		row.put("median", Rounds.median(rounds));
		row.put("rounds", rounds);
		return row;
	}

	/**
	 * The frames that the browser drew.
	 *
	 * @param times when it drew each of them, in milliseconds
	 */
	private record Drag(List<Double> times) {

		double framesPerSecond() {
			return 1e3 * (this.times.size() - 1) / (this.times.getLast() - this.times.getFirst());
		}

		double percentile(double part) {
			List<Double> lengths = new ArrayList<>();
			for (int i = 1; i < this.times.size(); i++) {
				lengths.add(this.times.get(i) - this.times.get(i - 1));
			}
			return lengths.stream().sorted().toList().get((int) (part * (lengths.size() - 1)));
		}

	}

}
