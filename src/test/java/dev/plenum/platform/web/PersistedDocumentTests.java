package dev.plenum.platform.web;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents that are named by their hash, as in Apollo's clients, over every transport.
 */
@TransportTest
class PersistedDocumentTests {

	private static final String NOT_FOUND = """
			"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND\"""";

	@LocalServerPort
	private int port;

	private WebTestClient http;

	/** A document that nobody has sent before. */
	private String document;

	@BeforeEach
	void connect() {
		this.http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port + "/graphql").build();
		this.document = "query q%s { twice(number: 4) }".formatted(UUID.randomUUID().toString().substring(0, 8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "GET", "SSE", "socket" })
	void aDocumentThatWasSentOnceCanBeNamedByItsHash(String way) {
		String hash = hash(this.document);
		assertThat(ask(way, null, hash).toString()).contains(NOT_FOUND);
		assertThat(ask(way, this.document, hash).at("/data/twice").asInt()).isEqualTo(8);
		assertThat(ask(way, null, hash).at("/data/twice").asInt()).isEqualTo(8);
	}

	@Test
	void allTransportsShareTheirDocuments() {
		String hash = hash(this.document);
		ask("socket", this.document, hash);
		assertThat(ask("GET", null, hash).at("/data/twice").asInt()).isEqualTo(8);
		assertThat(this.http.get()
			.uri("?documentId={id}", "sha256:" + hash)
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).contains("\"twice\":8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/graphql-response+json" })
	void anUnknownDocumentHasStatus200AndIsNotCached(String accept) {
		EntityExchangeResult<byte[]> answer = this.http.get()
			.uri("?extensions={extensions}", extensions(hash(this.document)))
			.accept(MediaType.parseMediaType(accept))
			.exchange()
			.expectBody()
			.returnResult();
		assertThat(answer.getStatus()).isEqualTo(HttpStatus.OK);
		assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("private, no-store");
	}

	@Test
	void aHashOfAnotherDocumentIsRefused() {
		JsonNode answer = ask("POST", this.document, hash("{ greeting }"));
		assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_INPUT");
		assertThat(answer.at("/errors/0/extensions/path/2").asString()).isEqualTo("sha256Hash");
	}

	@Test
	void aDocumentThatIsNotValidIsNotRemembered() {
		String wrong = this.document.replace("twice", "thrice");
		assertThat(ask("POST", wrong, hash(wrong)).at("/errors/0/extensions/code").asString()).isEqualTo("BAD_INPUT");
		assertThat(ask("POST", null, hash(wrong)).toString()).contains(NOT_FOUND);
	}

	@Test
	void aMutationIsNotExecutedForAGetEvenByItsName() {
		String mutation = "mutation m%s { raise }".formatted(UUID.randomUUID().toString().substring(0, 8));
		ask("POST", mutation, hash(mutation));
		this.http.get()
			.uri("?extensions={extensions}", extensions(hash(mutation)))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
			.expectHeader()
			.valueEquals("Allow", "POST");
	}

	@Test
	void aRequestWithNeitherDocumentNorNameIsRefused() {
		this.http.post()
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.APPLICATION_GRAPHQL_RESPONSE)
			.bodyValue("{\"extensions\": {\"persistedQuery\": {\"version\": 1}}}")
			.exchange()
			.expectStatus()
			.isBadRequest();
	}

	private JsonNode ask(String way, @Nullable String query, String hash) {
		return new EveryTransport(this.port).ask(way, query, extensions(hash));
	}

	private static String extensions(String hash) {
		return EveryTransport.named(hash);
	}

	private static String hash(String document) {
		return EveryTransport.hash(document);
	}

}
