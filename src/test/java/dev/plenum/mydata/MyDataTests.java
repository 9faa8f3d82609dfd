package dev.plenum.mydata;

import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exports and deletes personal data.
 */
@LiveServer
class MyDataTests {

	@Autowired
	private Clients clients;

	@Test
	void theDataInAllEventsIsExportedAndDeleted() {
		OwnConference one = OwnConference.of(this.clients);
		OwnConference two = OwnConference.of(this.clients);
		String ann = one.person("ann");
		String full = one.session("full", "SEMINAR", 2, Map.of("capacity", 1));
		String running = one.session("running", "SEMINAR", 0, Map.of());
		String elsewhere = two.session("elsewhere", "SEMINAR", 2, Map.of("capacity", 5));
		mutate(ann, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(full));
		mutate(one.person("bob"), "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(full));
		mutate(ann, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(elsewhere));
		mutate(ann, "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(running));
		mutate(ann, "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(elsewhere));
		mutate(ann, "putSessionNote(input: {sessionId: \"%s\", text: \"mine\"}) { __typename }".formatted(running));
		mutate(ann, "rateSession(input: {sessionId: \"%s\", stars: 4, comment: \"fine\"}) { __typename }"
			.formatted(running));
		export(ann).path("exportMyData.subject")
			.entity(String.class)
			.isEqualTo(ann)
			.path("exportMyData.agendas[*].eventId")
			.entityList(String.class)
			.contains(one.id(), two.id())
			.path("exportMyData.agendas[*].notes[*].text")
			.entityList(String.class)
			.containsExactly("mine")
			.path("exportMyData.seats[*].sessionId")
			.entityList(String.class)
			.contains(full, elsewhere)
			.path("exportMyData.ratings[*].comment")
			.entityList(String.class)
			.containsExactly("fine");
		assertThat(delete(ann)).contains("seats 2", "agendas 2", "ratings 1");
		assertThat(delete(ann)).hasSizeGreaterThan(2).allSatisfy((deleted) -> assertThat(deleted).endsWith(" 0"));
		export(ann).path("exportMyData.agendas")
			.entityList(Object.class)
			.hasSize(0)
			.path("exportMyData.seats")
			.entityList(Object.class)
			.hasSize(0)
			.path("exportMyData.ratings")
			.entityList(Object.class)
			.hasSize(0);
		this.clients.as(one.person("bob"))
			.document("query ($id: ID!) { node(id: $id) { ... on Session { mySeat { state } } } }")
			.variable("id", full)
			.execute()
			.path("node.mySeat.state")
			.entity(String.class)
			.isEqualTo("BOOKED");
		one.organiser()
			.document(
					"query ($id: ID!) { node(id: $id) { ... on Session { feedback { count comments { nodes { comment } } } } } }")
			.variable("id", running)
			.execute()
			.path("node.feedback.count")
			.entity(Integer.class)
			.isEqualTo(1)
			.path("node.feedback.comments.nodes[*].comment")
			.entityList(String.class)
			.containsExactly("fine");
	}

	@Test
	void aCallerReadsAndDeletesOnlyTheirOwnData() {
		OwnConference conference = OwnConference.of(this.clients);
		String session = conference.session("one", "SEMINAR", 2, Map.of());
		mutate(conference.person("ann"), "addToAgenda(input: {sessionId: \"%s\"}) { __typename }".formatted(session));
		for (String name : List.of("bob", "organiser")) {
			export(conference.person(name)).path("exportMyData.agendas").entityList(Object.class).hasSize(0);
			delete(conference.person(name));
		}
		export(conference.person("ann")).path("exportMyData.agendas").entityList(Object.class).hasSize(1);
		for (String document : List.of("{ exportMyData }",
				"mutation { deleteMyData(input: {subject: \"nobody\"}) { __typename } }")) {
			this.clients.anonymous()
				.document(document)
				.execute()
				.errors()
				.satisfy((errors) -> assertThat(errors).singleElement()
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED")));
		}
	}

	@Test
	void theSubjectMustBeThatOfTheCaller() {
		OwnConference conference = OwnConference.of(this.clients);
		mutate(conference.person("ann"), "rateSession(input: {sessionId: \"%s\", stars: 4}) { __typename }"
			.formatted(conference.session("running", "SEMINAR", 0, Map.of())));
		conference.as("ann")
			.document("mutation ($subject: String!) { deleteMyData(input: {subject: $subject}) { __typename } }")
			.variable("subject", conference.person("bob"))
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
					.containsEntry("path", List.of("input", "subject"))));
		export(conference.person("ann")).path("exportMyData.ratings").entityList(Object.class).hasSize(1);
	}

	private GraphQlTester.Response export(String subject) {
		return this.clients.as(subject).document("{ exportMyData }").execute();
	}

	private List<String> delete(String subject) {
		return this.clients.as(subject)
			.document(
					"mutation ($subject: String!) { deleteMyData(input: {subject: $subject}) { ... on MyDataDeleted { deleted { key count } } } }")
			.variable("subject", subject)
			.execute()
			.path("deleteMyData.deleted")
			.entityList(Deleted.class)
			.get()
			.stream()
			.map((deleted) -> deleted.key() + " " + deleted.count())
			.toList();
	}

	private void mutate(String subject, String mutation) {
		this.clients.as(subject).document("mutation { " + mutation + " }").executeAndVerify();
	}

	private record Deleted(String key, int count) {
	}

}
