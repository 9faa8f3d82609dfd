package dev.plenum.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.plenum.bench.Phones.Answered;
import dev.plenum.bench.Phones.Wish;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everybody signs in with a ticket code within a minute, at one of two servers over one
 * database. Meanwhile as many others want a seat of the same session within a second,
 * release it within the next four, and want it again.
 */
final class SignInWorkload implements Workload {

	private static final int ATTENDEES = 1_300;

	private static final int SEATS = 300;

	/** How many ask at first, since a server that has just started may refuse many. */
	private static final List<Integer> WARM_UPS = List.of(50, 100, 100, 200, 200, 400, 800, ATTENDEES, ATTENDEES);

	private static final Duration RELEASING = Duration.ofSeconds(4);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Pattern CODE = Pattern.compile("ticket=([0-9A-Z-]+)");

	private static final String SIGN_IN = """
			mutation SignIn($code: String!) { signIn(input: {code: $code}) {
			  ... on SignedIn { tokens { accessToken refreshToken } } } }""";

	@Override
	public String name() {
		return "sign-in";
	}

	@Override
	public void run(Stage stage, Report report) {
		Plenum plenum = stage.plenum();
		Conference conference = Conference.make(plenum, "sign-in", 8);
		String session = conference.sessions().getFirst();
		conference.organiser()
			.ask("mutation ($input: PutSessionInput!) { putSession(input: $input) { __typename } }",
					Map.of("input", Map.of("eventId", conference.id(), "id", session, "capacity", SEATS)));
		List<String> codes = codes(conference);
		List<String> tokens = Attendees.inParallel(ATTENDEES, (i) -> plenum.token("sign-in-" + i));
		try (Server second = plenum.beside("Plenum-beside", stage.settings().directory());
				Phones phones = new Phones()) {
			List<Server> servers = List.of(plenum.server(), second);
			IntStream.range(0, ATTENDEES).forEach((i) -> phones.add(server(servers, i)));
			Rush rush = new Rush(phones, wishes(servers, tokens, Crowd.BOOK, session),
					wishes(servers, tokens, Crowd.RELEASE, session));
			signIn(servers, codes, MINUTE);
			WARM_UPS.forEach((number) -> rush.run(number, RELEASING));
			tell(report,
					IntStream.range(0, stage.settings().rounds())
						.mapToObj((_) -> round(servers, codes, rush))
						.toList());
		}
	}

	private static List<String> codes(Conference conference) {
		ParticipantWorkload.imported(conference, ParticipantWorkload.table(ATTENDEES, "Region").csv(), "created",
				ATTENDEES);
		String file = new String(
				conference.plenum()
					.file("GET", "/events/" + conference.slug() + "/tickets.csv", BodyPublishers.noBody()),
				StandardCharsets.UTF_8);
		return CODE.matcher(file).results().map((found) -> found.group(1)).toList();
	}

	private static Server server(List<Server> servers, int phone) {
		return servers.get(phone % servers.size());
	}

	private static List<Wish> wishes(List<Server> servers, List<String> tokens, String document, String session) {
		return IntStream.range(0, tokens.size())
			.mapToObj((i) -> new Wish(i,
					new Query(document, Map.of("session", session), "sv", tokens.get(i)).open(server(servers, i))))
			.toList();
	}

	private static Round round(List<Server> servers, List<String> codes, Rush rush) {
		CompletableFuture<List<Double>> signIns = CompletableFuture.supplyAsync(() -> signIn(servers, codes, MINUTE));
		List<Double> bookings = new ArrayList<>();
		while (!signIns.isDone()) {
			bookings.addAll(rush.run(ATTENDEES, Duration.ofSeconds(1)));
		}
		return Round.of(signIns.join(), bookings);
	}

	/**
	 * Lets everybody sign in once, and returns how many milliseconds each waited.
	 */
	private static List<Double> signIn(List<Server> servers, List<String> codes, Duration within) {
		try (Phones phones = new Phones()) {
			List<Wish> wishes = IntStream.range(0, codes.size())
				.mapToObj((i) -> new Wish(phones.add(server(servers, i)),
						new Query(SIGN_IN, Map.of("code", codes.get(i)), "sv", null).open(server(servers, i))))
				.toList();
			return answered(phones.ask(wishes, within), "/data/signIn/tokens/refreshToken", codes.size());
		}
	}

	/**
	 * Requires an answer with a value for each, and returns how many milliseconds it
	 * took.
	 */
	private static List<Double> answered(List<Answered> answers, String path, int number) {
		long successful = answers.stream()
			.map((answer) -> JsonMapper.shared().readTree(answer.body()).at(path))
			.filter((value) -> !value.isMissingNode())
			.count();
		if (successful != number) {
			throw new IllegalStateException("%d of %d were answered with %s".formatted(successful, number, path));
		}
		return answers.stream().map(Answered::after).toList();
	}

	private void tell(Report report, List<Round> rounds) {
		report.table(name(),
				"%,d participants sign in within a minute, one after the other, at one of two servers over one database. During the whole minute, %,d others want one of %d seats within a second, release it within four seconds, and want it again. Everybody was signed in, and had a seat or a place in line. Milliseconds from asking to the answer."
					.formatted(ATTENDEES, ATTENDEES, SEATS),
				rounds.stream().map(Round::row).toList());
		report.atMost(name(), "ms, 99th percentile of sign-ins", median(rounds, Round::percentile), 1000);
		report.atMost(name(), "ms, slowest sign-in", median(rounds, Round::last), 2000);
		report.atMost(name(), "ms, slowest booking meanwhile", median(rounds, Round::lastBooking), 2000);
	}

	private static double median(List<Round> rounds, ToDoubleFunction<Round> measure) {
		return Rounds.median(rounds.stream().mapToDouble(measure).boxed().toList());
	}

	/**
	 * A booking rush.
	 *
	 * @param phones those who want a seat
	 * @param bookings what they ask when booking opens
	 * @param releases what they ask afterwards
	 */
	private record Rush(Phones phones, List<Wish> bookings, List<Wish> releases) {

		List<Double> run(int number, Duration within) {
			List<Double> times = answered(this.phones.ask(this.bookings.subList(0, number), within),
					"/data/bookSeat/seat", number);
			this.phones.ask(this.releases.subList(0, number), RELEASING);
			return times;
		}

	}

	/**
	 * What came of a minute, in milliseconds.
	 *
	 * @param median how long half of the sign-ins took at most
	 * @param percentile how long 99 of 100 took at most
	 * @param last how long the slowest took
	 * @param medianBooking how long half of the bookings took at most
	 * @param lastBooking how long the slowest booking took
	 * @param bookings how many there were
	 */
	private record Round(double median, double percentile, double last, double medianBooking, double lastBooking,
			int bookings) {

		static Round of(List<Double> signIns, List<Double> bookings) {
			List<Double> sorted = signIns.stream().sorted().toList();
			return new Round(Rounds.median(sorted), sorted.get(sorted.size() * 99 / 100), sorted.getLast(),
					Rounds.median(bookings), Collections.max(bookings), bookings.size());
		}

		Map<String, Object> row() {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("sign-in, median ms", this.median);
			row.put("99th percentile", this.percentile);
			row.put("slowest", this.last);
			row.put("booking, median ms", this.medianBooking);
			row.put("slowest booking", this.lastBooking);
			row.put("bookings", String.valueOf(this.bookings));
			return row;
		}

	}

}
