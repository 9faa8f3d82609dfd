package dev.plenum.deployment;

import java.time.Duration;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server whose numbers have a port of their own.
 */
@LiveServer
@TestPropertySource(properties = "management.server.port=0")
class ManagementPortTests {

	private final Clients clients;

	private final WebTestClient management;

	@Autowired
	ManagementPortTests(Clients clients, Environment environment) {
		this.clients = clients;
		this.management = WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + environment.getProperty("local.management.port"))
			.responseTimeout(Duration.ofSeconds(10))
			.build();
	}

	@Test
	void prometheusReadsTheNumbersThereWithoutAToken() {
		String numbers = this.management.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(numbers).contains("jvm_memory_used_bytes");
	}

	@Test
	void phonesFindTheHealthAndNothingElseOnTheirPort() {
		this.clients.raw().get().uri("/livez").exchange().expectStatus().isOk();
		this.clients.raw().get().uri("/readyz").exchange().expectStatus().isOk();
		this.clients.raw().get().uri("/actuator/prometheus").exchange().expectStatus().isNotFound();
	}

}
