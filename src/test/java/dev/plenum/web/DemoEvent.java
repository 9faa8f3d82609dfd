package dev.plenum.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;

import org.springframework.graphql.test.tester.GraphQlTester;

/**
 * The demo conference of the local mode, which takes place now, for tests in a browser.
 *
 * @param clients clients of the server
 * @param id the id of the event
 */
record DemoEvent(Clients clients, String id) {

	static DemoEvent of(Clients clients) {
		return new DemoEvent(clients,
				clients.organiser()
					.document("{ event(slug: \"demo\") { id } }")
					.execute()
					.path("event.id")
					.entity(String.class)
					.get());
	}

	/**
	 * Adds a session that begins some minutes from now.
	 * @return its id
	 */
	String session(String key, String title, int from, int to, Map<String, Object> more, Map<String, Object> slot) {
		Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
		Map<String, Object> place = new HashMap<>(slot);
		place.put("startsAt", now.plus(from, ChronoUnit.MINUTES).toString());
		place.put("endsAt", now.plus(to, ChronoUnit.MINUTES).toString());
		Map<String, Object> input = new HashMap<>(more);
		input.putAll(Map.of("eventId", this.id, "key", key, "kind", "LECTURE", "force", true, "slot", place, "title",
				text(title)));
		return change("organiser", "putSession", "... on SessionPut { session { id } }", input);
	}

	/**
	 * Carries a mutation out.
	 * @return the first id in its payload
	 */
	String change(String person, String mutation, String selection, Map<String, Object> input) {
		return as(person, mutation, selection, input).path(mutation + "..id").entityList(String.class).get().getFirst();
	}

	/**
	 * Adds a participant.
	 * @return the participant's id
	 */
	String participant(String key) {
		return participant(key, "Åsa Öst");
	}

	String participant(String key, String name) {
		return change("organiser", "putParticipant", "... on ParticipantPut { participant { id } }",
				Map.of("eventId", this.id, "key", key, "name", name));
	}

	/**
	 * Gives a participant a new ticket code.
	 * @return the code
	 */
	String ticketOf(String participantId) {
		return as("organiser", "replaceTicketCode", "... on TicketCodeReplaced { ticketCode }",
				Map.of("participantId", participantId))
			.path("replaceTicketCode.ticketCode")
			.entity(String.class)
			.get();
	}

	/**
	 * Returns the ids of the sessions in an attendee's agenda.
	 */
	List<String> agendaOf(String subject) {
		return this.clients.as(subject)
			.document(
					"query ($id: ID!) { event(id: $id) { myAgenda { items { ... on AgendaSession { session { id } } } } } }")
			.variable("id", this.id)
			.execute()
			.path("event.myAgenda.items[*].session.id")
			.entityList(String.class)
			.get();
	}

	GraphQlTester.Response as(String person, String mutation, String selection, Map<String, Object> input) {
		String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
		return this.clients.as(person)
			.document("mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(type, mutation, selection))
			.variable("input", input)
			.execute();
	}

	static List<Map<String, String>> text(String text) {
		return List.of(Map.of("lang", "sv", "text", text));
	}

}
