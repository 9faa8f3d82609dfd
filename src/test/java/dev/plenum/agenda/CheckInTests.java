package dev.plenum.agenda;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checking attendees in by their codes.
 */
@LiveServer
class CheckInTests {

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void whoHasASeatIsCheckedInByNameOnce() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		book("ann", session);
		String code = code("ann");
		assertThat(code).matches("[2-9A-HJ-NP-Z]{10}").isEqualTo(code("ann"));
		String at = checkIn(this.conference.organiser(), session, code).path("checkIn.name")
			.entity(String.class)
			.isEqualTo(this.conference.person("ann"))
			.path("checkIn.seat")
			.entity(String.class)
			.isEqualTo("BOOKED")
			.path("checkIn.checkedInAt")
			.entity(String.class)
			.get();
		checkIn(this.conference.organiser(), session,
				code.substring(0, 5).toLowerCase(Locale.ROOT) + "-" + code.substring(5))
			.path("checkIn.checkedInAt")
			.entity(String.class)
			.isEqualTo(at);
	}

	@Test
	void whoHasNoSeatIsNotLetIn() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		book("ann", session);
		book("bob", session);
		checkIn(this.conference.organiser(), session, code("bob")).path("checkIn.seat")
			.entity(String.class)
			.isEqualTo("WAITING")
			.path("checkIn.checkedInAt")
			.valueIsNull();
		checkIn(this.conference.organiser(), session, code("cyd")).path("checkIn.seat")
			.valueIsNull()
			.path("checkIn.checkedInAt")
			.valueIsNull();
	}

	@Test
	void whereNoSeatIsNeededEverybodyIsCheckedIn() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		String code = code("ann");
		String at = checkIn(this.conference.organiser(), session, code).path("checkIn.checkedInAt")
			.entity(String.class)
			.get();
		checkIn(this.conference.organiser(), session, code).path("checkIn.checkedInAt")
			.entity(String.class)
			.isEqualTo(at);
	}

	@Test
	void onlyTheEventsOrganisersCheckIn() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of("capacity", 1));
		OwnConference other = OwnConference.of(this.clients);
		String code = code("ann");
		expect(checkIn(this.clients.anonymous(), session, code), "UNAUTHENTICATED");
		for (HttpGraphQlTester nobody : List.of(this.conference.as("ann"), this.conference.as("bob"),
				other.organiser())) {
			expect(checkIn(nobody, session, code), "FORBIDDEN");
		}
	}

	@Test
	void aCodeOfNobodyOrOfAnotherEventIsNotFound() {
		String session = this.conference.session("one", "SEMINAR", 1, Map.of());
		OwnConference other = OwnConference.of(this.clients);
		String elsewhere = other.as("ann")
			.document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", other.id())
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
		for (String code : List.of(elsewhere, "", "AAAAAAAAAA")) {
			expect(checkIn(this.conference.organiser(), session, code), "NOT_FOUND");
		}
	}

	private static void expect(GraphQlTester.Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

	private void book(String name, String session) {
		this.conference.as(name)
			.document("mutation ($id: ID!) { bookSeat(input: {sessionId: $id}) { __typename } }")
			.variable("id", session)
			.executeAndVerify();
	}

	private String code(String name) {
		return this.conference.as(name)
			.document("query ($id: ID) { event(id: $id) { myAgenda { agendaCode } } }")
			.variable("id", this.conference.id())
			.execute()
			.path("event.myAgenda.agendaCode")
			.entity(String.class)
			.get();
	}

	private static GraphQlTester.Response checkIn(HttpGraphQlTester client, String session, String code) {
		return client.document(
				"mutation ($id: ID!, $code: String!) { checkIn(input: {sessionId: $id, code: $code}) { name seat checkedInAt } }")
			.variable("id", session)
			.variable("code", code)
			.execute();
	}

}
