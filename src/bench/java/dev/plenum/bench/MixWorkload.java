package dev.plenum.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.plenum.bench.HttpLoad.Round;
import tools.jackson.databind.JsonNode;

/**
 * What phones ask beside the whole programme: 200 operations with their variables, no two
 * of them the same, in three languages, without a token.
 */
final class MixWorkload implements Workload {

	private static final int OPERATIONS = 200;

	private static final List<String> SESSION_FIELDS = List.of("title startsAt endsAt status",
			"title abstract startsAt endsAt rooms { name floor }",
			"kind title languages tags track { name color } speakers { role speaker { name titles } }",
			"title abstract kind tags startsAt endsAt status capacity rooms { id name capacity } speakers { speaker { id name organisation bio } } track { name }");

	@Override
	public String name() {
		return "mix";
	}

	@Override
	public void run(Stage stage, Report report) {
		List<Query> queries = queries(stage.conference());
		List<Server> servers = new ArrayList<>(List.of(stage.plenum().server()));
		servers.addAll(stage.onNode(Stage.MERCURIUS, Stage.APOLLO));
		HttpMatch match = new HttpMatch(stage.settings()).between(servers, queries);
		Rounds<Round> rounds = match.play();
		report.table(name(),
				"%d operations with other variables or another text each, in sv, en and fi; answers of %,d bytes on average."
					.formatted(queries.size(), match.bytes() / queries.size()),
				HttpMatch.rows(rounds));
		HttpMatch.verdict(report, name(), rounds, Stage.MERCURIUS, 6);
	}

	private static List<Query> queries(Conference conference) {
		List<Query> queries = new ArrayList<>();
		JsonNode event = conference.plenum()
			.anonymous()
			.ask("query ($id: ID!) { event(id: $id) { days { date } tracks { id } rooms { id } speakers(first: 40) { nodes { id } } } }",
					Map.of("id", conference.id()))
			.get("event");
		for (String fields : SESSION_FIELDS) {
			conference.sessions()
				.stream()
				.limit(20)
				.forEach((id) -> add(queries,
						"query Session($id: ID!) { node(id: $id) { ... on Session { id %s } } }".formatted(fields),
						Map.of("id", id)));
			String filtered = "query Sessions($slug: String!, $filter: SessionFilter) { event(slug: $slug) { sessions(first: 30, filter: $filter) { totalCount nodes { id %s } } } }"
				.formatted(fields);
			filters(event)
				.forEach((filter) -> add(queries, filtered, Map.of("slug", conference.slug(), "filter", filter)));
		}
		event.at("/speakers/nodes")
			.forEach((speaker) -> add(queries,
					"query Speaker($id: ID!) { node(id: $id) { ... on Speaker { id name titles organisation bio sessions { id title startsAt rooms { name } } } } }",
					Map.of("id", speaker.get("id").asString())));
		for (int size = 5; queries.size() < OPERATIONS; size++) {
			add(queries,
					"query Page($slug: String!, $first: Int!) { event(slug: $slug) { name theme days { date } speakers(first: $first) { nodes { id name organisation } pageInfo { hasNextPage } } } }",
					Map.of("slug", conference.slug(), "first", size));
		}
		return queries;
	}

	private static List<Map<String, Object>> filters(JsonNode event) {
		List<Map<String, Object>> filters = new ArrayList<>();
		event.get("days").forEach((day) -> filters.add(Map.of("day", day.get("date").asString())));
		event.get("tracks").forEach((track) -> filters.add(Map.of("track", track.get("id").asString())));
		event.get("rooms").forEach((room) -> filters.add(Map.of("room", room.get("id").asString())));
		filters.add(Map.of("kinds", List.of("LECTURE", "PANEL")));
		return filters;
	}

	private static void add(List<Query> queries, String document, Map<String, ?> variables) {
		String language = Texts.LANGUAGES.get(queries.size() % Texts.LANGUAGES.size());
		queries.add(new Query(document, variables, language, null));
	}

}
