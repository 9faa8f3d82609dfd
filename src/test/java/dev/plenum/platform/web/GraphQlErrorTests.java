package dev.plenum.platform.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors over HTTP. Their codes are the same over every transport.
 */
@TransportTest
@ExtendWith(OutputCaptureExtension.class)
class GraphQlErrorTests {

	@LocalServerPort
	private int port;

	private WebTestClient http;

	private HttpGraphQlTester graphQl;

	@BeforeEach
	void connect() {
		this.http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port + "/graphql").build();
		this.graphQl = HttpGraphQlTester.create(this.http);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PROBLEM        | CONFLICT        | Somebody was first.
			AUTHENTICATION | UNAUTHENTICATED | A valid token is required. Send it as 'Authorization: Bearer …'.
			ISSUER         | UNAVAILABLE     | The token cannot be checked right now. Retry in a few seconds.
			ACCESS         | FORBIDDEN       | The token is valid, but its subject does not have the right to do this.
			MONGO          | UNAVAILABLE     | The database is not available right now. Retry in a few seconds.
			MONGO_SOCKET   | UNAVAILABLE     | The database is not available right now. Retry in a few seconds.
			WRAPPED_MONGO  | UNAVAILABLE     | The database is not available right now. Retry in a few seconds.
			""")
	void anExceptionHasACode(String kind, String code, String message) {
		ResponseError error = onlyError("{ fault(kind: " + kind + ") }", Map.of());
		assertThat(error.getExtensions()).containsEntry("code", code).doesNotContainKeys("path", "id");
		assertThat(error.getMessage()).isEqualTo(message);
		assertThat(error.getPath()).isEqualTo("fault");
		assertThat(error.getExtensions().containsKey("retryAfter")).isEqualTo(code.equals("UNAVAILABLE"));
	}

	@Test
	void aTransientFaultOfTheDatabaseIsLoggedInOneLineWithoutAStackTrace(CapturedOutput output) {
		for (int i = 0; i < 20; i++) {
			onlyError("{ fault(kind: MONGO_SOCKET) }", Map.of());
		}
		assertThat(output).contains("WARN", "The database has a transient fault: MongoSocketReadException")
			.doesNotContain("ERROR", "\tat ");
		assertThat(output.getAll().lines().filter((line) -> line.contains("MongoSocketReadException")))
			.hasSizeLessThan(10);
	}

	@Test
	void everyUnavailableHasRetryAfter() {
		assertThat(Problem.of(ErrorCode.UNAVAILABLE, "Busy.").retryAfterSeconds()).isEqualTo(3);
		assertThat(Problem.of(ErrorCode.CONFLICT, "Taken.").retryAfterSeconds()).isNull();
	}

	@Test
	void anInvalidArgumentIsReportedWithItsPath() {
		ResponseError error = onlyError("{ fault(kind: PROBLEM_WITH_PATH) }", Map.of());
		assertThat(error.getMessage()).isEqualTo("Ends before it starts.");
		assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
			.containsEntry("path", List.of("input", "edits", 0, "endsAt"));
	}

	@Test
	void aFaultShowsOnlyItsIdWhichIsLoggedOnce(CapturedOutput output) {
		ResponseError error = onlyError("{ fault(kind: BUG) }", Map.of());
		String id = (String) error.getExtensions().get("id");
		assertThat(id).matches("[0-9a-z]{7,8}");
		assertThat(error.getMessage()).isEqualTo("Internal error. Quote the id " + id + " when you report it.");
		assertThat(error.getExtensions()).containsEntry("code", "INTERNAL_ERROR");
		assertThat(output.getAll().split(id, -1)).hasSize(2);
		assertThat(output).contains("ERROR")
			.contains("Fault " + id + " in /fault")
			.contains("java.lang.IllegalStateException: secret")
			.contains("at dev.plenum.platform.web.TransportTestApplication");
	}

	@Test
	void aFieldThatIsWronglyNullIsAFault(CapturedOutput output) {
		ResponseError error = onlyError("{ nothing }", Map.of());
		assertThat(error.getExtensions()).containsEntry("code", "INTERNAL_ERROR").containsKey("id");
		assertThat(error.getMessage()).doesNotContain("non null");
		assertThat(output).contains((String) error.getExtensions().get("id")).contains("wrongly returned a null value");
	}

	@Test
	void anArgumentThatDoesNotFitTheParameterIsReported() {
		ResponseError error = onlyError("query($input: EchoInput!) { echo(input: $input) }",
				Map.of("input", Map.of("text", "t", "steps", List.of(Map.of("day", "soon")))));
		assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")
			.containsEntry("path", List.of("input", "steps", 0, "day"));
		assertThat(error.getMessage()).isEqualTo("The value of 'input.steps[0].day' cannot be read.");
	}

	@Test
	void aVariableThatDoesNotFitItsTypeIsReported() {
		ResponseError error = onlyError("query($input: EchoInput!) { echo(input: $input) }",
				Map.of("input", Map.of("text", 1)));
		assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT").containsEntry("path", List.of("input"));
		assertThat(error.getMessage()).startsWith("Variable 'input' has an invalid value");
		assertThat(error.getLocations()).hasSize(1);
	}

	@Test
	void aNullVariableForANonNullArgumentIsReported() {
		Map<String, Object> variables = new HashMap<>();
		variables.put("number", null);
		ResponseError error = onlyError("query($number: Int = 1) { twice(number: $number) }", variables);
		assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT").containsEntry("path", List.of("number"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{ greetin }                                             | Field 'greetin' in type 'Query' is undefined
			{ greeting                                              | Invalid syntax
			query A { greeting } query B { greeting }               | Must provide operation name
			{ greeting(name: 5) }                                   | argument 'name'
			query($v: Int!) { twice(number: $v) }                   | Variable 'v' has coerced Null value
			{ fault(kind: BU) }                                     | BU
			""")
	void anInvalidDocumentIsReportedWithTheReason(String document, String reason) {
		this.graphQl.document(document)
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).isNotEmpty().allSatisfy((error) -> {
				assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT");
				assertThat(error.getMessage()).contains(reason).doesNotContainIgnoringCase("did you mean");
			}));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					POST   | subscription($x: Boolean!) { numbers(count: 1) @include(if: $x) }
					GET    | query A { greeting } subscription B($x: Boolean!) { numbers(count: 1) @skip(if: $x) }
					SSE    | subscription($x: Boolean!) { numbers(count: 1) @skip(if: $x) }
					socket | subscription($x: Boolean!) { numbers(count: 1) @include(if: $x) }
					POST   | subscription($x: Boolean!) { ... @include(if: $x) { numbers(count: 1) } }
					POST   | subscription { ...F } fragment F on Subscription { numbers(count: 1) @include(if: true) }
					SSE    | subscription { ...F } fragment F on Subscription { ...F ... { numbers(count: 1) @skip(if: false) } }
					""")
	void aConditionalRootFieldOfASubscriptionIsRefused(String way, String document, CapturedOutput output) {
		JsonNode answer = new EveryTransport(this.port).ask(way, document, null);
		assertThat(answer.findValuesAsString("code")).containsExactly("BAD_INPUT");
		assertThat(answer.findValuesAsString("message"))
			.containsExactly("A subscription's root field cannot have @include or @skip.");
		assertThat(output).doesNotContain("ERROR");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			query($v: Boolean! = true) { greeting @include(if: $v) }       | {"v": null}
			query($v: Boolean = true) { greeting @include(if: $v) }        | {"v": null}
			query($v: Boolean = true) { caller { name @skip(if: $v) } }    | {"v": null}
			query($v: EchoInput!) { echo(input: $v) }                      | {"v": [[[]]]}
			query($v: EchoInput!) { echo(input: $v) }                      | {"v": {"text": {}}}
			query($v: EchoInput!) { echo(input: $v) }                      | {"v": {"text": "x", "steps": {"day": 1}}}
			query($v: EchoInput!) { echo(input: $v) }                      | {"v": {"text": "x", "steps": [null, 1]}}
			query($v: Int!) { twice(number: $v) }                          | {"v": 1e999}
			query($v: Int!) { twice(number: $v) }                          | {"v": "1e999999999"}
			query($v: Int!) { twice(number: $v) }                          | {"v": 1e999999999}
			query($v: Int!) { twice(number: $v) }                          | {"v": {"a": []}}
			query($v: [Query!]!) { greeting }                              | {"v": 1}
			query($v: Locale!) { translated { text(lang: $v) } }           | {"v": 5}
			query($v: Fault!) { fault(kind: $v) }                          | {"v": ["BUG", "BUG"]}
			query($v: Fault!) { fault(kind: $v) }                          | {"v": {"BUG": 1}}
			query($v: Int = 1e999999999) { twice(number: $v) }             | {}
			{ twice(number: 1e999999999) }                                 | {}
			{ echo(input: {text: {a: {b: [1]}}}) }                         | {}
			{ echo(input: [{text: 1}]) }                                   | {}
			query A { greeting } query A { greeting }                      | {}
			query A { greeting @include(if: 5) }                           | {}
			{ greeting @include }                                          | {}
			{ greeting @deprecated(reason: 1) }                            | {}
			{ ...A } fragment A on Query { ...B } fragment B on Query { ...A } | {}
			type A { b: C }                                                | {}
			mutation { nothing }                                           | {}
			fragment A on Query { greeting }                               | {}
			""")
	void anOperationThatCannotBeExecutedIsBadInput(String document, String variables, CapturedOutput output) {
		JsonNode answer = JsonMapper.shared()
			.readTree(this.http.post()
				.contentType(MediaType.APPLICATION_JSON)
				.accept(MediaType.APPLICATION_GRAPHQL_RESPONSE)
				.bodyValue("{\"query\": %s, \"variables\": %s}"
					.formatted(JsonMapper.shared().writeValueAsString(document), variables))
				.exchange()
				.expectBody()
				.returnResult()
				.getResponseBodyContent());
		assertThat(answer.findValuesAsString("code")).isNotEmpty().containsOnly("BAD_INPUT");
		assertThat(output).doesNotContain("ERROR", "\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{ twice(number: %s) }                          | {}                 | 9
			{ twice(number: -%s) }                         | {}                 | 9
			{ twice(number: 1.%s) }                        | {}                 | 9
			{ twice(number: 1e%s) }                        | {}                 | 9
			{ twice(number: "%s") }                        | {}                 | x
			{ twice(number: "%s") }                        | {}                 | x y
			{ %s }                                         | {}                 | x
			{ greeting(%s: 1) }                            | {}                 | x
			{ greeting @%s }                               | {}                 | x
			{ ...%s }                                      | {}                 | x
			query %s { greeting }                          | {}                 | x
			query($%s: Int) { greeting }                   | {}                 | x
			query($v: %s) { greeting }                     | {}                 | x
			query($v: String = 1) { a: greeting(name: "%s" b: $v) } | {}        | x
			{ fault(kind: %s) }                            | {}                 | x
			{ fault(kind: "%s") }                          | {}                 | x
			{ echo(input: {text: "a", steps: [{day: "%s"}]}) } | {}             | x
			{ echo(input: {text: "a", %s: 1}) }            | {}                 | x
			{ twice(number: "%s" }                         | {}                 | x
			{ twice(number: "%s                            | {}                 | x
			query($v: Int!) { twice(number: $v) }          | {"v": %s}          | 9
			query($v: Int!) { twice(number: $v) }          | {"v": 1.%s}        | 9
			query($v: Int!) { twice(number: $v) }          | {"v": "%s"}        | x
			query($v: Fault!) { fault(kind: $v) }          | {"v": "%s"}        | x
			query($v: Fault!) { fault(kind: $v) }          | {"v": "%s"}        | x'
			query($v: EchoInput!) { echo(input: $v) }      | {"v": {"%s": 1}}   | x
			query($v: EchoInput!) { echo(input: $v) }      | {"v": {"text": "a", "steps": [{"day": "%s"}]}} | x
			query($v: Int!) { twice(number: $v) }          | {"%s"}             | x
			query($v: Int!) { twice(number: $v) }          | {%s}               | x
			""")
	void noMessageRepeatsMoreThanAHundredCharacters(String document, String variables, String unit) {
		String input = unit.repeat(20_000);
		long start = System.nanoTime();
		String answer = new String(this.http.post()
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"query\": %s, \"variables\": %s}".formatted(
					JsonMapper.shared().writeValueAsString(document.replace("%s", input)),
					variables.replace("%s", input)))
			.exchange()
			.expectBody()
			.returnResult()
			.getResponseBodyContent(), StandardCharsets.UTF_8);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
		assertThat(JsonMapper.shared().readTree(answer).findValuesAsString("code")).isNotEmpty()
			.containsOnly("BAD_INPUT");
		assertThat(JsonMapper.shared().readTree(answer).findValuesAsString("message"))
			.allSatisfy((message) -> assertThat(message).doesNotContain(unit.repeat(100)).hasSizeLessThan(450));
	}

	@Test
	void aNameThatWasNotFoundIsNotRepeatedInFull() {
		assertThat(this.http.get()
			.uri(URI.create("http://127.0.0.1:" + this.port + "/" + "x".repeat(3000)))
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).doesNotContain("x".repeat(101));
	}

	@Test
	void maliciousIntrospectionIsTooComplex() {
		this.http.post()
			.bodyValue(Map.of("query", "{ a: __schema { types { name } } b: __schema { types { name } } }"))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("QUERY_TOO_COMPLEX");
	}

	@Test
	void messagesAreEnglishWhateverLanguageTheCallerAccepts() {
		this.graphQl.mutate()
			.header("Accept-Language", "de")
			.build()
			.document("{ greetin }")
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.extracting(ResponseError::getMessage)
				.asString()
				.contains("is undefined"));
	}

	private ResponseError onlyError(String document, Map<String, Object> variables) {
		List<ResponseError> found = new ArrayList<>();
		this.graphQl.document(document).variables(variables).execute().errors().satisfy(found::addAll);
		assertThat(found).hasSize(1);
		return found.getFirst();
	}

}
