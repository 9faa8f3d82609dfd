package dev.plenum.lead;

import java.util.HashMap;
import java.util.Map;

import dev.plenum.exhibitor.Fair;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/**
 * What attendees and staff do with contact codes at a fair.
 *
 * @param fair the fair
 */
record Visitors(Fair fair) {

	static final String LEADS = """
			query ($id: ID!) { node(id: $id) { ... on Exhibitor { leads {
			  totalCount nodes { id note interest contact { name email } } } } } }""";

	/**
	 * Writes an attendee's card.
	 * @param name the attendee
	 * @param card what it says beside the name
	 */
	void card(String name, Map<String, String> card) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.fair.id(), "name", name));
		input.putAll(card);
		Fair.mutate(this.fair.as(name), "putContactCard", "PutContactCardInput", "contactCard { contact { name } }",
				input)
			.errors()
			.verify();
	}

	/**
	 * Asks for a new code of an attendee who has a card.
	 */
	String code(String name) {
		return this.fair.as(name)
			.document("query ($id: ID) { event(id: $id) { myContactCard { contactCode { text } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myContactCard.contactCode.text")
			.entity(String.class)
			.get();
	}

	Response capture(HttpGraphQlTester client, String exhibitor, String code, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("exhibitorId", exhibitor, "code", code));
		input.putAll(more);
		return Fair.mutate(client, "captureLead", "CaptureLeadInput",
				"lead { id note interest capturedAt contact { name email } }", input);
	}

	Response withdraw(String name, String holder) {
		return Fair.mutate(this.fair.as(name), "withdrawContact", "WithdrawContactInput",
				"event { myContactHolders { id } }", Map.of("holderId", holder));
	}

	Response holders(String name) {
		return this.fair.as(name)
			.document(
					"query ($id: ID) { event(id: $id) { myContactHolders { id exhibitor { name } contact { name email } } } }")
			.variable("id", this.fair.id())
			.execute();
	}

}
