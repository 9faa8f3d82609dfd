package dev.plenum;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.plenum.platform.security.LocalMode;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.Environment;
import org.springframework.graphql.client.WebSocketGraphQlClientInterceptor;
import org.springframework.graphql.test.tester.HttpGraphQlTester;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;

/**
 * Clients of the server under test: everybody who may call, over every transport.
 */
public class Clients {

	private final Environment environment;

	private final LocalMode localMode;

	private final Map<String, String> tokens = new ConcurrentHashMap<>();

	Clients(Environment environment, LocalMode localMode) {
		this.environment = environment;
		this.localMode = localMode;
	}

	/**
	 * A phone without a token.
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester anonymous() {
		return HttpGraphQlTester.create(http());
	}

	/**
	 * An attendee.
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester attendee() {
		return as("attendee");
	}

	/**
	 * The organiser of the sample conferences.
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester organiser() {
		return as("organiser");
	}

	/**
	 * An administrator.
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester administrator() {
		return as("admin");
	}

	/**
	 * Anybody.
	 * @param subject the subject of the token
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester as(String subject) {
		return HttpGraphQlTester.builder(http().mutate())
			.headers((headers) -> headers.setBearerAuth(token(subject)))
			.build();
	}

	/**
	 * Somebody who signs in with a ticket.
	 * @param code the ticket code
	 * @return a client over HTTP
	 */
	public HttpGraphQlTester ticketHolder(String code) {
		String token = anonymous().document(
				"mutation ($code: String!) { signIn(input: {code: $code}) { ... on SignedIn { tokens { accessToken } } } }")
			.variable("code", code)
			.execute()
			.path("signIn.tokens.accessToken")
			.entity(String.class)
			.get();
		return HttpGraphQlTester.builder(http().mutate()).headers((headers) -> headers.setBearerAuth(token)).build();
	}

	/**
	 * A phone that listens.
	 * @return a client over WebSocket, without a token
	 */
	public WebSocketGraphQlTester listener() {
		return WebSocketGraphQlTester.builder(address("ws", "/graphql"), new ReactorNettyWebSocketClient()).build();
	}

	/**
	 * Somebody who listens with a token in {@code connection_init}.
	 * @param subject the subject of the token
	 * @return a client over WebSocket
	 */
	public WebSocketGraphQlTester listener(String subject) {
		return listener(address("ws", "/graphql"), token(subject));
	}

	/**
	 * Somebody who listens to any server.
	 * @param server the address of the server's GraphQL
	 * @param token the token in {@code connection_init}
	 * @return a client over WebSocket
	 */
	public static WebSocketGraphQlTester listener(URI server, String token) {
		return WebSocketGraphQlTester.builder(server, new ReactorNettyWebSocketClient())
			.interceptor(new WebSocketGraphQlClientInterceptor() {

				@Override
				public Mono<Object> connectionInitPayload() {
					return Mono.just(Map.of("Authorization", "Bearer " + token));
				}

			})
			.build();
	}

	/**
	 * Executes an operation.
	 * @param token the token of the caller; empty for none
	 * @param operation a query or a mutation
	 * @return the whole answer, with its errors
	 */
	public JsonNode ask(String token, String operation) {
		return JsonMapper.shared().readTree(raw().post().uri("/graphql").headers((headers) -> {
			if (!token.isEmpty()) {
				headers.setBearerAuth(token);
			}
		}).bodyValue(Map.of("query", operation)).exchange().expectBody(String.class).returnResult().getResponseBody());
	}

	/**
	 * A plain HTTP client.
	 * @return a client at the server's root
	 */
	public WebTestClient raw() {
		return WebTestClient.bindToServer()
			.baseUrl(address("http", "").toString())
			.responseTimeout(Duration.ofSeconds(10))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
			.build();
	}

	/**
	 * A token for anybody.
	 * @param subject its subject
	 * @return the token
	 */
	public String token(String subject) {
		String ready = this.localMode.tokens().get(subject);
		return (ready != null) ? ready
				: this.tokens.computeIfAbsent(subject,
						(name) -> Objects.requireNonNull(raw().get()
							.uri("/local/token?subject={name}", name)
							.exchange()
							.expectBody(String.class)
							.returnResult()
							.getResponseBody()));
	}

	/**
	 * A token of the local mode with further claims.
	 * @param subject the subject
	 * @param claims the further claims
	 * @return the token
	 */
	public String token(String subject, Map<String, Object> claims) {
		try {
			ECKey key = ECKey.parse(
					Files.readString(Path.of(this.environment.getRequiredProperty("plenum.data"), "local-key.json")));
			JWTClaimsSet.Builder all = new JWTClaimsSet.Builder(SignedJWT.parse(token(subject)).getJWTClaimsSet());
			claims.forEach(all::claim);
			SignedJWT token = new SignedJWT(
					new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID(key.getKeyID()).build(),
					all.build());
			token.sign(new ECDSASigner(key));
			return token.serialize();
		}
		catch (IOException | ParseException | JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Where the server is.
	 * @param scheme http or ws
	 * @param path the path on the server
	 * @return the address
	 */
	public URI address(String scheme, String path) {
		return URI
			.create("%s://127.0.0.1:%s%s".formatted(scheme, this.environment.getProperty("local.server.port"), path));
	}

	WebTestClient http() {
		return raw().mutate().baseUrl(address("http", "/graphql").toString()).build();
	}

}
