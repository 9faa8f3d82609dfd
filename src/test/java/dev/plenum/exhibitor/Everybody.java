package dev.plenum.exhibitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.plenum.Clients;
import dev.plenum.OwnConference;

import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers of all roles at a fair: {@code ann} and {@code bob} are attendees,
 * {@code staff} is on the staff of one exhibitor, {@code rival} of another.
 */
public final class Everybody {

	private static final String ANONYMOUS = "anonymous";

	private final Map<String, HttpGraphQlTester> callers = new LinkedHashMap<>();

	private Everybody(Clients clients, Fair fair) {
		this.callers.put(ANONYMOUS, clients.anonymous());
		this.callers.put("the attendee", fair.as("ann"));
		this.callers.put("another attendee", fair.as("bob"));
		this.callers.put("staff", fair.as("staff"));
		this.callers.put("staff of another", fair.as("rival"));
		this.callers.put("organiser", fair.as("organiser"));
		this.callers.put("organiser of another", OwnConference.of(clients).organiser());
		this.callers.put("administrator", clients.administrator());
	}

	public static Everybody at(Fair fair, Clients clients) {
		return new Everybody(clients, fair);
	}

	public void forEach(BiConsumer<String, HttpGraphQlTester> action) {
		this.callers.forEach(action);
	}

	/**
	 * Expects an answer for some, {@code UNAUTHENTICATED} for who brings no token, and a
	 * code for all others.
	 * @param request what each of them asks
	 * @param code the code
	 * @param allowed who is answered
	 */
	public void expect(Function<HttpGraphQlTester, Response> request, String code, String... allowed) {
		Map<String, String> codes = new LinkedHashMap<>();
		forEach((who, client) -> codes.put(who, code(request.apply(client))));
		Map<String, String> expected = new LinkedHashMap<>();
		this.callers.keySet().forEach((who) -> expected.put(who, code));
		expected.put(ANONYMOUS, "UNAUTHENTICATED");
		List.of(allowed).forEach((who) -> expected.put(who, "answered"));
		assertThat(codes).isEqualTo(expected);
	}

	/**
	 * Expects an answer for everybody who brings a token.
	 * @param request what each of them asks
	 */
	public void expectWithToken(Function<HttpGraphQlTester, Response> request) {
		expect(request, "answered");
	}

	/**
	 * The code of an answer's first error.
	 * @param response the answer
	 * @return the code; {@code answered} if there is no error
	 */
	public static String code(Response response) {
		String[] code = { "answered" };
		response.errors()
			.satisfy((errors) -> errors.stream()
				.map(ResponseError::getExtensions)
				.findFirst()
				.ifPresent((extensions) -> code[0] = String.valueOf(extensions.get("code"))));
		return code[0];
	}

}
