package dev.plenum.exhibitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fields that only some callers may read. All others get null with one error, and the
 * rest of the response.
 */
@LiveServer
class RestrictedFieldTests {

	private static final String ANONYMOUS = "anonymous";

	@Autowired
	private Clients clients;

	private Fair fair;

	private String exhibitor;

	private String session;

	private final Map<String, HttpGraphQlTester> callers = new LinkedHashMap<>();

	@BeforeEach
	void openAFair() {
		this.fair = Fair.of(this.clients);
		this.exhibitor = this.fair.staffed("trygg", "staff");
		this.session = this.fair.conference().session("talk", "LECTURE", 1, Map.of());
		this.callers.put(ANONYMOUS, this.clients.anonymous());
		this.callers.put("attendee", this.fair.as("ann"));
		this.callers.put("staff", this.fair.as("staff"));
		this.callers.put("organiser", this.fair.as("organiser"));
		this.callers.put("other organiser", OwnConference.of(this.clients).organiser());
		this.callers.put("administrator", this.clients.administrator());
	}

	@ParameterizedTest(name = "{0}.{1}")
	@CsvSource(delimiter = '|', textBlock = """
			Event     | organiserSubjects                                         | organiser administrator
			Event     | audit { totalCount }                                      | organiser administrator
			Event     | exhibitionNumbers { leadCount }                           | organiser administrator
			Event     | lastImport { format }                                     | organiser administrator
			Exhibitor | staffSubjects                                             | staff organiser administrator
			Exhibitor | invitations { id }                                        | organiser administrator
			Exhibitor | numbers { leadCount }                                     | staff organiser administrator
			Exhibitor | leads { totalCount }                                      | staff
			Exhibitor | meetings { totalCount }                                   | staff
			Session   | feedback { count }                                        | organiser administrator
			""")
	void othersGetNullWithOneErrorAndTheRestOfTheResponse(String type, String field, String allowed) {
		String id = Map.of("Event", this.fair.id(), "Exhibitor", this.exhibitor, "Session", this.session).get(type);
		String name = field.split(" ")[0];
		this.callers.forEach((who, client) -> {
			Response response = client
				.document(
						"query ($id: ID!) { node(id: $id) { id ... on %s { restricted: %s } } }".formatted(type, field))
				.variable("id", id)
				.execute();
			List<ResponseError> errors = new ArrayList<>();
			response.errors().satisfy(errors::addAll);
			assertThat(response.path("node.id").entity(String.class).get()).as("%s for %s", name, who).isEqualTo(id);
			if (Set.of(allowed.split(" ")).contains(who)) {
				assertThat(errors).as("%s for %s", name, who).isEmpty();
			}
			else {
				response.path("node.restricted").valueIsNull();
				assertThat(errors).as("%s for %s", name, who)
					.singleElement()
					.satisfies((error) -> assertThat(error.getPath()).isEqualTo("node.restricted"))
					.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code",
							who.equals(ANONYMOUS) ? "UNAUTHENTICATED" : "FORBIDDEN"));
			}
		});
	}

	@Test
	void anExportWithoutATokenLeavesTheRestOfTheAnswer() {
		Response response = this.clients.anonymous()
			.document("query ($id: ID!) { exportMyData event(id: $id) { id } }")
			.variable("id", this.fair.id())
			.execute();
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED")));
		response.path("exportMyData").valueIsNull();
		response.path("event.id").entity(String.class).isEqualTo(this.fair.id());
	}

}
