package dev.plenum.platform.web;

import java.net.URI;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is there for pages only: GraphiQL, and the headers that let other sites' pages
 * call.
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
	void graphiQlCanBeSwitchedOn() {
		this.http.get()
			.uri("/graphiql")
			.exchange()
			.expectStatus()
			.is3xxRedirection()
			.expectHeader()
			.value(HttpHeaders.LOCATION,
					(location) -> assertThat(location).contains("path=/graphql").contains("wsPath=/graphql"));
		this.http.get()
			.uri("/graphiql?path=/graphql&wsPath=/graphql")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML);
	}

	@Test
	void anAllowedOriginMayCall() {
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
	void theReplyToAnotherOriginDependsOnItToo() {
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
	void anotherOriginMayNot() {
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
	void everyResponseTellsBrowsersWhatNotToDoAndSoDoesThatWhichIsGivenAgain(String path) {
		headers(path);
		HttpHeaders headers = headers(path);
		assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
		assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(headers.getFirst("Content-Security-Policy")).contains("frame-ancestors 'none'")
			.contains(path.startsWith("/graphiql") ? "https://esm.sh" : "default-src 'none'");
		assertThat(headers.getCacheControl()).isNotNull();
		assertThat(headers.getFirst("Strict-Transport-Security")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{greeting}", "{kept}", "{kept}" })
	void aBrowserThatCameBySecureWaysStaysOnThem(String query) {
		this.http.get()
			.uri("/graphql?query={query}", query)
			.header("X-Forwarded-Proto", "https")
			.exchange()
			.expectHeader()
			.valueEquals("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
	}

	private HttpHeaders headers(String path) {
		return this.http.get()
			.uri(URI.create("http://127.0.0.1:" + this.port + path))
			.exchange()
			.returnResult(Void.class)
			.getResponseHeaders();
	}

}
