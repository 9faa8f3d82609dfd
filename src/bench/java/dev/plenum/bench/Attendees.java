package dev.plenum.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

/**
 * Attendees of a conference, each with another agenda of 12 sessions, in some of which
 * they have a seat, and in others wait for one.
 *
 * @param tokens their tokens
 */
record Attendees(List<String> tokens) {

	static final int NUMBER = 500;

	private static final int PICKS = 12;

	/**
	 * Lets attendees pick sessions and book seats.
	 */
	static Attendees of(Conference conference) {
		return new Attendees(inParallel(NUMBER, (attendee) -> {
			GraphQl caller = conference.plenum().as("attendee-" + attendee);
			List<String> picks = IntStream.range(0, PICKS)
				.map((pick) -> (attendee + 3 * pick) % conference.sessions().size())
				.mapToObj(conference.sessions()::get)
				.toList();
			caller.ask("mutation ($input: MergeAgendaInput!) { mergeAgenda(input: $input) { __typename } }",
					Map.of("input", Map.of("eventId", conference.id(), "add", picks, "at", Instant.now().toString())));
			picks.stream()
				.filter((session) -> conference.sessions().indexOf(session) % Conference.SEATS_EVERY == 0)
				.forEach((session) -> caller.ask(
						"mutation ($input: BookSeatInput!) { bookSeat(input: $input) { __typename } }",
						Map.of("input", Map.of("sessionId", session))));
			return String.valueOf(caller.token());
		}));
	}

	/**
	 * Their agendas as the other servers have them in memory.
	 * @param conference the conference
	 * @return the items by token
	 */
	Map<String, List<Map<String, JsonNode>>> agendas(Conference conference) {
		Map<String, List<Map<String, JsonNode>>> agendas = new LinkedHashMap<>();
		for (String token : this.tokens) {
			List<Map<String, JsonNode>> items = new ArrayList<>();
			new GraphQl(conference.plenum().server().address("/graphql"), token).ask(
					"query ($id: ID!) { event(id: $id) { myAgenda { items { ... on AgendaSession { session { id } reasons seat { state position } } } } } }",
					Map.of("id", conference.id()))
				.at("/event/myAgenda/items")
				.forEach((item) -> items.add(Map.of("sessionId", item.at("/session/id"), "reasons", item.get("reasons"),
						"seat", item.get("seat"))));
			agendas.put(token, items);
		}
		return agendas;
	}

	/**
	 * Does something for many at a time.
	 */
	static <T> List<T> inParallel(int number, IntFunction<T> task) {
		try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
			List<Future<T>> started = IntStream.range(0, number)
				.mapToObj((i) -> threads.submit(() -> task.apply(i)))
				.toList();
			return started.stream().map(Attendees::result).toList();
		}
	}

	private static <T> T result(Future<T> future) {
		try {
			return future.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

}
