package dev.plenum.platform.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import dev.plenum.LiveServer;
import org.junit.jupiter.api.AfterAll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A server whose issuer is a real Keycloak. Only {@code mvn -Pkeycloak test} runs these
 * tests: it downloads Keycloak, and sets {@code keycloak.home}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "server.address=127.0.0.1", "plenum.limits.timeout=1m" })
@ContextConfiguration(initializers = LiveServer.OwnData.class)
@DirtiesContext
public abstract class WithKeycloak {

	protected static Keycloak keycloak;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry properties) {
		keycloak = new Keycloak(Path.of(System.getProperty("keycloak.home")));
		properties.add("PLENUM_ISSUER_URI", keycloak::issuer);
	}

	@AfterAll
	static void stop() {
		keycloak.close();
	}

	protected URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	/**
	 * Sends an operation.
	 * @param token the access token
	 * @param operation the operation
	 * @return the answer
	 */
	protected JsonNode ask(String token, String operation) {
		return JsonMapper.shared()
			.readTree(Objects.requireNonNull(WebTestClient.bindToServer()
				.baseUrl(address("").toString())
				.responseTimeout(Duration.ofMinutes(1))
				.build()
				.post()
				.uri("/graphql")
				.headers((headers) -> headers.setBearerAuth(token))
				.bodyValue(Map.of("query", operation))
				.exchange()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody()));
	}

}
