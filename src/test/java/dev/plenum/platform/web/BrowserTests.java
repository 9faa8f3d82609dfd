package dev.plenum.platform.web;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

}
