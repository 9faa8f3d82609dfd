package dev.plenum.seating;

import java.util.List;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each caller may see and do with seats. Ann has the only seat, and Bob waits.
 */
@Tag("slow")
@LiveServer
class SeatRoleTests {

	@Autowired
	private Clients clients;

	private Conference conference;

	private String session;

	@BeforeEach
	void oneSeatAndALine() {
		this.conference = new Conference(this.clients);
		this.session = this.conference.session("s", 2, 1);
		this.conference.booked("ann", this.session);
		this.conference.booked("bob", this.session);
	}

	@ParameterizedTest(name = "{0} sees {1}")
	@CsvSource(textBlock = """
			anonymous, null
			ann,       BOOKED
			bob,       WAITING
			eve,       null
			organiser, null
			own,       null
			admin,     null""")
	void everyCallerSeesTheirOwnSeatOnly(String who, String state) {
		GraphQlTester.Path path = read(who, "mySeat { state session { id } }").path("node.mySeat");
		if (state.equals("null")) {
			path.valueIsNull();
		}
		else {
			path.matchesJson("{\"state\": \"%s\", \"session\": {\"id\": \"%s\"}}".formatted(state, this.session));
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "anonymous", "ann", "eve", "organiser", "own", "admin" })
	void everyCallerSeesTheNumberOfSeats(String who) {
		read(who, "seats { capacity taken left waiting }").path("node.seats")
			.matchesJson("{\"capacity\": 1, \"taken\": 1, \"left\": 0, \"waiting\": 1}");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "anonymous, false", "ann, false", "eve, false", "organiser, false", "own, true", "admin, true" })
	void theOrganisersSeeHowManyHaveCome(String who, boolean sees) {
		GraphQlTester.Path path = read(who, "seats { checkedIn }").path("node.seats.checkedIn");
		if (sees) {
			path.entity(Integer.class).isEqualTo(0);
		}
		else {
			path.valueIsNull();
		}
	}

	@Test
	void aSessionWithoutACapacityHasNoSeats() {
		String free = this.conference.session("free", 2, null);
		this.conference.seat("ann", free).path("node.seats").valueIsNull().path("node.mySeat").valueIsNull();
		assertThat(outcome(this.conference.book("ann", free, false), "bookSeat")).isEqualTo("NoSeatNeeded");
		refused(mutate("own", "releaseNoShows", free), "BAD_INPUT", List.of("input", "sessionId"));
	}

	@ParameterizedTest(name = "{0} by nobody")
	@CsvSource({ "bookSeat", "releaseSeat", "acceptSeat", "declineSeat", "releaseNoShows" })
	void aSeatNeedsAToken(String mutation) {
		refused(mutate("anonymous", mutation, this.session), "UNAUTHENTICATED", null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann", "eve", "organiser" })
	void nobodyButTheOrganisersReleasesSeatsOfNoShows(String who) {
		refused(mutate(who, "releaseNoShows", this.session), "FORBIDDEN", null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "own", "admin" })
	void theOrganisersReleaseSeatsOfNoShows(String who) {
		assertThat(outcome(mutate(who, "releaseNoShows", this.session), "releaseNoShows")).isEqualTo("NoShowsTooEarly");
	}

	@ParameterizedTest(name = "{0} of {1}")
	@CsvSource(textBlock = """
			bookSeat,       ses_nothing_there
			bookSeat,       nonsense
			bookSeat,       ''
			releaseSeat,    ses_nothing_there
			releaseSeat,    nonsense
			acceptSeat,     ses_nothing_there
			declineSeat,    ses_nothing_there
			releaseNoShows, ses_nothing_there
			releaseNoShows, nonsense""")
	void anUnknownSessionIsNotFound(String mutation, String id) {
		refused(mutate("admin", mutation, id), "NOT_FOUND", null);
	}

	@Test
	void anUnknownSessionOfTheEventIsNotFound() {
		String unknown = this.session.substring(0, this.session.length() - 1) + '~';
		refused(mutate("ann", "bookSeat", unknown), "NOT_FOUND", null);
		refused(mutate("ann", "releaseSeat", unknown), "NOT_FOUND", null);
		refused(mutate("own", "releaseNoShows", unknown), "NOT_FOUND", null);
	}

	@Test
	void theSeatsOfAnEventThatIsOverCannotBeChanged() {
		String past = this.clients.anonymous()
			.document("{ event(slug: \"socialchefsdagarna-2023\") { sessions { nodes { id capacity } } } }")
			.execute()
			.path("event.sessions.nodes[?(@.capacity != null)].id")
			.entityList(String.class)
			.get()
			.getFirst();
		assertThat(outcome(mutate("eve", "bookSeat", past), "bookSeat")).isEqualTo("EventClosed");
		assertThat(outcome(mutate("eve", "releaseSeat", past), "releaseSeat")).isEqualTo("EventClosed");
	}

	private static String outcome(GraphQlTester.Response response, String mutation) {
		return response.path(mutation + ".__typename").entity(String.class).get();
	}

	private GraphQlTester.Response read(String who, String fields) {
		return client(who).document("query ($id: ID!) { node(id: $id) { ... on Session { %s } } }".formatted(fields))
			.variable("id", this.session)
			.execute();
	}

	private GraphQlTester.Response mutate(String who, String mutation, String id) {
		return client(who)
			.document("mutation ($id: ID!) { %s(input: {sessionId: $id}) { __typename } }".formatted(mutation))
			.variable("id", id)
			.execute();
	}

	/** {@code own} is the organiser of this event, {@code organiser} of other events. */
	private HttpGraphQlTester client(String who) {
		return switch (who) {
			case "anonymous" -> this.clients.anonymous();
			case "own" -> this.conference.organiser();
			default -> this.clients.as(who);
		};
	}

	private static void refused(GraphQlTester.Response response, String code, @Nullable List<?> path) {
		response.errors()
			.expect((error) -> error.getExtensions().get("code").equals(code)
					&& (path == null || path.equals(error.getExtensions().get("path"))))
			.verify();
	}

}
