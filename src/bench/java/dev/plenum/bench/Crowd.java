package dev.plenum.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.plenum.bench.Phones.Answered;
import dev.plenum.bench.Phones.Wish;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Those who want a seat of a session, and those who have one and want it no longer. Each
 * has a phone at every server.
 */
final class Crowd {

	static final String BOOK = """
			mutation Book($session: ID!) { bookSeat(input: {sessionId: $session}) {
			  ... on SeatBooked { seat { position } }
			  ... on SeatWaiting { seat { position } } } }""";

	static final String RELEASE = """
			mutation Release($session: ID!) { releaseSeat(input: {sessionId: $session}) { __typename } }""";

	private static final String MINE = """
			query Mine($session: ID!) { node(id: $session) { ... on Session { mySeat { position } } } }""";

	private final Phones phones;

	private final int servers;

	private final List<Phone> coming = new ArrayList<>();

	private final List<Phone> leaving = new ArrayList<>();

	private final Random random = new Random(1);

	/**
	 * Lets everybody connect.
	 * @param phones what their phones are added to
	 * @param servers whom each asks
	 * @param coming the tokens of those who want a seat
	 * @param leaving the tokens of those who have one and give it back
	 */
	Crowd(Phones phones, List<Server> servers, List<String> coming, List<String> leaving) {
		this.phones = phones;
		this.servers = servers.size();
		for (Server server : servers) {
			coming.forEach((token) -> this.coming.add(new Phone(phones.add(server), server, token)));
			leaving.forEach((token) -> this.leaving.add(new Phone(phones.add(server), server, token)));
		}
	}

	/**
	 * Rushes, and gives everything back.
	 * @param session a session that nobody has booked yet
	 * @param seats how many seats it has
	 * @param within the time over which they ask
	 * @return what was answered, in the order in which it came
	 * @throws IllegalStateException if afterwards anybody has another place than the one
	 * that is theirs, at any server
	 */
	List<Answered> rush(String session, int seats, Duration within) {
		this.phones.ask(wishes(this.leaving, BOOK, session), Duration.ZERO);
		List<Wish> wishes = new ArrayList<>(wishes(this.coming, BOOK, session));
		wishes.addAll(wishes(this.leaving, RELEASE, session));
		Collections.shuffle(wishes, this.random);
		List<Answered> answers = this.phones.ask(wishes, within);
		check(this.phones.ask(wishes(this.coming, MINE, session), Duration.ZERO), seats);
		this.phones.ask(wishes(this.coming, RELEASE, session), Duration.ZERO);
		return answers;
	}

	private static List<Wish> wishes(List<Phone> phones, String document, String session) {
		return phones.stream().map((phone) -> phone.wish(document, session)).toList();
	}

	private void check(List<Answered> answers, int seats) {
		int seated = 0;
		Map<Integer, Integer> line = new HashMap<>();
		for (Answered answer : answers) {
			JsonNode seat = JsonMapper.shared().readTree(answer.body()).at("/data/node/mySeat");
			if (seat.path("position").isInt()) {
				line.merge(seat.get("position").asInt(), 1, Integer::sum);
			}
			else if (seat.isObject()) {
				seated++;
			}
		}
		int waiting = this.coming.size() / this.servers - seats;
		if (seated != this.servers * seats || line.size() != waiting || !line.containsKey(1)
				|| !line.containsKey(waiting) || line.values().stream().anyMatch((times) -> times != this.servers)) {
			throw new IllegalStateException("%d servers told %d of a seat, and of %d places in line"
				.formatted(this.servers, seated, line.size()));
		}
	}

	private record Phone(int number, Server server, String token) {

		Wish wish(String document, String session) {
			return new Wish(this.number,
					new Query(document, Map.of("session", session), "sv", this.token).open(this.server));
		}

	}

}
