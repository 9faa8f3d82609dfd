package dev.plenum.exhibitor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.OwnConference;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.util.StringUtils;

/**
 * An exhibition for one test, at a conference that takes place now.
 */
public final class Fair {

	private final OwnConference conference;

	private Fair(OwnConference conference) {
		this.conference = conference;
	}

	public static Fair of(Clients clients) {
		return new Fair(OwnConference.of(clients));
	}

	public OwnConference conference() {
		return this.conference;
	}

	public String id() {
		return this.conference.id();
	}

	public HttpGraphQlTester as(String name) {
		return this.conference.as(name);
	}

	/**
	 * Makes an exhibitor.
	 * @param key its key, and its name unless the input says otherwise
	 * @param more further fields of the input
	 * @return its id
	 */
	public String exhibitor(String key, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("name", key));
		input.putAll(more);
		return put(key, input).path("putExhibitor.exhibitor.id").entity(String.class).get();
	}

	/**
	 * Makes an exhibitor with somebody as its staff.
	 * @param key its key and name
	 * @param staff the name of its staff at the conference
	 * @return its id
	 */
	public String staffed(String key, String staff) {
		String id = exhibitor(key, Map.of());
		setStaff(id, List.of(this.conference.person(staff))).errors().verify();
		return id;
	}

	Response put(String key, Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", id(), "key", key));
		input.putAll(more);
		return mutate(this.conference.organiser(), "putExhibitor", "ExhibitorPut", "exhibitor { id name version tier }",
				input);
	}

	public Response setStaff(String exhibitor, List<String> subjects) {
		return mutate(this.conference.organiser(), "setExhibitorStaff", "ExhibitorStaffSet",
				"exhibitor { id version staffSubjects }", Map.of("exhibitorId", exhibitor, "subjects", subjects));
	}

	String category(String key, String name) {
		return mutate(this.conference.organiser(), "putExhibitorCategory", "ExhibitorCategoryPut",
				"category { id name }", Map.of("eventId", id(), "key", key, "name", text(name)))
			.path("putExhibitorCategory.category.id")
			.entity(String.class)
			.get();
	}

	/**
	 * The names of the exhibitors as everybody reads them.
	 * @param arguments the arguments of the list
	 * @return the names in their order
	 */
	public List<String> names(String arguments) {
		return this.conference.as("reader")
			.document("{ event(id: \"%s\") { exhibitors(first: 100, %s) { nodes { name } } } }".formatted(id(),
					arguments))
			.execute()
			.path("event.exhibitors.nodes[*].name")
			.entityList(String.class)
			.get();
	}

	/**
	 * Sends a mutation whose payload is a union.
	 * @param success the type of the payload's member in case of success
	 * @param selection what to select of it
	 * @return the response, which contains the message of a refusal
	 */
	public static Response mutate(HttpGraphQlTester client, String mutation, String success, String selection,
			Map<String, ?> input) {
		return client
			.document("""
					mutation ($input: %sInput!) { %s(input: $input) { __typename ... on %s { %s }
					  ... on Refusal { message } } }""".formatted(StringUtils.capitalize(mutation), mutation, success,
					selection))
			.variable("input", input)
			.execute();
	}

	/**
	 * Archives the event.
	 */
	public void archive() {
		this.conference.organiser()
			.document("mutation ($id: ID!) { archiveEvent(input: { eventId: $id }) { __typename } }")
			.variable("id", id())
			.executeAndVerify();
	}

	public static List<Map<String, String>> text(String swedish) {
		return List.of(Map.of("lang", "sv", "text", swedish));
	}

}
