package dev.plenum.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.plenum.bench.HttpLoad.Round;

/**
 * Everybody looks at their own agenda: each request has another attendee's token, and
 * another answer.
 */
final class AgendaWorkload implements Workload {

	private static final String DOCUMENT = """
			query Mine($slug: String!) {
			  event(slug: $slug) { myAgenda { items { ... on AgendaSession {
			    startsAt endsAt reasons
			    session { id title kind rooms { id name floor } }
			    seat { state position }
			  } } } }
			}""";

	@Override
	public String name() {
		return "agenda";
	}

	@Override
	public void run(Stage stage, Report report) {
		List<Query> queries = stage.attendees()
			.tokens()
			.stream()
			.map((token) -> new Query(DOCUMENT, Map.of("slug", stage.conference().slug()), "sv", token))
			.toList();
		List<Server> servers = new ArrayList<>(List.of(stage.plenum().server()));
		servers.addAll(stage.onNode(Stage.MERCURIUS));
		HttpMatch match = new HttpMatch(stage.settings()).between(servers, queries);
		Rounds<Round> rounds = match.play();
		report.table(name(),
				"%d attendees in turn, each with 12 sessions, %,d bytes on average. Plenum checks the token and answers what the database has; Mercurius looks the token up in a map."
					.formatted(queries.size(), match.bytes() / queries.size()),
				HttpMatch.rows(rounds));
		HttpMatch.verdict(report, name(), rounds, Stage.MERCURIUS, 1);
	}

}
