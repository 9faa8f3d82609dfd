package dev.plenum.platform.web;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Features for pages in browsers: GraphiQL, and the headers that allow pages of other
 * sites to send requests.
 */
@TransportTest
@TestPropertySource(properties = { "plenum.graphiql=true", "plenum.web.allowed-origins=https://app.example.org" })
class BrowserTests {

	@LocalServerPort
	private int port;

	private WebTestClient http;

	@BeforeEach
	void connect() {
		this.http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port).build();
	}

	@Test
	void graphiQlConsistsOfFilesOfThisServer() {
		String page = text("/graphiql?query=%7Bgreeting%7D");
		assertThat(page).doesNotContain("http:", "https:", "//");
		List<String> files = Pattern.compile("(?:src|href)=\"(?!data:)([^\"]+)\"")
			.matcher(page)
			.results()
			.map((file) -> file.group(1))
			.toList();
		assertThat(files).contains("graphiql/graphiql.min.js", "graphiql/page.js")
			.allSatisfy((file) -> assertThat(text("/" + file)).isNotBlank());
	}

	@Test
	void graphiQlMayConnectToNoOtherServer() {
		assertThat(headers("/graphiql").getFirst("Content-Security-Policy")).startsWith("default-src 'none'; ")
			.contains("script-src 'self';", "connect-src 'self';")
			.doesNotContain("http:", "https:", "ws:", "wss:", "*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphql-ui/index.html", "/graphql-ui/render.js", "/graphiql/render.js", "/graphiql/",
			"/graphiql/page.html" })
	void noOtherFilesOfJarsAreServed(String path) {
		this.http.get().uri(URI.create("http://127.0.0.1:" + this.port + path)).exchange().expectStatus().isNotFound();
	}

	@Test
	void anAllowedOriginMaySendRequests() {
		this.http.options()
			.uri("/graphql")
			.header(HttpHeaders.ORIGIN, "https://app.example.org")
			.header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
			.header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "content-type, authorization")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://app.example.org")
			.expectHeader()
			.value(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
					(headers) -> assertThat(headers).contains("authorization").contains("content-type"));
	}

	@Test
	void theResponseVariesByOrigin() {
		this.http.get()
			.uri("/graphql?query={query}", "{ translated { text } }")
			.header(HttpHeaders.ORIGIN, "https://app.example.org")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.values(HttpHeaders.VARY, (vary) -> assertThat(vary).contains(HttpHeaders.ORIGIN, "Accept-Language"));
	}

	@Test
	void anotherOriginMayNotSendRequests() {
		this.http.options()
			.uri("/graphql")
			.header(HttpHeaders.ORIGIN, "https://evil.example.org")
			.header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphql?query=%7Bgreeting%7D", "/graphql?query=%7Bkept%7D", "/graphql", "/nothing",
			"/actuator/health", "/graphiql?path=x" })
	void everyResponseHasSecurityHeadersAndSoHasAKeptAnswer(String path) {
		headers(path);
		HttpHeaders headers = headers(path);
		assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
		assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(headers.getFirst("Content-Security-Policy")).contains("frame-ancestors 'none'")
			.contains(path.startsWith("/graphiql") ? "script-src 'self'" : "default-src 'none'");
		assertThat(headers.getCacheControl()).isNotNull();
		assertThat(headers.getFirst("Strict-Transport-Security")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{greeting}", "{kept}", "{kept}" })
	void onlyATrustedProxyCanReportThatTheConnectionIsEncrypted(String query) {
		this.http.get()
			.uri("/graphql?query={query}", query)
			.header("X-Forwarded-Proto", "https")
			.exchange()
			.expectHeader()
			.doesNotExist("Strict-Transport-Security");
	}

	private String text(String path) {
		return Objects.requireNonNull(this.http.mutate()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(8 * 1024 * 1024))
			.build()
			.get()
			.uri(URI.create("http://127.0.0.1:" + this.port + path))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	private HttpHeaders headers(String path) {
		return this.http.get()
			.uri(URI.create("http://127.0.0.1:" + this.port + path))
			.exchange()
			.returnResult(Void.class)
			.getResponseHeaders();
	}

}
