package dev.plenum.exhibitor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.OwnConference;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/**
 * An exhibition of a test's own, at a conference that goes on.
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
		return mutate(this.conference.organiser(), "putExhibitor", "PutExhibitorInput",
				"exhibitor { id name version tier }", input);
	}

	public Response setStaff(String exhibitor, List<String> subjects) {
		return mutate(this.conference.organiser(), "setExhibitorStaff", "SetExhibitorStaffInput",
				"exhibitor { id version staffSubjects }", Map.of("exhibitorId", exhibitor, "subjects", subjects));
	}

	String category(String key, String name) {
		return mutate(this.conference.organiser(), "putExhibitorCategory", "PutExhibitorCategoryInput",
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

	public static Response mutate(HttpGraphQlTester client, String mutation, String inputType, String selection,
			Map<String, ?> input) {
		return client
			.document("mutation ($input: %s!) { %s(input: $input) { %s } }".formatted(inputType, mutation, selection))
			.variable("input", input)
			.execute();
	}

	public static List<Map<String, String>> text(String swedish) {
		return List.of(Map.of("lang", "sv", "text", swedish));
	}

}
