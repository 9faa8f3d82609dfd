package dev.plenum.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plenum.bench.HttpLoad.Round;
import tools.jackson.databind.JsonNode;

/**
 * The same queries to several servers, which must all answer the same.
 */
final class HttpMatch {

	/** Plenum without its instant answers. */
	static final String THROUGH_ALL_FILTERS = "Plenum through all filters";

	private final Settings settings;

	private final Map<String, Contestant> contestants = new LinkedHashMap<>();

	HttpMatch(Settings settings) {
		this.settings = settings;
	}

	/**
	 * Lets servers take part, and asks each everything once.
	 * @param servers the servers; the first one's answers are what the others must answer
	 * @param queries what they are asked
	 * @return this
	 */
	HttpMatch between(List<Server> servers, List<Query> queries) {
		for (Query query : queries) {
			JsonNode expected = null;
			for (Server server : servers) {
				Exchange exchange = query.exchange(server);
				JsonNode data = Query.data(exchange);
				if (expected != null && !expected.equals(data)) {
					throw new IllegalStateException(
							"%s answers %s with %s instead of %s".formatted(server.name(), query, data, expected));
				}
				expected = data;
				add(server.name(), server, exchange);
			}
		}
		return this;
	}

	/**
	 * Lets Plenum take part a second time without its instant answers. A cookie makes
	 * each request pass Reactor Netty and all filters of Spring before its kept answer is
	 * found.
	 * @param plenum the server
	 * @param queries what it is asked
	 * @return this
	 */
	HttpMatch throughAllFilters(Server plenum, List<Query> queries) {
		queries.forEach((query) -> add(THROUGH_ALL_FILTERS, plenum, query.withCookie(plenum)));
		return this;
	}

	private void add(String name, Server server, Exchange exchange) {
		this.contestants.computeIfAbsent(name, (_) -> new Contestant(server, new ArrayList<>()))
			.exchanges()
			.add(exchange);
	}

	/**
	 * How long the first contestant's answers are together.
	 */
	int bytes() {
		return this.contestants.values()
			.iterator()
			.next()
			.exchanges()
			.stream()
			.mapToInt((exchange) -> Objects.requireNonNull(exchange.expected()).capacity())
			.sum();
	}

	/**
	 * Warms everybody up, and measures.
	 * @return the rounds by the servers' names
	 */
	Rounds<Round> play() {
		this.contestants.values().forEach((contestant) -> contestant.run(this.settings, this.settings.warmUp()));
		Map<String, Rounds.Turn<Round>> turns = new LinkedHashMap<>();
		this.contestants
			.forEach((name, contestant) -> turns.put(name, () -> contestant.run(this.settings, this.settings.round())));
		return Rounds.play(this.settings.rounds(), turns);
	}

	/**
	 * What is shown of the rounds.
	 */
	static List<Map<String, Object>> rows(Rounds<Round> rounds) {
		return rounds.names().stream().map((name) -> row(rounds, name)).toList();
	}

	private static Map<String, Object> row(Rounds<Round> rounds, String name) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("server", name);
		row.put("requests/s, median", rounds.median(name, Round::perSecond));
		row.put("rounds", rounds.all(name, Round::perSecond));
		row.put("median ms", rounds.median(name, Round::median));
		row.put("p99 ms", rounds.median(name, Round::p99));
		row.put("server µs/request", rounds.median(name, Round::serverCpu));
		row.put("load µs/request", rounds.median(name, Round::loadCpu));
		return row;
	}

	/**
	 * Holds Plenum against another.
	 */
	static void verdict(Report report, String workload, Rounds<Round> rounds, String other, double target) {
		if (rounds.has(other)) {
			report.atLeast(workload, "requests/s, times " + other,
					rounds.median(Stage.PLENUM, Round::perSecond) / rounds.median(other, Round::perSecond), target);
		}
	}

	/**
	 * A server and what it is asked.
	 */
	private record Contestant(Server server, List<Exchange> exchanges) {

		Round run(Settings settings, Duration duration) {
			return HttpLoad.run(this.server, this.exchanges, settings.connections(), duration);
		}

	}

}
