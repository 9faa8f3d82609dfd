package dev.plenum.deployment;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server with a separate management port.
 */
@Tag("slow")
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
	void itsMetricsContainAllThatTheDashboardShows() {
		OwnConference conference = OwnConference.of(this.clients);
		String session = conference.session("counted", "SEMINAR", 2, Map.of("capacity", 1));
		conference.as("a")
			.document("mutation Book($id: ID!) { bookSeat(input: {sessionId: $id}) { __typename } }")
			.variable("id", session)
			.executeAndVerify();
		this.clients.anonymous()
			.document("query Wrong { node(id: 1) { nothing } }")
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).isNotEmpty());
		assertThat(numbers()).contains(
				"plenum_operations_seconds_count{kind=\"mutation\",name=\"Book\",outcome=\"ok\"} 1",
				"outcome=\"bad_input\"", "plenum_bookings_total{outcome=\"SeatBooked\"}", "plenum_feed_open 1.0",
				"plenum_feed_lag_seconds", "plenum_snapshot_age_seconds");
		assertThat(numbers()).as("what the dashboard shows and the alerts look at").contains(MonitoringTests.numbers());
	}

	@Test
	void prometheusReadsTheMetricsThereWithoutAToken() {
		assertThat(numbers()).contains("jvm_memory_used_bytes");
	}

	@Test
	void itHasTheSameLimitsAsThePortForClients() {
		this.management.post()
			.uri("/actuator/health")
			.bodyValue(new byte[1 << 20])
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
		assertThat(numbers()).contains("plenum_requests_refused_total{status=\"413\"} 1.0", "plenum_connections ",
				"plenum_connections_limit ");
	}

	private String numbers() {
		return Objects.requireNonNull(this.management.get()
			.uri("/actuator/prometheus")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	@Test
	void thePortForClientsHasHealthAndNoOtherEndpoint() {
		this.clients.raw().get().uri("/livez").exchange().expectStatus().isOk();
		this.clients.raw().get().uri("/readyz").exchange().expectStatus().isOk();
		this.clients.raw().get().uri("/actuator/prometheus").exchange().expectStatus().isNotFound();
	}

}
