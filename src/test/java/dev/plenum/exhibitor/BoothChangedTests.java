package dev.plenum.exhibitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hearing of booths, on a live server.
 */
@LiveServer
class BoothChangedTests {

	@Autowired
	private Clients clients;

	@Test
	void whateverAttendeesSeeOfABoothIsHeard() {
		Fair fair = Fair.of(this.clients);
		String booth = fair.staffed("Larm", "staff");
		String other = fair.staffed("Annan", "staff");
		Flux<Told> heard = this.clients.listener()
			.document(
					"subscription ($event: ID!) { boothChanged(eventId: $event) { id state stateReason description offers { title left } } }")
			.variable("event", fair.id())
			.executeSubscription()
			.toFlux("boothChanged", Told.class)
			.publishOn(Schedulers.boundedElastic());
		Disposable knocking = Flux.interval(Duration.ofMillis(100), Schedulers.boundedElastic())
			.onBackpressureDrop()
			.subscribe((i) -> mutate(fair, "setBoothState",
					Map.of("exhibitorId", other, "state", (i % 2 == 0) ? "BUSY" : "OPEN")));
		try {
			StepVerifier.create(heard).assertNext((told) -> {
				assertThat(told.id()).isEqualTo(other);
				knocking.dispose();
			})
				.then(() -> mutate(fair, "setBoothState",
						Map.of("exhibitorId", booth, "state", "CLOSED", "reason", "Lunch")))
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> assertThat(told.stateReason()).isEqualTo("Lunch"))
				.then(() -> mutate(fair, "updateBooth",
						Map.of("exhibitorId", booth, "description", Fair.text("Trygghet"))))
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> assertThat(told.description()).isEqualTo("Trygghet"))
				.then(() -> mutate(fair, "putOffer",
						Map.of("exhibitorId", booth, "key", "o", "title", Fair.text("Mugg"), "limit", 3)))
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> assertThat(told.offers()).hasToString("[{title=Mugg, left=3}]"))
				.thenCancel()
				.verify(Duration.ofSeconds(20));
		}
		finally {
			knocking.dispose();
		}
	}

	private static void mutate(Fair fair, String mutation, Map<String, ?> input) {
		String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
		Fair.mutate(fair.as("staff"), mutation, type, "__typename", input).errors().verify();
	}

	private record Told(String id, String state, @Nullable String stateReason, @Nullable String description,
			List<Map<String, Object>> offers) {
	}

}
