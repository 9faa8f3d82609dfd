package dev.plenum.participant;

import java.util.List;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How organisers read and edit participants.
 */
@LiveServer
class ParticipantTests {

	@Autowired
	private Clients clients;

	@Autowired
	private Participants participants;

	private OwnConference conference;

	@BeforeEach
	void makeConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void participantsAreListedByNameInTheAlphabetOfTheEvent() {
		put("key: \"1\", name: \"Örjan Ö\"");
		put("key: \"2\", name: \"Åsa Å\"");
		put("key: \"3\", name: \"zlatan z\"");
		put("key: \"4\", name: \"Ärla Ä\"");
		assertThat(names("first: 10")).containsExactly("zlatan z", "Åsa Å", "Ärla Ä", "Örjan Ö");
		GraphQlTester.Response page = organised("first: 3");
		String cursor = page.path("event.participants.pageInfo.endCursor").entity(String.class).get();
		page.path("event.participants.totalCount").entity(Integer.class).isEqualTo(4);
		assertThat(names("first: 3, after: \"%s\"".formatted(cursor))).containsExactly("Örjan Ö");
		assertThat(names("last: 2")).containsExactly("Ärla Ä", "Örjan Ö");
	}

	@Test
	void everyWordOfASearchBeginsAWordOfTheParticipant() {
		put("key: \"A-1\", name: \"Anna-Karin Öst\", organisation: \"Region Gävle\", email: \"AK@Example.org\"");
		put("key: \"A-2\", name: \"Anna Ek\", ticketType: \"Student\"");
		assertThat(names("search: \"anna\"")).containsExactly("Anna Ek", "Anna-Karin Öst");
		assertThat(names("search: \"KARIN gäv\"")).containsExactly("Anna-Karin Öst");
		assertThat(names("search: \"ak@example\"")).containsExactly("Anna-Karin Öst");
		assertThat(names("search: \"a-2\"")).containsExactly("Anna Ek");
		assertThat(names("search: \"nna\"")).isEmpty();
		assertThat(names("search: \".*\"")).isEmpty();
		assertThat(names("filter: {ticketTypes: [\"Student\"]}")).containsExactly("Anna Ek");
		assertThat(names("filter: {linked: true}")).isEmpty();
	}

	@Test
	void aChangeKeepsWhatTheInputDoesNotContainAndExpectsTheVersion() {
		String id = put("key: \"1\", name: \" Anna \", organisation: \"Ett\"");
		change("id: \"%s\", expectedVersion: 1, ticketType: \"Dag 1\"".formatted(id)).path("putParticipant.participant")
			.matchesJson(
					"""
							{ "version": 2, "name": "Anna", "organisation": "Ett", "ticketType": "Dag 1", "state": "ACTIVE" }""");
		change("id: \"%s\", expectedVersion: 1, name: \"Berit\"".formatted(id)).path("putParticipant").matchesJson("""
				{ "__typename": "Outdated", "current": { "name": "Anna" } }""");
		change("id: \"%s\", expectedVersion: 1, ticketType: \"Dag 1\"".formatted(id))
			.path("putParticipant.participant.version")
			.entity(Integer.class)
			.isEqualTo(2);
		change("key: \"2\", name: \"B\", email: \"no address\"").errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")));
	}

	@Test
	void onlyOrganisersReadParticipants() {
		String id = put("key: \"1\", name: \"Anna\"");
		this.conference.as("attendee")
			.document(
					"query ($event: ID!, $id: ID!) { event(id: $event) { participants { totalCount } } node(id: $id) { id } }")
			.variable("event", this.conference.id())
			.variable("id", id)
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).extracting((error) -> error.getExtensions().get("code"))
				.containsExactly("FORBIDDEN"))
			.path("node")
			.valueIsNull();
		this.conference.organiser()
			.document("query ($id: ID!) { node(id: $id) { ... on Participant { name } } }")
			.variable("id", id)
			.execute()
			.path("node.name")
			.entity(String.class)
			.isEqualTo("Anna");
	}

	@Test
	void aRemovedParticipantIsGoneWhenTheDepartureIsComplete() {
		String id = put("key: \"1\", name: \"Anna\"");
		this.conference.organiser()
			.document(
					"mutation ($id: ID!) { removeParticipant(input: {participantId: $id}) { ... on ParticipantRemoved { removedId } } }")
			.variable("id", id)
			.executeAndVerify();
		await().until(() -> this.participants.newest(id).blockOptional().isEmpty());
		assertThat(names("")).isEmpty();
	}

	@Test
	void aParticipantIsFoundByTheSubjectsOfTicketAndAccountInTheirEventOnly() {
		String id = put("key: \"1\", name: \"Anna\"");
		assertThat(this.participants.bySubject(this.conference.id(), "plenum:ticket:" + id).block()).isNotNull();
		assertThat(this.participants.bySubject("evt_other", "plenum:ticket:" + id).block()).isNull();
		assertThat(this.participants.bySubject(this.conference.id(), "anna").block()).isNull();
	}

	private String put(String input) {
		return change(input).path("putParticipant.participant.id").entity(String.class).get();
	}

	private GraphQlTester.Response change(String input) {
		return this.conference.organiser()
			.document("""
					mutation ($event: ID!) { putParticipant(input: {eventId: $event, %s}) { __typename
					  ... on ParticipantPut { participant { id version name organisation email ticketType state } }
					  ... on Outdated { current { ... on Participant { name } } } } }""".formatted(input))
			.variable("event", this.conference.id())
			.execute();
	}

	private List<String> names(String arguments) {
		return organised(arguments).path("event.participants.nodes[*].name").entityList(String.class).get();
	}

	private GraphQlTester.Response organised(String arguments) {
		return this.conference.organiser()
			.document(
					"query ($event: ID!) { event(id: $event) { participants%s { totalCount pageInfo { endCursor } nodes { name } } } }"
						.formatted(arguments.isEmpty() ? "" : "(" + arguments + ")"))
			.variable("event", this.conference.id())
			.execute();
	}

}
