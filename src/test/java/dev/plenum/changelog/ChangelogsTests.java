package dev.plenum.changelog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.NewEvent;
import dev.plenum.changelog.StepDocument.NodeEntry;
import dev.plenum.platform.Ids;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What remains of a long changelog, in the database and in memory.
 */
@Tag("slow")
@LiveServer
class ChangelogsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private Clients clients;

	@Autowired
	private Changelogs changelogs;

	@Autowired
	private MongoDatabase database;

	@Test
	void oldStepsAreDroppedAndWhatTheyRecordedIsStillKnown() {
		NewEvent event = NewEvent.on(this.clients);
		int before = event.settledVersion(this.clients);
		appendMany(event, 1_300);
		await().atMost(PATIENCE).until(() -> version(event) >= before + 1_300);
		Changelog known = stored(event);
		this.changelogs.compact(event.id(), known).block(PATIENCE);
		assertThat(steps(event)).isEqualTo(Changelog.KEPT_STEPS);
		Changelog read = stored(event);
		assertThat(read.version()).isEqualTo(known.version());
		assertThat(read.existing()).containsExactlyInAnyOrderElementsOf(known.existing().toList());
		assertThat(read.updatedAt(event.roomA())).isNotNull();
		this.changelogs.compact(event.id(), read).block(PATIENCE);
		assertThat(steps(event)).isEqualTo(Changelog.KEPT_STEPS);
		StepVerifier.create(changes(event, before))
			.expectErrorSatisfies((ex) -> assertThat(((SubscriptionErrorException) ex).getErrors()).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "RESYNC_REQUIRED")))
			.verify(PATIENCE);
		StepVerifier.create(changes(event, known.version() - 2).take(2))
			.expectNext(known.version() - 1, known.version())
			.expectComplete()
			.verify(PATIENCE);
	}

	/** As other servers would, one after the other. */
	private void appendMany(NewEvent event, int number) {
		String gone = Ids.in("ses", event.id(), "gone");
		int first = version(event) + 1;
		Flux.range(first, number)
			.concatMap((step) -> this.changelogs
				.append(StepDocument.of(event.id(), step, Instant.EPOCH, List.of(NodeEntry.removed(gone)))))
			.blockLast(PATIENCE);
	}

	private Changelog stored(NewEvent event) {
		return Objects.requireNonNull(this.changelogs.ofEvent(event.id()).block(PATIENCE));
	}

	private long steps(NewEvent event) {
		return Mono
			.from(this.database.getCollection(Changelogs.COLLECTION).countDocuments(Filters.eq("eventId", event.id())))
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private int version(NewEvent event) {
		return this.clients.anonymous()
			.document("{ event(id: \"%s\") { version } }".formatted(event.id()))
			.execute()
			.path("event.version")
			.entity(Integer.class)
			.get();
	}

	private Flux<Integer> changes(NewEvent event, int after) {
		return this.clients.listener()
			.document("subscription { programmeChanged(eventId: \"%s\", after: %d) { version } }".formatted(event.id(),
					after))
			.executeSubscription()
			.toFlux("programmeChanged.version", Integer.class);
	}

}
