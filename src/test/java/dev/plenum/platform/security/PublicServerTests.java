package dev.plenum.platform.security;

import java.net.URI;
import java.util.Map;

import dev.plenum.LiveServer;
import dev.plenum.platform.web.GraphQlSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The complete server with default settings and an issuer: traffic is limited, and errors
 * reveal nothing about the schema.
 */
@Tag("slow")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
@ContextConfiguration(initializers = LiveServer.OwnData.class)
class PublicServerTests {

	private static final TestIssuer issuer = new TestIssuer();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry properties) {
		properties.add("PLENUM_ISSUER_URI", issuer::uri);
	}

	@AfterAll
	static void stop() {
		issuer.close();
	}

	@Test
	void ratesAreLimited() {
		String token = token("busy");
		int answered = 0;
		EntityExchangeResult<byte[]> answer = post(token, "{ viewer { subject } } # 0");
		while (answer.getStatus().is2xxSuccessful() && answered < 1000) {
			answered++;
			answer = post(token, "{ viewer { subject } } # " + answered);
		}
		assertThat(answered).as("as many as the defaults say, and what comes anew meanwhile").isBetween(300, 900);
		assertThat(answer.getStatus().value()).isEqualTo(429);
		assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
		assertThat(error(answer).at("/extensions/code").asString()).isEqualTo("RATE_LIMITED");
		assertThat(post(token("idle"), "{ viewer { subject } }").getStatus().value()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ __schema { queryType { name } } }", "{ __type(name: \"Query\") { name } }" })
	void introspectionIsRefused(String operation) {
		assertThat(error(post(token("curious"), operation)).at("/extensions/code").asString()).isEqualTo("FORBIDDEN");
		try (GraphQlSocket socket = GraphQlSocket.connect(URI.create("ws://127.0.0.1:" + this.port + "/graphql"),
				null)) {
			socket.subscribe("s", operation, null);
			assertThat(socket.next()).containsEntry("type", "error").asString().contains("code=FORBIDDEN");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphiql", "/graphiql/", "/graphiql/graphiql.min.js", "/graphql-ui/index.html",
			"/local/token?subject=admin" })
	void thereIsNoGraphiQlAndNothingOfTheLocalMode(String path) {
		client().get().uri(path).exchange().expectStatus().isNotFound();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ events } canary", "{ event(slug: \"a\" \"canary\") }",
			"query ($a: \"canary\") { events }", "{ event(slug: \"canary }", "{ event(slug: @canary) }" })
	void aSyntaxErrorIsReportedWithoutTheText(String document) {
		JsonNode error = error(post(token("clumsy"), document));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_INPUT");
		assertThat(error.toString()).doesNotContain("canary");
		assertThat(error.at("/locations/0/line").asInt()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{ evnt { id } }                                | event
			{ event(slgu: "a") { id } }                    | slug
			{ events { nodez { id } } }                    | nodes
			query ($id: DateTim!) { node(id: $id) { id } } | DateTime
			{ node(id: "a") { ... on Sesion { id } } }     | Session
			mutation { boookSeat { __typename } }          | bookSeat
			""")
	void aMisspeltNameIsNotCorrected(String document, String meant) {
		JsonNode error = error(post(token("clumsy"), document));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_INPUT");
		assertThat(error.at("/message").asString()).doesNotContainIgnoringCase("did you mean")
			.doesNotContainPattern("\\b" + meant + "\\b");
	}

	private EntityExchangeResult<byte[]> post(String token, String operation) {
		return client().post()
			.uri("/graphql")
			.headers((headers) -> headers.setBearerAuth(token))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", operation))
			.exchange()
			.expectBody()
			.returnResult();
	}

	private static JsonNode error(EntityExchangeResult<byte[]> answer) {
		return JsonMapper.shared().readTree(answer.getResponseBodyContent()).at("/errors/0");
	}

	private static String token(String subject) {
		return issuer.token((claims) -> claims.subject(subject));
	}

	private WebTestClient client() {
		return WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port).build();
	}

}
