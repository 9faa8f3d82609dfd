package dev.plenum.exhibitor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exhibitors and categories, on a live server.
 */
@LiveServer
class ExhibitorTests {

	@Autowired
	private Clients clients;

	private Fair fair;

	@BeforeEach
	void openAFair() {
		this.fair = Fair.of(this.clients);
	}

	@Test
	void everybodyReadsAllFieldsOfAnExhibitor() {
		String it = this.fair.category("it", "IT-system");
		String id = this.fair.exhibitor("trygg",
				Map.ofEntries(Map.entry("name", "Trygg Hemma AB"),
						Map.entry("description",
								List.of(Map.of("lang", "sv", "text", "Larm"), Map.of("lang", "en", "text", "Alarms"))),
						Map.entry("logo", "https://example.org/logo.svg"),
						Map.entry("links", List.of(Map.of("title", "Hem", "url", "https://example.org/"))),
						Map.entry("categoryIds", List.of(it, it)),
						Map.entry("products", List.of(Fair.text("Trygghetslarm"), Fair.text("Sensorer"))),
						Map.entry("contacts",
								List.of(Map.of("name", "Åsa Öst", "jobTitle", "Säljare", "email", "asa@example.org",
										"phone", "+46 8 123 456"))),
						Map.entry("languages", List.of("sv", "fi")), Map.entry("tier", "PARTNER"),
						Map.entry("booth", Map.of("hall", "Hall A", "number", "A12", "x", 120.5, "y", 40))));
		this.clients.anonymous()
			.document(
					"""
							query ($id: ID!) { node(id: $id) { ... on Exhibitor {
							  name description(lang: "en") logo links { title url } categories { id name } products tier
							  contacts { name jobTitle email phone } languages booth { hall number x y } boothState boothNote backAt
							  boothStateSince openNow version event { id } } } }""")
			.variable("id", id)
			.execute()
			.path("node")
			.matchesJsonStrictly("""
					{ "name": "Trygg Hemma AB", "description": "Alarms", "logo": "https://example.org/logo.svg",
					  "links": [{ "title": "Hem", "url": "https://example.org/" }],
					  "categories": [{ "id": "%s", "name": "IT-system" }], "products": ["Trygghetslarm", "Sensorer"],
					  "tier": "PARTNER", "contacts": [{ "name": "Åsa Öst", "jobTitle": "Säljare",
					    "email": "asa@example.org", "phone": "+46 8 123 456" }], "languages": ["sv", "fi"],
					  "booth": { "hall": "Hall A", "number": "A12", "x": 120.5, "y": 40.0 }, "boothState": "OPEN",
					  "boothNote": null, "backAt": null, "boothStateSince": null, "openNow": true, "version": 1,
					  "event": { "id": "%s" } }""".formatted(it, this.fair.id()));
	}

	@Test
	void fieldsThatAreLeftOutStayAndNullRemovesThem() {
		this.fair.exhibitor("a", Map.of("tier", "AUTHORITY", "booth", Map.of("number", "A1"), "logo",
				"https://example.org/a.svg", "products", List.of(Fair.text("Stöd"))));
		Map<String, Object> clear = new HashMap<>();
		clear.put("logo", null);
		this.fair.put("a", clear).errors().verify();
		read("name tier logo products booth { number }").path("event.exhibitors.nodes[0]").matchesJsonStrictly("""
				{ "name": "a", "tier": "AUTHORITY", "logo": null, "products": ["Stöd"],
				  "booth": { "number": "A1" } }""");
	}

	@Test
	void theSameExhibitorPutTwiceIsChangedOnce() {
		Map<String, Object> input = Map.of("name", "En", "booth", Map.of("hall", "H", "number", "1", "x", 1, "y", 2),
				"description", Fair.text("Text"), "products", List.of(Fair.text("Ett")), "contacts",
				List.of(Map.of("name", "Åsa")), "languages", List.of("sv"));
		this.fair.put("one", input).path("putExhibitor.exhibitor.version").entity(Integer.class).isEqualTo(1);
		this.fair.put("one", input).path("putExhibitor.exhibitor.version").entity(Integer.class).isEqualTo(1);
		this.fair.put("one", Map.of("name", "Två"))
			.path("putExhibitor.exhibitor.version")
			.entity(Integer.class)
			.isEqualTo(2);
	}

	@Test
	void aPutOfAnotherVersionIsOutdatedUnlessTheExhibitorIsAsAsked() {
		assertThat(type(this.fair.put("one", Map.of("name", "Ett", "expectedVersion", 1)), "putExhibitor"))
			.isEqualTo("Outdated");
		for (int i = 0; i < 2; i++) {
			this.fair.put("one", Map.of("name", "Ett", "expectedVersion", 0))
				.path("putExhibitor.exhibitor.version")
				.entity(Integer.class)
				.isEqualTo(1);
		}
		assertThat(type(this.fair.put("one", Map.of("name", "Två", "expectedVersion", 0)), "putExhibitor"))
			.isEqualTo("Outdated");
		this.fair.put("one", Map.of("tier", "PARTNER", "expectedVersion", 1)).errors().verify();
		assertThat(type(this.fair.put("one", Map.of("name", "Två", "expectedVersion", 1)), "putExhibitor"))
			.isEqualTo("Outdated");
		this.fair.put("one", Map.of("tier", "PARTNER", "expectedVersion", 1))
			.path("putExhibitor.exhibitor.version")
			.entity(Integer.class)
			.isEqualTo(2);
		this.fair.put("one", Map.of("name", "Två", "expectedVersion", 2))
			.path("putExhibitor.exhibitor")
			.matchesJson("{ \"name\": \"Två\", \"version\": 3, \"tier\": \"PARTNER\" }");
	}

	@Test
	void aPutOfAnotherVersionOfACategoryIsOutdated() {
		this.fair.category("it", "IT");
		assertThat(type(category(Map.of("position", 3, "expectedVersion", 0)), "putExhibitorCategory"))
			.isEqualTo("Outdated");
		category(Map.of("position", 3, "expectedVersion", 1)).path("putExhibitorCategory.category.version")
			.entity(Integer.class)
			.isEqualTo(2);
		category(Map.of("name", Fair.text("System"), "expectedVersion", 1)).path("putExhibitorCategory")
			.matchesJson("{ \"__typename\": \"Outdated\", \"current\": { \"name\": \"IT\", \"version\": 2 } }");
	}

	@Test
	void twoBoothsWithTheSameNumberCauseAWarning() {
		this.fair.exhibitor("a", Map.of("booth", Map.of("hall", "A", "number", "5")));
		this.fair.exhibitor("b", Map.of("booth", Map.of("hall", "B", "number", "5")));
		Response put = Fair.mutate(this.fair.conference().organiser(), "putExhibitor", "ExhibitorPut",
				"sameBooth { name }", Map.of("eventId", this.fair.id(), "key", "c", "name", "c", "booth",
						Map.of("hall", "a", "number", "5")));
		put.path("putExhibitor.sameBooth[*].name").entityList(String.class).containsExactly("a");
	}

	@Test
	void settingTheStaffOfAnotherVersionIsOutdated() {
		String id = this.fair.exhibitor("a", Map.of());
		this.fair.setStaff(id, List.of("x")).errors().verify();
		Response outdated = Fair.mutate(this.fair.conference().organiser(), "setExhibitorStaff", "ExhibitorStaffSet",
				"exhibitor { id } } ... on Outdated { current { ... on Exhibitor { staffSubjects } }",
				Map.of("exhibitorId", id, "subjects", List.of("y"), "expectedVersion", 1));
		outdated.path("setExhibitorStaff.current.staffSubjects").entityList(String.class).containsExactly("x");
	}

	@Test
	void badInputIsRefusedWithItsPlace() {
		refused(Map.of("name", " "), List.of("input", "name"));
		refused(Map.of("tier", "PARTNER"), List.of("input", "name"));
		refused(Map.of("name", "n", "logo", "file:///etc/passwd"), List.of("input", "logo"));
		refused(Map.of("name", "n", "links",
				List.of(Map.of("url", "https://example.org"), Map.of("url", "ftp://example.org"))),
				List.of("input", "links", 1, "url"));
		refused(Map.of("name", "n", "categoryIds", List.of("cat_x_y")), List.of("input", "categoryIds", 0));
		refused(Map.of("name", "n", "contacts", List.of(Map.of("name", "Åsa", "email", "asa"))),
				List.of("input", "contacts", 0));
		refused(Map.of("name", "n", "booth", Map.of("number", " ")), List.of("input", "booth"));
		refused(Map.of("name", "n", "booth", Map.of("number", "1", "x", 1)), List.of("input", "booth"));
		assertThat(this.fair.names("")).isEmpty();
	}

	@Test
	void exhibitorsAreListedByNameTierOrBooth() {
		exhibitor("Öst", "EXHIBITOR", "B1");
		exhibitor("Adam", "AUTHORITY", "A10");
		exhibitor("Åsa", "PARTNER", "A2");
		exhibitor("Zäta", "PARTNER", "a1");
		exhibitor("ärla", "ASSOCIATION", null);
		assertThat(this.fair.names("")).containsExactly("Adam", "Zäta", "Åsa", "ärla", "Öst");
		assertThat(this.fair.names("sort: TIER")).containsExactly("Zäta", "Åsa", "Öst", "ärla", "Adam");
		assertThat(this.fair.names("sort: BOOTH")).containsExactly("Zäta", "Åsa", "Adam", "Öst", "ärla");
	}

	@Test
	void theSampleConferenceHasSixtyExhibitors() {
		List<Map<String, Object>> all = this.clients.anonymous()
			.document(
					"""
							{ event(slug: "socialchefsdagarna-2024") { exhibitors(first: 100) { totalCount nodes {
							  name tier description categories { name } products booth { hall number x y } contacts { name } } } } }""")
			.execute()
			.path("event.exhibitors.totalCount")
			.entity(Integer.class)
			.isEqualTo(60)
			.path("event.exhibitors.nodes")
			.entity(new ParameterizedTypeReference<List<Map<String, Object>>>() {
			})
			.get();
		assertThat(all).hasSize(60)
			.allSatisfy((exhibitor) -> assertThat(exhibitor.values()).doesNotContainNull().doesNotContain(List.of()))
			.extracting((exhibitor) -> exhibitor.get("tier"))
			.contains("PARTNER", "EXHIBITOR", "ASSOCIATION", "AUTHORITY");
		assertThat(all).extracting((exhibitor) -> exhibitor.get("booth")).doesNotHaveDuplicates();
		this.clients.as("exhibitor")
			.document("{ viewer { staffOf { name event { slug } } } }")
			.execute()
			.path("viewer.staffOf[?(@.event.slug == 'socialchefsdagarna-2024')].name")
			.entityList(String.class)
			.containsExactly("Omsorgsnavet");
	}

	@Test
	void theListIsReadInPages() {
		List.of("c", "a", "b").forEach((name) -> exhibitor(name, "EXHIBITOR", null));
		Response first = read("name", "first: 2");
		first.path("event.exhibitors.nodes[*].name").entityList(String.class).containsExactly("a", "b");
		first.path("event.exhibitors.totalCount").entity(Integer.class).isEqualTo(3);
		String end = first.path("event.exhibitors.pageInfo.endCursor").entity(String.class).get();
		read("name", "after: \"%s\"".formatted(end)).path("event.exhibitors.nodes[*].name")
			.entityList(String.class)
			.containsExactly("c");
	}

	@Test
	void staffFindTheirExhibitorsUntilTheyAreRemoved() {
		String id = this.fair.exhibitor("a", Map.of());
		String staff = this.fair.conference().person("staff");
		Response set = this.fair.setStaff(id, List.of(staff, staff));
		set.path("setExhibitorStaff.exhibitor.staffSubjects").entityList(String.class).containsExactly(staff);
		set.path("setExhibitorStaff.exhibitor.version").entity(Integer.class).isEqualTo(2);
		this.fair.as("staff")
			.document("{ viewer { staffOf { id event { id } } } }")
			.execute()
			.path("viewer.staffOf")
			.matchesJson("[{ \"id\": \"%s\", \"event\": { \"id\": \"%s\" } }]".formatted(id, this.fair.id()));
		this.fair.setStaff(id, List.of()).errors().verify();
		this.fair.as("staff")
			.document("{ viewer { staffOf { id } } }")
			.execute()
			.path("viewer.staffOf")
			.entityList(Object.class)
			.hasSize(0);
	}

	@Test
	void aRemovedExhibitorIsGoneAndRemovingItAgainChangesNothing() {
		String id = this.fair.exhibitor("a", Map.of());
		for (int i = 0; i < 2; i++) {
			Fair.mutate(this.fair.conference().organiser(), "removeExhibitor", "ExhibitorRemoved",
					"removedId event { exhibitors { totalCount } }", Map.of("exhibitorId", id))
				.path("removeExhibitor.event.exhibitors.totalCount")
				.entity(Integer.class)
				.isEqualTo(0);
		}
		this.clients.anonymous()
			.document("query ($id: ID!) { node(id: $id) { id } }")
			.variable("id", id)
			.execute()
			.path("node")
			.valueIsNull();
	}

	@Test
	void aRemovedCategoryIsRemovedFromItsExhibitors() {
		String it = this.fair.category("it", "IT");
		String help = this.fair.category("hjalpmedel", "Hjälpmedel");
		this.fair.exhibitor("a", Map.of("categoryIds", List.of(help, it)));
		assertThat(categories()).containsExactly("IT", "Hjälpmedel");
		Fair.mutate(this.fair.conference().organiser(), "removeExhibitorCategory", "ExhibitorCategoryRemoved",
				"event { id }", Map.of("categoryId", it))
			.errors()
			.verify();
		assertThat(categories()).containsExactly("Hjälpmedel");
		read("categories { name }").path("event.exhibitors.nodes[0].categories[*].name")
			.entityList(String.class)
			.containsExactly("Hjälpmedel");
	}

	@Test
	void organisersSetTheFloorPlansOfTheVenue() {
		String input = "{ slug: \"%s\", venue: { name: \"Mässan\", floorPlans: [{ hall: \"Hall A\", image: \"%s\", width: 800, height: 600 }] } }";
		String put = "mutation { putEvent(input: %s) { ... on EventPut { event { venue { name floorPlans { hall image width height } } } } } }"
			.formatted(input);
		this.fair.conference()
			.organiser()
			.document(put.formatted(this.fair.conference().slug(), "https://example.org/a.svg"))
			.execute()
			.path("putEvent.event.venue")
			.matchesJsonStrictly("""
					{ "name": "Mässan", "floorPlans": [{ "hall": "Hall A", "image": "https://example.org/a.svg",
					  "width": 800, "height": 600 }] }""");
		this.fair.conference()
			.organiser()
			.document(put.formatted(this.fair.conference().slug(), "file:///etc/passwd"))
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT")
				.containsEntry("path", List.of("input", "venue", "floorPlans", 0, "image")));
	}

	@Test
	void anExhibitorOfAnotherEventIsNotChangedThroughThisOne() {
		NewEvent other = NewEvent.on(this.clients);
		String id = this.fair.exhibitor("a", Map.of());
		Fair.mutate(this.clients.as(other.organiser()), "putExhibitor", "ExhibitorPut", "exhibitor { id }",
				Map.of("eventId", other.id(), "id", id, "name", "mine"))
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "NOT_FOUND")));
		assertThat(this.fair.names("")).containsExactly("a");
	}

	private static String type(Response response, String mutation) {
		return response.path(mutation + ".__typename").entity(String.class).get();
	}

	private Response category(Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.fair.id(), "key", "it"));
		input.putAll(more);
		return Fair.mutate(this.fair.conference().organiser(), "putExhibitorCategory", "ExhibitorCategoryPut",
				"category { version } } ... on Outdated { current { ... on ExhibitorCategory { name version } }",
				input);
	}

	private List<String> categories() {
		return this.clients.anonymous()
			.document("query ($id: ID!) { event(id: $id) { exhibitorCategories { name } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.exhibitorCategories[*].name")
			.entityList(String.class)
			.get();
	}

	private void exhibitor(String name, String tier, @Nullable String booth) {
		this.fair.exhibitor(name,
				(booth != null) ? Map.of("tier", tier, "booth", Map.of("number", booth)) : Map.of("tier", tier));
	}

	private void refused(Map<String, ?> input, List<Object> path) {
		this.fair.put("bad", input).errors().satisfy((errors) -> {
			assertThat(errors).singleElement();
			assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT")
				.containsEntry("path", path);
		});
	}

	private Response read(String fields) {
		return read(fields, "sort: NAME");
	}

	private Response read(String fields, String arguments) {
		return this.clients.anonymous()
			.document(
					"query ($id: ID!) { event(id: $id) { exhibitors(%s) { totalCount nodes { %s } pageInfo { endCursor } } } }"
						.formatted(arguments, fields))
			.variable("id", this.fair.id())
			.execute();
	}

}
