package dev.plenum.lead;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.platform.QrCodeTests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contact cards and their codes, on a live server.
 */
@LiveServer
class ContactCardTests {

	private static final String READ = """
			query ($id: ID) { event(id: $id) { myContactCard {
			  contact { name organisation jobTitle email phone } contactCode { code svg expiresAt } } } }""";

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void aPutChangesOnlyTheFieldsThatItContains() {
		read(this.conference.as("ann")).path("event.myContactCard").valueIsNull();
		put("ann", Map.of("name", "  Ann Ek ", "email", "ann@example.org")).path("putContactCard.contactCard.contact")
			.matchesJson(
					"""
							{"name": "Ann Ek", "email": "ann@example.org", "organisation": null, "jobTitle": null, "phone": null}""");
		Map<String, @Nullable String> second = new HashMap<>(
				Map.of("organisation", "Malmö stad", "jobTitle", "Socialchef", "phone", "+46 (0)40-34 10 00"));
		second.put("email", null);
		put("ann", second).errors().verify();
		read(this.conference.as("ann")).path("event.myContactCard.contact").matchesJson("""
				{"name": "Ann Ek", "email": null, "organisation": "Malmö stad", "jobTitle": "Socialchef",
				 "phone": "+46 (0)40-34 10 00"}""");
	}

	@Test
	void aNewCardNeedsAName() {
		put("ann", Map.of("email", "ann@example.org")).errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("path",
					List.of("input", "name")));
	}

	@Test
	void nobodyElseReadsIt() {
		put("ann", Map.of("name", "Ann")).errors().verify();
		for (HttpGraphQlTester other : List.of(this.clients.anonymous(), this.conference.as("bob"),
				this.conference.organiser(), this.clients.administrator())) {
			read(other).path("event.myContactCard").valueIsNull();
		}
		expect(this.clients.anonymous()
			.document("mutation { putContactCard(input: {eventId: \"%s\", name: \"A\"}) { __typename } }"
				.formatted(this.conference.id()))
			.execute(), "UNAUTHENTICATED");
	}

	@Test
	void invalidFieldsAreRefusedWithTheirPlace() {
		Map<String, String> wrong = Map.of("name", " ", "organisation", "x".repeat(201), "jobTitle", "a\nb", "email",
				"ann example.org", "phone", "=1+1");
		wrong.forEach((field,
				value) -> put("ann", field.equals("name") ? Map.of("name", value) : Map.of("name", "Ann", field, value))
					.errors()
					.satisfy((errors) -> assertThat(errors).singleElement()
						.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
							.containsEntry("path", List.of("input", field)))));
	}

	@Test
	void theTextAndTheQrCodeHaveTheSameContent() throws Exception {
		put("ann", Map.of("name", "Ann Ek", "email", "ann@example.org")).errors().verify();
		GraphQlTester.Response response = read(this.conference.as("ann"));
		String text = response.path("event.myContactCard.contactCode.code").entity(String.class).get();
		String svg = response.path("event.myContactCard.contactCode.svg").entity(String.class).get();
		assertThat(QrCodeTests.scan(svg)).isEqualTo(text);
		assertThat(text).hasSizeLessThan(200);
		assertThat(ContactCode.read(text).orElseThrow().jws().getPayload().toString()).doesNotContain("Ann",
				"example.org", this.conference.slug());
		Instant expires = OffsetDateTime
			.parse(response.path("event.myContactCard.contactCode.expiresAt").entity(String.class).get())
			.toInstant();
		assertThat(expires).isBetween(Instant.now().plus(Duration.ofMinutes(4)),
				Instant.now().plus(Duration.ofMinutes(6)));
	}

	@Test
	void afterTheEventTheCardHasNoCode() {
		LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
		put("ann", Map.of("name", "Ann")).errors().verify();
		this.conference.organiser()
			.document(
					"mutation { putEvent(input: {slug: \"%s\", startsOn: \"%s\", endsOn: \"%s\"}) { ... on EventPut { event { id } } } }"
						.formatted(this.conference.slug(), today.minusDays(9), today.minusDays(7)))
			.executeAndVerify();
		read(this.conference.as("ann")).path("event.myContactCard.contact.name")
			.entity(String.class)
			.isEqualTo("Ann")
			.path("event.myContactCard.contactCode")
			.valueIsNull();
		put("ann", Map.of("name", "Ann Ek")).path("putContactCard").matchesJson("{ \"__typename\": \"EventClosed\" }");
	}

	private static void expect(GraphQlTester.Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

	private GraphQlTester.Response read(HttpGraphQlTester client) {
		return client.document(READ).variable("id", this.conference.id()).execute();
	}

	private GraphQlTester.Response put(String name, Map<String, ? extends @Nullable String> card) {
		Map<String, @Nullable Object> input = new HashMap<>(card);
		input.put("eventId", this.conference.id());
		return this.conference.as(name)
			.document(
					"""
							mutation ($input: PutContactCardInput!) { putContactCard(input: $input) { __typename
							  ... on ContactCardPut { contactCard { contact { name organisation jobTitle email phone } } } } }""")
			.variable("input", input)
			.execute();
	}

}
