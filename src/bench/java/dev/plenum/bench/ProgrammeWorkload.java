package dev.plenum.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.plenum.bench.HttpLoad.Round;

/**
 * Everybody opens the programme at the same moment: one query, without a token, whose
 * answer is the same for all.
 */
final class ProgrammeWorkload implements Workload {

	/** The whole programme as a phone shows it. */
	static final String DOCUMENT = """
			query Programme($slug: String!) {
			  event(slug: $slug) {
			    id name startsOn endsOn
			    sessions(first: 50) { nodes {
			      id kind title abstract startsAt endsAt status
			      rooms { id name }
			      speakers { role speaker { id name } }
			    } }
			  }
			}""";

	@Override
	public String name() {
		return "programme";
	}

	@Override
	public void run(Stage stage, Report report) {
		Query query = new Query(DOCUMENT, Map.of("slug", stage.conference().slug()), "en", null);
		byte[] answer = query.answer(stage.plenum().server());
		List<Server> servers = new ArrayList<>(List.of(stage.plenum().server()));
		servers.addAll(stage.onNode(Stage.MERCURIUS, Stage.MERCURIUS_CLUSTER, Stage.APOLLO));
		servers.add(stage.constant(answer));
		Rounds<Round> rounds = new HttpMatch(stage.settings()).between(servers, List.of(query))
			.throughAllFilters(stage.plenum().server(), List.of(query))
			.play();
		report.table(name(),
				"One event of 40 sessions with abstracts, rooms and speakers, %,d bytes; without a token, the same for all."
					.formatted(answer.length),
				HttpMatch.rows(rounds));
		HttpMatch.verdict(report, name(), rounds, Stage.MERCURIUS, 8);
		HttpMatch.verdict(report, name(), rounds, Stage.APOLLO, 40);
		HttpMatch.verdict(report, name(), rounds, Stage.CONSTANT, 0.8);
		HttpMatch.verdict(report, name(), rounds, HttpMatch.THROUGH_ALL_FILTERS, 1.3);
	}

}
