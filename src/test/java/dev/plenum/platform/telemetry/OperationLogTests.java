package dev.plenum.platform.telemetry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.plenum.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log and the metrics of operations.
 */
class OperationLogTests {

	private final CapturedLog log = new CapturedLog(OperationLog.NAME, Level.INFO);

	@AfterEach
	void leave() {
		this.log.close();
	}

	@Test
	void aMutationIsLoggedWithItsPropertiesAndWithoutAName() {
		new OperationLog(new TelemetrySettings(true)).write(operation("BookSeat", "mutation", "ok", "anna.svensson"));
		assertThat(this.log.lines()).singleElement().satisfies((line) -> {
			Map<String, Object> facts = facts(line);
			assertThat(facts).containsEntry("requestId", "r1")
				.containsEntry("operation", "BookSeat")
				.containsEntry("kind", "mutation")
				.containsEntry("outcome", "ok")
				.containsEntry("millis", 12L);
			assertThat(facts.get("subject").toString()).matches("[0-9a-f]{12}");
			assertThat(line.toString() + facts).doesNotContain("anna");
		});
	}

	@Test
	void aQueryIsLoggedOnlyIfTheServerFails() {
		OperationLog log = new OperationLog(new TelemetrySettings(true));
		log.write(operation("Programme", "query", "ok", "anna"));
		log.write(operation("Programme", "query", "bad_input", "anna"));
		log.write(operation("Programme", "query", "internal_error", "anna"));
		assertThat(this.log.lines()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
	}

	@Test
	void aMutationThatWasRefusedIsNotLogged() {
		OperationLog log = new OperationLog(new TelemetrySettings(true));
		log.write(operation("BookSeat", "mutation", "unauthenticated", null));
		log.write(operation("BookSeat", "mutation", "rate_limited", "anna"));
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void operationsThatFailBecauseTheServerIsNotAvailableAreCounted() {
		OperationLog log = new OperationLog(new TelemetrySettings(true));
		for (int i = 0; i < 1000; i++) {
			log.write(operation("Programme", "query", "unavailable", "anna" + i));
			log.write(operation("BookSeat", "mutation", "unavailable", "anna" + i));
		}
		assertThat(this.log.lines()).hasSizeBetween(2, 20)
			.extracting(ILoggingEvent::getFormattedMessage)
			.contains("query Programme: unavailable", "mutation BookSeat: unavailable");
	}

	@Test
	void aNameThatNoDocumentCanHaveIsNotLogged() {
		OperationMonitor monitor = new OperationMonitor(new OperationMetrics(new SimpleMeterRegistry()),
				new OperationLog(new TelemetrySettings(true)));
		for (String name : List.of("Programme", "line\nbreak", "x".repeat(1000))) {
			WebGraphQlRequest request = new WebGraphQlRequest(URI.create("http://localhost/graphql"), new HttpHeaders(),
					new LinkedMultiValueMap<>(), null, Map.of(), new DefaultGraphQlRequest("{ a }", name, null, null),
					"r1", Locale.ENGLISH);
			monitor.intercept(request, (_) -> Mono.error(new IllegalStateException()))
				.onErrorComplete()
				.block(Duration.ofSeconds(5));
		}
		assertThat(this.log.lines()).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("unknown Programme: internal_error", "unknown without a name: internal_error",
					"unknown without a name: internal_error");
	}

	@Test
	void theLogIsJsonIfAnIssuerIsConfigured() {
		StandardEnvironment local = new StandardEnvironment();
		new TelemetryDefaults().postProcessEnvironment(local, new SpringApplication());
		assertThat(local.getProperty("logging.structured.format.console")).isNull();
		StandardEnvironment other = new StandardEnvironment();
		other.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("plenum.issuer-uri", "https://login.example.org")));
		new TelemetryDefaults().postProcessEnvironment(other, new SpringApplication());
		assertThat(other.getProperty("logging.structured.format.console")).isEqualTo("logstash");
	}

	@Test
	void theNumberOfOperationNamesInMetricsIsBounded() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		OperationMetrics metrics = new OperationMetrics(registry);
		for (int i = 0; i < 1000; i++) {
			metrics.count(operation("Name" + i, "query", "ok", null));
		}
		assertThat(registry.find("plenum.operations").timers()).hasSize(101);
		assertThat(registry.get("plenum.operations").tag("name", "other").timer().count()).isEqualTo(900);
	}

	private static Map<String, Object> facts(ILoggingEvent line) {
		return List.copyOf(line.getKeyValuePairs())
			.stream()
			.collect(Collectors.toMap((pair) -> pair.key, (pair) -> pair.value));
	}

	private static OperationMonitor.Operation operation(String name, String kind, String outcome, String subject) {
		return new OperationMonitor.Operation("r1", name, kind, outcome, Duration.ofMillis(12), subject);
	}

}
