package dev.plenum.exhibitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The changes of a booth by its staff, and the filters of the list, on a live server.
 */
@LiveServer
class BoothTests {

	private static final String FIELDS = "id version name description(lang: \"sv\") logo products";

	@Autowired
	private Clients clients;

	@Autowired
	private DatabaseCommands database;

	private Fair fair;

	private String booth;

	@BeforeEach
	void openABooth() {
		this.fair = Fair.of(this.clients);
		this.booth = this.fair.staffed("Larm", "staff");
	}

	@Test
	void anUpdateChangesOnlyTheFieldsThatItContains() {
		update(Map.of("description", Fair.text("Före"), "logo", "https://example.org/1.svg")).path("updateBooth")
			.matchesJson("""
					{ "__typename": "BoothUpdated", "exhibitor": { "version": 3, "name": "Larm", "description": "Före",
					  "logo": "https://example.org/1.svg", "products": [] } }""");
		Map<String, @Nullable Object> second = new HashMap<>(Map.of("products", List.of(Fair.text("Armband"))));
		second.put("logo", null);
		update(second).path("updateBooth").matchesJson("""
				{ "__typename": "BoothUpdated", "exhibitor": { "version": 4, "name": "Larm", "description": "Före",
				  "logo": null, "products": ["Armband"] } }""");
	}

	@Test
	void aChangeOfAnOlderVersionIsAnsweredWithTheCurrentOne() {
		update(Map.of("description", Fair.text("Kollegans"), "expectedVersion", 2)).errors().verify();
		update(Map.of("description", Fair.text("Min"), "expectedVersion", 2)).path("updateBooth").matchesJson("""
				{ "__typename": "Outdated", "current": { "version": 3, "description": "Kollegans" },
				  "message": "Somebody else changed this in the meantime. Check the new state and try again." }""");
		update(Map.of("description", Fair.text("Min"), "expectedVersion", 3)).path("updateBooth").matchesJson("""
				{ "__typename": "BoothUpdated", "exhibitor": { "version": 4, "description": "Min" } }""");
	}

	@Test
	void aRepeatedUpdateHasTheSameAnswer() {
		Map<String, Object> input = Map.of("description", Fair.text("En gång"), "expectedVersion", 2);
		String first = update(input).path("updateBooth").entity(Object.class).get().toString();
		assertThat(update(input).path("updateBooth").entity(Object.class).get()).hasToString(first);
		assertThat(first).contains("BoothUpdated", "version=3");
	}

	@Test
	void theVersionRisesWithTheTierButNotWithTheStateOfTheBooth() {
		setState(Map.of("state", "BUSY")).errors().verify();
		update(Map.of("description", Fair.text("Ett"), "expectedVersion", 2)).path("updateBooth.__typename")
			.entity(String.class)
			.isEqualTo("BoothUpdated");
		this.fair.put("Larm", Map.of("tier", "PARTNER")).errors().verify();
		update(Map.of("description", Fair.text("Två"), "expectedVersion", 3)).path("updateBooth.__typename")
			.entity(String.class)
			.isEqualTo("Outdated");
	}

	@Test
	void staffCannotChangeFieldsOfTheOrganisers() {
		for (String field : List.of("booth: { number: \"A1\" }", "tier: PARTNER", "staff: []")) {
			this.fair.as("staff")
				.document("mutation { updateBooth(input: { exhibitorId: \"%s\", %s }) { __typename } }"
					.formatted(this.booth, field))
				.execute()
				.errors()
				.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT"));
		}
		Map<String, @Nullable Object> nameless = new HashMap<>();
		nameless.put("name", null);
		refused(update(nameless), "name");
	}

	@Test
	void theStateOfTheBoothStaysUntilTheStaffSetAnotherOne() {
		String back = this.fair.conference().in(2);
		Response closed = setState(Map.of("state", "CLOSED", "note", "Lunch", "backAt", back));
		closed.path("setBoothState.exhibitor").matchesJson("""
				{ "boothState": "CLOSED", "boothNote": "Lunch", "openNow": false }""");
		String since = closed.path("setBoothState.exhibitor.boothStateSince").entity(String.class).get();
		assertThat(closed.path("setBoothState.exhibitor.backAt").entity(String.class).get()).contains("+0");
		setState(Map.of("state", "CLOSED", "note", "Lunch", "backAt", back))
			.path("setBoothState.exhibitor.boothStateSince")
			.entity(String.class)
			.isEqualTo(since);
		setState(Map.of("state", "OPEN")).path("setBoothState.exhibitor").matchesJson("""
				{ "boothState": "OPEN", "boothNote": null, "backAt": null, "openNow": true }""");
	}

	@Test
	void aClosedBoothIsOpenAfterTheTimeOfReturn() {
		setState(Map.of("state", "CLOSED", "backAt", Instant.now().minus(1, ChronoUnit.MINUTES).toString()))
			.path("setBoothState.exhibitor")
			.matchesJson("{ \"boothState\": \"CLOSED\", \"openNow\": true }");
	}

	@Test
	void anOpenBoothHasNoNoteAndNoTimeOfReturn() {
		refused(setState(Map.of("state", "OPEN", "note", "varför")), "note");
		refused(setState(Map.of("state", "OPEN", "backAt", this.fair.conference().in(1))), "backAt");
		refused(setState(Map.of("state", "CLOSED", "note", " ")), "note");
	}

	@Test
	void exhibitorsAreFilteredByTheirFieldsAndByOpenNow() {
		String it = this.fair.category("it", "IT");
		this.fair.exhibitor("Verk", Map.of("tier", "AUTHORITY", "description", Fair.text("Råd om ÄLDRE")));
		this.fair.exhibitor("Journal", Map.of("categoryIds", List.of(it), "booth",
				Map.of("hall", "Hall B", "number", "2"), "products", List.of(Fair.text("Äldreomsorgens journal"))));
		setState(Map.of("state", "CLOSED")).errors().verify();
		assertThat(this.fair.names("filter: { category: \"%s\" }".formatted(it))).containsExactly("Journal");
		assertThat(this.fair.names("filter: { category: \"cat_x_y\" }")).isEmpty();
		assertThat(this.fair.names("filter: { hall: \"hall b\" }")).containsExactly("Journal");
		assertThat(this.fair.names("filter: { tier: AUTHORITY }")).containsExactly("Verk");
		assertThat(this.fair.names("filter: { text: \"äldre\" }")).containsExactly("Journal", "Verk");
		assertThat(this.fair.names("filter: { text: \"äldre\", tier: EXHIBITOR }")).containsExactly("Journal");
		assertThat(this.fair.names("filter: { openNow: true }")).containsExactly("Journal", "Verk");
		assertThat(this.fair.names("filter: { openNow: false }")).containsExactly("Larm");
	}

	@Test
	void aListIsAnsweredFromMemory() {
		this.fair.category("it", "IT");
		this.fair.names("");
		this.database.reset();
		this.fair.as("reader")
			.document(
					"""
							query ($id: ID!) { event(id: $id) { exhibitorCategories { name }
							  exhibitors(filter: { text: "larm", openNow: true, tier: EXHIBITOR }, sort: BOOTH) { totalCount
							    nodes { id name description logo links { url } categories { name } products tier
							    contacts { name } languages booth { hall number x y } boothState boothNote backAt boothStateSince openNow
							    version event { name } } } } }""")
			.variable("id", this.fair.id())
			.execute()
			.path("event.exhibitors.totalCount")
			.entity(Integer.class)
			.isEqualTo(1);
		assertThat(this.database.asked()).isEmpty();
	}

	@Test
	void aRepeatedRequestDoesNotUndoANewerState() {
		Map<String, String> first = Map.of("state", "BUSY", "requestId", "one");
		setState(first).path("setBoothState.exhibitor.boothState").entity(String.class).isEqualTo("BUSY");
		setState(Map.of("state", "CLOSED")).errors().verify();
		setState(first).path("setBoothState.exhibitor.boothState").entity(String.class).isEqualTo("CLOSED");
		setState(Map.of("state", "CLOSED", "requestId", "two")).errors().verify();
		setState(Map.of("state", "OPEN", "requestId", "three")).errors().verify();
		setState(Map.of("state", "CLOSED", "requestId", "two")).path("setBoothState.exhibitor.boothState")
			.entity(String.class)
			.isEqualTo("OPEN");
		for (String name : List.of("", "x".repeat(65))) {
			refused(setState(Map.of("state", "OPEN", "requestId", name)), "requestId");
		}
	}

	@Test
	void nothingIsChangedInAnArchivedEvent() {
		this.fair.archive();
		update(Map.of("name", "Nytt")).path("updateBooth.__typename").entity(String.class).isEqualTo("EventClosed");
		setState(Map.of("state", "BUSY")).path("setBoothState.__typename")
			.entity(String.class)
			.isEqualTo("EventClosed");
		this.fair.put("Larm", Map.of("tier", "PARTNER"))
			.path("putExhibitor.__typename")
			.entity(String.class)
			.isEqualTo("EventClosed");
	}

	private Response update(Map<String, ? extends @Nullable Object> more) {
		Map<String, @Nullable Object> input = new HashMap<>(more);
		input.put("exhibitorId", this.booth);
		return Fair.mutate(this.fair.as("staff"), "updateBooth", "BoothUpdated",
				"exhibitor { %1$s } } ... on Outdated { current { ... on Exhibitor { %1$s } }".formatted(FIELDS),
				input);
	}

	private Response setState(Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(more);
		input.put("exhibitorId", this.booth);
		return Fair.mutate(this.fair.as("staff"), "setBoothState", "BoothStateSet",
				"exhibitor { boothState boothNote backAt boothStateSince openNow }", input);
	}

	private static void refused(Response response, String field) {
		response.errors().satisfy((errors) -> {
			assertThat(errors).singleElement();
			assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT")
				.containsEntry("path", List.of("input", field));
		});
	}

}
