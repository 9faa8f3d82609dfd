package dev.plenum.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.bench.SocketLoad.Arrivals;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plenary session is moved that everybody has added to their agenda. Each attendee
 * listens to their own inbox, and receives the item.
 */
final class InboxWorkload implements Workload {

	private static final int ATTENDEES = 1_300;

	private static final int CHANGES = 10;

	private static final int WARM_UP = 20;

	private static final Duration SILENCE = Duration.ofMillis(100);

	/** Nothing in it differs between the attendees. */
	private static final String DOCUMENT = """
			subscription News($event: ID!) {
			  myNewsChanged(eventId: $event) {
			    cursor item { cause text createdAt readAt scheduleChange { revision } about { ... on Session { id title startsAt } } }
			  }
			}""";

	@Override
	public String name() {
		return "inbox";
	}

	@Override
	public void run(Stage stage, Report report) {
		Conference conference = conference(stage);
		List<String> tokens = Attendees.inParallel(ATTENDEES, (i) -> added(conference, i));
		Publisher plenum = Publisher.plenum(conference);
		String subscription = JsonMapper.shared()
			.writeValueAsString(Map.of("query", DOCUMENT, "variables", Map.of("event", conference.id())));
		try (SocketLoad load = SocketLoad.of(plenum.server(), tokens, subscription)) {
			load.open(ATTENDEES, plenum.revision().getAsInt());
			load.listen(Duration.ofSeconds(2));
			changes(load, plenum, WARM_UP);
			Rounds<Round> rounds = Rounds.play(stage.settings().rounds(),
					Map.of(Stage.PLENUM, () -> Round.of(changes(load, plenum, CHANGES))));
			report.table(name(),
					"A plenary session is moved that %,d attendees have added, each with a socket and a token of their own. The medians of %d moves, and of the rounds; every inbox received every item once, in order."
						.formatted(ATTENDEES, CHANGES),
					List.of(row(rounds)));
			report.atMost(name(), "s until every inbox has the item", rounds.median(Stage.PLENUM, Round::last) / 1e3,
					2);
		}
	}

	private static Conference conference(Stage stage) {
		Conference conference = Conference.make(stage.plenum(), "inbox", 8);
		Map<String, Object> plenary = new LinkedHashMap<>(
				Map.of("eventId", conference.id(), "id", conference.sessions().getFirst(), "kind", "PLENARY"));
		plenary.put("capacity", null);
		conference.organiser()
			.ask("mutation ($input: PutSessionInput!) { putSession(input: $input) { __typename } }",
					Map.of("input", plenary));
		return conference;
	}

	private static String added(Conference conference, int attendee) {
		GraphQl caller = conference.plenum().as("inbox-" + attendee);
		caller.ask("mutation ($input: AddToAgendaInput!) { addToAgenda(input: $input) { __typename } }",
				Map.of("input", Map.of("sessionId", conference.sessions().getFirst())));
		return String.valueOf(caller.token());
	}

	private static List<Arrivals> changes(SocketLoad load, Publisher plenum, int number) {
		List<Arrivals> arrivals = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			int revision = plenum.revision().getAsInt() + 1;
			arrivals.add(load.await(revision, () -> plenum.change().apply(revision)));
		}
		load.listen(SILENCE);
		return arrivals;
	}

	private static Map<String, Object> row(Rounds<Round> rounds) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("server", Stage.PLENUM);
		row.put("median inbox ms", rounds.median(Stage.PLENUM, Round::median));
		row.put("last inbox ms", rounds.median(Stage.PLENUM, Round::last));
		row.put("rounds", rounds.all(Stage.PLENUM, Round::last));
		return row;
	}

	/**
	 * The result of a round.
	 *
	 * @param median when half of the inboxes had the item, in milliseconds
	 * @param last when all had it, in milliseconds
	 */
	record Round(double median, double last) {

		static Round of(List<Arrivals> arrivals) {
			return new Round(Rounds.median(arrivals.stream().map(Arrivals::median).toList()),
					Rounds.median(arrivals.stream().map(Arrivals::last).toList()));
		}

	}

}
