package dev.plenum.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.plenum.bench.Phones.Answered;
import dev.plenum.bench.Phones.Wish;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everybody signs in with a ticket code within a minute, at one of two servers over one
 * database. Meanwhile as many others want a seat of the same session, and as soon as all
 * of them have a place, they give everything back and want it again.
 */
final class SignInWorkload implements Workload {

	private static final int ATTENDEES = 1_300;

	private static final int SEATS = 300;

	private static final int WARM_UPS = 16;

	private static final int FIRST_SIGN_INS = 200;

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
			Crowd crowd = new Crowd(phones, servers, tokens, List.of());
			for (int i = 0; i < WARM_UPS; i++) {
				crowd.rush(session, SEATS, Duration.ofSeconds(1));
			}
			signIn(servers, codes.subList(0, FIRST_SIGN_INS), Duration.ofSeconds(5));
			tell(report,
					IntStream.range(0, stage.settings().rounds())
						.mapToObj((_) -> round(servers, codes, crowd, session))
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

	private static Round round(List<Server> servers, List<String> codes, Crowd crowd, String session) {
		CompletableFuture<List<Double>> signIns = CompletableFuture.supplyAsync(() -> signIn(servers, codes, MINUTE));
		List<Double> bookings = new ArrayList<>();
		int rushes = 0;
		for (; !signIns.isDone(); rushes++) {
			crowd.rush(session, SEATS, Duration.ofSeconds(1)).forEach((answer) -> bookings.add(answer.after()));
		}
		return Round.of(signIns.join(), bookings, rushes);
	}

	/**
	 * Lets everybody sign in once, and returns how many milliseconds each waited.
	 */
	private static List<Double> signIn(List<Server> servers, List<String> codes, Duration within) {
		try (Phones phones = new Phones()) {
			List<Wish> wishes = IntStream.range(0, codes.size()).mapToObj((i) -> {
				Server server = servers.get(i % servers.size());
				return new Wish(phones.add(server),
						new Query(SIGN_IN, Map.of("code", codes.get(i)), "sv", null).open(server));
			}).toList();
			List<Answered> answers = phones.ask(wishes, within);
			long signedIn = answers.stream()
				.map((answer) -> JsonMapper.shared().readTree(answer.body()).at("/data/signIn/tokens/refreshToken"))
				.filter(JsonNode::isString)
				.map(JsonNode::asString)
				.distinct()
				.count();
			if (signedIn != codes.size()) {
				throw new IllegalStateException("%d of %d were signed in".formatted(signedIn, codes.size()));
			}
			return answers.stream().map(Answered::after).toList();
		}
	}

	private void tell(Report report, List<Round> rounds) {
		report.table(name(),
				"%,d participants sign in within a minute, one after the other, at one of two servers over one database. During the whole minute, %,d others want one of %d seats within a second at each of the servers, again and again. Everybody was signed in. Milliseconds from asking to the answer."
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
	 * What came of a minute, in milliseconds.
	 *
	 * @param median how long half of the sign-ins took at most
	 * @param percentile how long 99 of 100 took at most
	 * @param last how long the slowest took
	 * @param medianBooking how long half of the bookings took at most
	 * @param lastBooking how long the slowest booking took
	 * @param rushes how often everybody wanted a seat
	 */
	private record Round(double median, double percentile, double last, double medianBooking, double lastBooking,
			int rushes) {

		static Round of(List<Double> signIns, List<Double> bookings, int rushes) {
			List<Double> sorted = signIns.stream().sorted().toList();
			return new Round(Rounds.median(sorted), sorted.get(sorted.size() * 99 / 100), sorted.getLast(),
					Rounds.median(bookings), bookings.stream().max(Double::compare).orElseThrow(), rushes);
		}

		Map<String, Object> row() {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("sign-in, median ms", this.median);
			row.put("99th percentile", this.percentile);
			row.put("slowest", this.last);
			row.put("booking, median ms", this.medianBooking);
			row.put("slowest booking", this.lastBooking);
			row.put("rushes", String.valueOf(this.rushes));
			return row;
		}

	}

}
