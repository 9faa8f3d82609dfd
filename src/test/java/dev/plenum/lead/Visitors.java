package dev.plenum.lead;

import java.util.HashMap;
import java.util.Map;

import dev.plenum.exhibitor.Fair;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/**
 * Requests of attendees and staff about contact codes.
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
		Fair.mutate(this.fair.as(name), "putContactCard", "ContactCardPut", "contactCard { contact { name } }", input)
			.errors()
			.verify();
	}

	/**
	 * Asks for a new code of an attendee who has a card.
	 */
	String code(String name) {
		return this.fair.as(name)
			.document("query ($id: ID) { event(id: $id) { myContactCard { contactCode { code } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myContactCard.contactCode.code")
			.entity(String.class)
			.get();
	}

	Response capture(HttpGraphQlTester client, String exhibitor, String code, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("exhibitorId", exhibitor, "code", code));
		input.putAll(more);
		return Fair.mutate(client, "captureLead", "LeadCaptured",
				"lead { id note interest capturedAt version contact { name email } } } ... on ContactCodeRejected { contactCodeProblem",
				input);
	}

	/**
	 * The id of the contact holder of a lead.
	 */
	static String holder(String lead) {
		return lead.replaceFirst("^lea_", "hol_");
	}

	Response withdraw(String name, String holder) {
		return withdraw(this.fair.as(name), Map.of("holderId", holder));
	}

	static Response withdraw(HttpGraphQlTester client, Map<String, String> input) {
		return client.document("""
				mutation ($input: WithdrawContactInput!) { withdrawContact(input: $input) {
				  ... on ContactWithdrawn { removedId event { myContactHolders { id } } } } }""")
			.variable("input", input)
			.execute();
	}

	Response holders(String name) {
		return this.fair.as(name)
			.document(
					"query ($id: ID) { event(id: $id) { myContactHolders { id exhibitor { name } contact { name email } } } }")
			.variable("id", this.fair.id())
			.execute();
	}

}
