package dev.plenum.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.plenum.bench.Phones.Answered;
import dev.plenum.bench.Phones.Wish;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everybody signs in with a ticket code within a minute, at one of two servers over one
 * database. Meanwhile the booking of five sessions opens one after the other, and as many
 * others want a seat of each within a second.
 */
final class SignInWorkload implements Workload {

	private static final int ATTENDEES = 1_300;

	private static final int SEATS = 300;

	/** How many ask at first, since a server that has just started may refuse many. */
	private static final List<Integer> WARM_UPS = List.of(50, 100, 200, 400, 800, ATTENDEES, ATTENDEES);

	private static final int RUSHES = 5;

	private static final Duration RUSH = Duration.ofSeconds(1);

	private static final int SESSIONS = 200;

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
		Conference conference = Conference.make(plenum, "sign-in", SESSIONS);
		Iterator<String> opening = sessions(conference);
		List<String> codes = codes(conference);
		List<String> tokens = Attendees.inParallel(ATTENDEES, (i) -> plenum.token("sign-in-" + i));
		try (Server second = plenum.beside("Plenum-beside", stage.settings().directory());
				Phones phones = new Phones()) {
			List<Server> servers = List.of(plenum.server(), second);
			IntStream.range(0, ATTENDEES).forEach((i) -> phones.add(server(servers, i)));
			Rush rush = new Rush(phones, servers, tokens, opening);
			signIn(servers, codes, MINUTE);
			WARM_UPS.forEach(rush::run);
			tell(report,
					IntStream.range(0, Math.min(stage.settings().rounds(), 3))
						.mapToObj((_) -> round(servers, codes, rush))
						.toList());
		}
	}

	/** Those that have times of their own, so that everybody can have a seat of each. */
	private static Iterator<String> sessions(Conference conference) {
		int parallel = Conference.parallel(SESSIONS);
		List<String> sessions = IntStream.range(0, SESSIONS / parallel)
			.mapToObj((i) -> conference.sessions().get(i * parallel))
			.toList();
		return conference.limit(sessions, SEATS);
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

	private static Round round(List<Server> servers, List<String> codes, Rush rush) {
		CompletableFuture<List<Double>> signIns = CompletableFuture.supplyAsync(() -> signIn(servers, codes, MINUTE));
		List<Double> bookings = new ArrayList<>();
		for (int i = 0; i < RUSHES; i++) {
			CompletableFuture<Void> pause = new CompletableFuture<Void>().completeOnTimeout(null,
					MINUTE.dividedBy(RUSHES).toMillis(), TimeUnit.MILLISECONDS);
			bookings.addAll(rush.run(ATTENDEES));
			pause.join();
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
				"%,d participants sign in within a minute, one after the other, at one of two servers over one database. Meanwhile the booking of %d sessions opens, one after the other, and %,d others want one of %d seats of each within a second. Everybody was signed in, and had a seat or a place in line. Milliseconds from asking to the answer."
					.formatted(ATTENDEES, RUSHES, ATTENDEES, SEATS),
				rounds.stream().map(Round::row).toList());
		report.atMost(name(), "ms, 99th percentile of sign-ins", median(rounds, Round::percentile), 1000);
		report.atMost(name(), "ms, slowest sign-in", median(rounds, Round::last), 2000);
		report.atMost(name(), "ms, slowest booking meanwhile", median(rounds, Round::lastBooking), 2000);
	}

	private static double median(List<Round> rounds, ToDoubleFunction<Round> measure) {
		return Rounds.median(rounds.stream().mapToDouble(measure).boxed().toList());
	}

	/**
	 * Booking rushes, each for the seats of another session.
	 *
	 * @param phones those who want a seat
	 * @param servers whom they ask
	 * @param tokens their tokens
	 * @param opening the sessions whose booking opens, one after the other
	 */
	private record Rush(Phones phones, List<Server> servers, List<String> tokens, Iterator<String> opening) {

		List<Double> run(int number) {
			Map<String, Object> session = Map.of("session", this.opening.next());
			List<Wish> wishes = IntStream.range(0, number)
				.mapToObj((i) -> new Wish(i,
						new Query(Crowd.BOOK, session, "sv", this.tokens.get(i)).open(server(this.servers, i))))
				.toList();
			return answered(this.phones.ask(wishes, RUSH), "/data/bookSeat/seat", number);
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
