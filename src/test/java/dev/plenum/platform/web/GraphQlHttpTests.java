package dev.plenum.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.LateBody;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@TransportTest
class GraphQlHttpTests {

	private static final String GRAPHQL_RESPONSE = "application/graphql-response+json";

	@LocalServerPort
	private int port;

	private WebTestClient http;

	@BeforeEach
	void connect() {
		this.http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port + "/graphql").build();
	}

	@Test
	void anUploadIsRefusedIfItsTokenExpiresMeanwhile() {
		byte[] content = new byte[10];
		URI uri = URI.create("http://127.0.0.1:" + this.port + "/files");
		assertThat(LateBody.put(uri, "for-PT1M", content, () -> {
		}).body()).isEqualTo("10");
		HttpResponse<String> answer = LateBody.put(uri, "for-PT0.5S", content, () -> {
			Instant expired = Instant.now().plusMillis(500);
			Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> Instant.now().isAfter(expired));
		});
		assertThat(answer.statusCode()).isEqualTo(HttpStatus.UNAUTHORIZED.value());
		assertThat(answer.body()).contains("UNAUTHENTICATED");
	}

	@Test
	void aQueryIsAnswered() {
		HttpGraphQlTester.create(this.http)
			.document("query($name: String) { greeting(name: $name) }")
			.variable("name", "Åsa ☃")
			.execute()
			.path("greeting")
			.entity(String.class)
			.isEqualTo("Hello Åsa ☃");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*                                                        | application/json
			application/*                                              | application/json
			application/json                                           | application/json
			application/json; charset=utf-8                            | application/json
			application/graphql-response+json                          | application/graphql-response+json
			application/graphql-response+json, application/json;q=0.9  | application/graphql-response+json
			application/json;q=0.5, application/graphql-response+json  | application/graphql-response+json
			application/json, text/event-stream                        | application/json
			multipart/mixed, application/json                          | application/json
			text/html, */*;q=0.1                                       | application/json
			""")
	void theResponseHasTheAcceptedMediaType(String accept, String type) {
		post("{\"query\": \"{ greeting }\"}", accept).expectStatus()
			.isOk()
			.expectHeader()
			.contentType(type + ";charset=utf-8")
			.expectBody()
			.json("{\"data\": {\"greeting\": \"Hello you\"}}");
	}

	@Test
	void theResponseIsJsonWithoutTheHeaderAccept() throws IOException {
		String response = raw("GET /graphql?query=%7Bgreeting%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
		assertThat(response).startsWith("HTTP/1.1 200 ").containsIgnoringCase("Content-Type: application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml", "application/json;q=0", "text/plain, image/*", "json" })
	void anotherMediaTypeIsNotAcceptable(String accept) {
		this.http.post()
			.header(HttpHeaders.ACCEPT, accept)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"query\": \"{ greeting }\"}")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.NOT_ACCEPTABLE)
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("BAD_INPUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
			"application/graphql", "application/json; charset=iso-8859-1", "json" })
	void aBodyOfAnotherTypeIsRefused(String contentType) {
		this.http.post()
			.header(HttpHeaders.CONTENT_TYPE, contentType)
			.body((request,
					_) -> request.writeWith(Mono.just(request.bufferFactory()
						.wrap("{\"query\": \"{ greeting }\"}".getBytes(StandardCharsets.UTF_8)))))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("BAD_INPUT");
	}

	@Test
	void aBodyOfNoTypeIsRefused() throws IOException {
		String response = raw("""
				POST /graphql HTTP/1.1\r
				Host: x\r
				Connection: close\r
				Content-Length: 21\r
				\r
				{"query":"{greeting}"}""");
		assertThat(response).startsWith("HTTP/1.1 415 ");
	}

	static Stream<Arguments> wrongBodies() {
		return Stream.of("", "x", "{", "{\"query\": \"{ greeting }\"", "{\"query\": \"{ greeting }\"} x",
				"{\"query\": \"{ greeting }\"}{}", "[]", "[{\"query\": \"{ greeting }\"}]", "null", "5",
				"\"{ greeting }\"", "{}", "{\"query\": null}", "{\"query\": 5}", "{\"query\": \"\"}",
				"{\"query\": [\"{ greeting }\"]}", "{\"query\": \"{ greeting }\", \"variables\": []}",
				"{\"query\": \"{ greeting }\", \"variables\": \"{}\"}",
				"{\"query\": \"{ greeting }\", \"variables\": 0}",
				"{\"query\": \"{ greeting }\", \"operationName\": {}}",
				"{\"query\": \"{ greeting }\", \"operationName\": 0}",
				"{\"query\": \"{ greeting }\", \"extensions\": []}", "{\"query\": \"{ greeting }\", \"extensions\": 0}")
			.flatMap((body) -> Stream.of(Arguments.of(body, "application/json"), Arguments.of(body, GRAPHQL_RESPONSE)));
	}

	@ParameterizedTest
	@MethodSource("wrongBodies")
	void anInvalidBodyIsRefused(String body, String accept) {
		assertBadInput(post(body, accept));
	}

	@Test
	void thePlaceOfASyntaxErrorInJsonIsReported() {
		assertBadInput(post("{\"query\":\n  nonsense}", "application/json")).jsonPath("$.errors[0].message")
			.value(String.class,
					(message) -> assertThat(message).startsWith("The body is not valid JSON: see line 2, column "));
		assertBadInput(post("[".repeat(2_000), "application/json")).jsonPath("$.errors[0].message")
			.value(String.class, (message) -> assertThat(message).doesNotContain("StreamReadConstraints"));
	}

	@Test
	void aBodyThatIsNotUtf8IsRefused() {
		byte[] body = "{\"query\": \"{ greeting(name: \\\"Åsa\\\") }\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertBadInput(this.http.post().contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange())
			.jsonPath("$.errors[0].message")
			.isEqualTo("The text is not UTF-8.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ greeting", "{ greetin }", "query($n: Int!) { twice(number: $n) }" })
	void anInvalidDocumentHasStatus200OnlyForTheOlderMediaType(String document) {
		String body = "{\"query\": \"" + document + "\"}";
		post(body, "application/json").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("BAD_INPUT")
			.jsonPath("$.data")
			.doesNotExist();
		post(body, GRAPHQL_RESPONSE).expectStatus().isBadRequest().expectBody().jsonPath("$.data").doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", GRAPHQL_RESPONSE })
	void aDocumentOfTooManyTokensIsRefused(String accept) {
		assertTooComplex("{" + " greeting".repeat(2001) + "}", accept);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", GRAPHQL_RESPONSE })
	void aDocumentThatIsNestedTooDeepIsRefused(String accept) {
		assertTooComplex("{ echo(input: " + "[".repeat(900) + "]".repeat(900) + ") }", accept);
	}

	private void assertTooComplex(String document, String accept) {
		post("{\"query\": \"" + document + "\"}", accept).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors.length()")
			.isEqualTo(1)
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("QUERY_TOO_COMPLEX")
			.jsonPath("$.errors[0].message")
			.isEqualTo("The document has more than 2000 tokens, or is nested too deeply.");
	}

	@Test
	void theTextOfASyntaxErrorIsNotRepeated() {
		post("{\"query\": \"{ greeting(secret }\"}", "application/json").expectBody()
			.jsonPath("$.errors[0].message")
			.value(String.class, (message) -> assertThat(message).contains("line 1").doesNotContain("secret"));
	}

	@Test
	void aQueryCanUseGet() {
		get("query", "query A { no: greeting } query B($n: String) { greeting(name: $n) }", "operationName", "B",
				"variables", "{\"n\": \"Åsa & + %\"}", "extensions", "{}")
			.expectStatus()
			.isOk()
			.expectBody()
			.json("{\"data\": {\"greeting\": \"Hello Åsa & + %\"}}");
	}

	@Test
	void aMutationRequiresPost() {
		get("query", "mutation { raise }").expectStatus()
			.isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
			.expectHeader()
			.valueEquals(HttpHeaders.ALLOW, "POST")
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("BAD_INPUT")
			.jsonPath("$.data")
			.doesNotExist();
		int first = raised();
		get("query", "query Q { greeting } mutation M { raise }", "operationName", "M").expectStatus()
			.isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
		assertThat(raised()).isEqualTo(first + 1);
	}

	private int raised() {
		return HttpGraphQlTester.create(this.http)
			.document("mutation { raise }")
			.execute()
			.path("raise")
			.entity(Integer.class)
			.get();
	}

	@Test
	void aSubscriptionRequiresAStream() {
		get("query", "subscription { never }").expectStatus().isEqualTo(HttpStatus.NOT_ACCEPTABLE);
		post("{\"query\": \"subscription { never }\"}", GRAPHQL_RESPONSE).expectStatus()
			.isEqualTo(HttpStatus.NOT_ACCEPTABLE)
			.expectBody()
			.jsonPath("$.errors[0].message")
			.isEqualTo("A subscription needs 'Accept: text/event-stream', or a WebSocket.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "query=", "query=%7Bgreeting%7D&query=%7Bgreeting%7D", "query=%FF",
			"query=%7Bgreeting%7D&variables=x", "query=%7Bgreeting%7D&variables=%5B%5D",
			"query=%7Bgreeting%7D&extensions=5", "operationName=A", "query=%7Bgreeting%7D&variables=%7B" })
	void anInvalidUrlIsRefused(String query) throws IOException {
		String response = raw("GET /graphql?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
		assertThat(response).startsWith("HTTP/1.1 400 ").contains("\"code\":\"BAD_INPUT\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH" })
	void anotherMethodIsRefused(String method) {
		this.http.method(HttpMethod.valueOf(method))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
			.expectHeader()
			.value(HttpHeaders.ALLOW, (allow) -> assertThat(allow.split(",")).containsExactlyInAnyOrder("GET", "POST"));
	}

	@Test
	void aBodyThatIsAnnouncedTooLargeIsRefusedUnread() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(20_000);
			write(socket, """
					POST /graphql HTTP/1.1\r
					Host: x\r
					Content-Type: application/json\r
					Content-Length: 65537\r
					\r
					""");
			assertThat(line(socket)).startsWith("HTTP/1.1 413 ");
		}
	}

	@Test
	void aBodyThatTurnsOutTooLargeIsRefusedAndTheConnectionEnds() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(20_000);
			write(socket, """
					POST /graphql HTTP/1.1\r
					Host: x\r
					Content-Type: application/json\r
					Transfer-Encoding: chunked\r
					\r
					""");
			String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
			for (int i = 0; i < 5; i++) {
				write(socket, chunk);
			}
			String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(response).startsWith("HTTP/1.1 413 ").contains("\"code\":\"BAD_INPUT\"");
		}
	}

	@Test
	void aBodyOfTheLargestSizeIsRead() {
		String query = "{\"query\": \"{ greeting }\"}";
		post(query + " ".repeat(64 * 1024 - query.length()), "application/json").expectStatus().isOk();
		post(query + " ".repeat(64 * 1024 - query.length() + 1), "application/json").expectStatus()
			.isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
	}

	@Test
	void aFaultBeforeExecutionShowsNoDetails() {
		this.http.post()
			.header("X-Fail", "bug")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", "{ greeting }"))
			.exchange()
			.expectStatus()
			.is5xxServerError()
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("INTERNAL_ERROR")
			.jsonPath("$.errors[0].message")
			.value(String.class, (message) -> assertThat(message).startsWith("Internal error."));
	}

	@Test
	void aProblemBeforeExecutionHasTheStatusOfItsCode() {
		this.http.post()
			.header("X-Fail", "limit")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", "{ greeting }"))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("RATE_LIMITED");
	}

	@Test
	void theCallerIsIdentifiedByTheToken() {
		HttpGraphQlTester tester = HttpGraphQlTester.create(this.http);
		tester.document("{ caller { subject name administrator } }")
			.execute()
			.path("caller")
			.matchesJson("{\"subject\": null, \"name\": null, \"administrator\": false}");
		tester.mutate()
			.headers((headers) -> headers.setBearerAuth("administrator"))
			.build()
			.document("{ caller { subject name administrator } }")
			.execute()
			.path("caller")
			.matchesJson("{\"subject\": \"admin-1\", \"name\": \"Name of admin-1\", \"administrator\": true}");
		tester.mutate()
			.headers((headers) -> headers.setBearerAuth("attendee"))
			.build()
			.document("{ caller { subject administrator } }")
			.execute()
			.path("caller")
			.matchesJson("{\"subject\": \"attendee-1\", \"administrator\": false}");
	}

	@Test
	void theLanguagesAreThoseOfTheHeader() {
		HttpGraphQlTester.create(this.http)
			.mutate()
			.header(HttpHeaders.ACCEPT_LANGUAGE, "fi, sv;q=0.5")
			.build()
			.document("{ languages }")
			.execute()
			.path("languages")
			.entityList(String.class)
			.containsExactly("fi", "sv");
	}

	@Test
	void graphiQlIsOff() {
		WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.port)
			.build()
			.get()
			.uri("/graphiql?path=/graphql")
			.exchange()
			.expectStatus()
			.isNotFound();
	}

	private WebTestClient.ResponseSpec post(String body, String accept) {
		return this.http.post()
			.header(HttpHeaders.ACCEPT, accept)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange();
	}

	private WebTestClient.ResponseSpec get(String... parameters) {
		return this.http.get().uri((uri) -> {
			Object[] values = new Object[parameters.length / 2];
			for (int i = 0; i < parameters.length; i += 2) {
				uri.queryParam(parameters[i], "{value" + i + "}");
				values[i / 2] = parameters[i + 1];
			}
			return uri.build(values);
		}).exchange();
	}

	private static WebTestClient.BodyContentSpec assertBadInput(WebTestClient.ResponseSpec response) {
		StatusAssertions status = response.expectStatus();
		return status.isBadRequest()
			.expectBody()
			.jsonPath("$.errors.length()")
			.isEqualTo(1)
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("BAD_INPUT")
			.jsonPath("$.errors[0].message")
			.isNotEmpty();
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(20_000);
			write(socket, request);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static void write(Socket socket, String text) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(text.getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

	private static String line(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
			line.append((char) c);
		}
		return line.toString();
	}

}
