package dev.plenum.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

	private final List<Phone> coming;

	private final List<Phone> leaving;

	private final Random random = new Random(1);

	/**
	 * Lets everybody connect.
	 * @param phones what their phones are added to
	 * @param servers whom each asks
	 * @param coming the tokens of those who want a seat
	 * @param leaving the tokens of those who have one and give it back
	 */
	Crowd(Phones phones, List<Server> servers, List<String> coming, List<String> leaving) {
		this(phones, servers.size(), phones(phones, servers, coming), phones(phones, servers, leaving));
	}

	private Crowd(Phones phones, int servers, List<Phone> coming, List<Phone> leaving) {
		this.phones = phones;
		this.servers = servers;
		this.coming = coming;
		this.leaving = leaving;
	}

	private static List<Phone> phones(Phones phones, List<Server> servers, List<String> tokens) {
		List<Phone> all = new ArrayList<>();
		for (Server server : servers) {
			for (int person = 0; person < tokens.size(); person++) {
				all.add(new Phone(phones.add(server), server, tokens.get(person), person));
			}
		}
		return all;
	}

	/**
	 * Returns a part of the crowd, with everybody who gives a seat back.
	 * @param people the number of those who want a seat
	 */
	Crowd first(int people) {
		return new Crowd(this.phones, this.servers,
				this.coming.stream().filter((phone) -> phone.person() < people).toList(), this.leaving);
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
		int people = this.coming.size() / this.servers;
		Set<Integer> places = IntStream.rangeClosed(1, people - seats).boxed().collect(Collectors.toSet());
		if (seated != this.servers * Math.min(seats, people) || !line.keySet().equals(places)
				|| line.values().stream().anyMatch((times) -> times != this.servers)) {
			throw new IllegalStateException("%d servers told %d of a seat, and of %d places in line"
				.formatted(this.servers, seated, line.size()));
		}
	}

	private record Phone(int number, Server server, String token, int person) {

		Wish wish(String document, String session) {
			return new Wish(this.number,
					new Query(document, Map.of("session", session), "sv", this.token).open(this.server));
		}

	}

}
