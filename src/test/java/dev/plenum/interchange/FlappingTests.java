package dev.plenum.interchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.announcement.Announcements;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.Sessions;
import dev.plenum.programme.document.Speakers;
import dev.plenum.schedule.ScheduleChangeKind;
import dev.plenum.schedule.Schedules;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions that are missing from files for some time, and interrupted imports.
 */
@LiveServer
class FlappingTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Instant START = Instant.parse("2027-12-26T20:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final String slug = "flapping-" + UUID.randomUUID().toString().substring(0, 8);

	private final ScheduleFile file = new ScheduleFile();

	@Autowired
	private Clients clients;

	@Autowired
	private Programmes programmes;

	@Autowired
	private Imports memory;

	@Autowired
	private MongoDatabase database;

	private ImportDesk imports;

	@BeforeEach
	void imports(@Autowired Events events, @Autowired Sessions sessions, @Autowired Speakers speakers,
			@Autowired Schedules schedules, @Autowired Announcements announcements) {
		InstantSource clock = this.now::get;
		this.imports = new ImportDesk(this.programmes, events, sessions, speakers, schedules, announcements,
				this.memory, this.database, clock);
		for (int i = 1; i <= 12; i++) {
			this.file.event("g" + i, "Talk " + i, "2027-12-27T%02d:00:00+01:00".formatted(9 + i), "Saal 1", "Ada");
		}
		run();
	}

	@Test
	void aSessionThatReturnsInTimeIsNotCancelled() {
		this.file.without("g3");
		assertThat(run().missing()).singleElement().satisfies((one) -> {
			assertThat(one.name()).isEqualTo("Talk 3");
			assertThat(one.cancelledFrom().toInstant()).isEqualTo(START.plus(Duration.ofMinutes(15)));
		});
		later(14);
		assertThat(run().missing()).singleElement()
			.satisfies((one) -> assertThat(one.since().toInstant()).isEqualTo(START));
		this.file.event("g3", "Talk 3", "2027-12-27T12:00:00+01:00", "Saal 1", "Ada");
		later(16);
		ImportReport report = run();
		assertThat(report.missing()).isEmpty();
		assertThat(report.changed()).isEmpty();
		assertThat(report.revision()).isZero();
		this.file.without("g3");
		later(20);
		assertThat(run().missing()).singleElement()
			.satisfies((one) -> assertThat(one.since().toInstant()).as("counted from the second absence")
				.isEqualTo(START.plus(Duration.ofMinutes(20))));
	}

	@Test
	void aMissingSessionIsCancelledAndReinstatedWhenItReturns() {
		this.file.without("g3");
		run();
		later(15);
		assertThat(run().cancelled()).singleElement().satisfies((one) -> assertThat(one.name()).isEqualTo("Talk 3"));
		later(60);
		ImportReport again = run();
		assertThat(again.cancelled()).isEmpty();
		assertThat(again.missing()).isEmpty();
		this.file.event("g3", "Talk 3", "2027-12-27T12:00:00+01:00", "Saal 1", "Ada");
		run();
		assertThat(programme().schedule().changes()).extracting((change) -> change.kinds().getFirst())
			.containsExactly(ScheduleChangeKind.CANCELLED, ScheduleChangeKind.REINSTATED);
	}

	@Test
	void aSessionThatAnOrganiserCancelledStaysCancelledWhenItReturns() {
		String id = Ids.in("ses", Ids.event(this.slug), "g3");
		this.clients.administrator()
			.document(
					"mutation { changeSchedule(input: {eventId: \"%s\", edits: [{cancel: {sessionId: \"%s\"}}]}) { __typename } }"
						.formatted(Ids.event(this.slug), id))
			.executeAndVerify();
		this.file.without("g3");
		later(5);
		assertThat(run().missing()).isEmpty();
		later(30);
		assertThat(run().cancelled()).isEmpty();
		this.file.event("g3", "Talk 3", "2027-12-27T12:00:00+01:00", "Saal 1", "Ada");
		assertThat(run().kept()).singleElement()
			.satisfies((kept) -> assertThat(kept.differences()).extracting(ImportReport.Difference::field)
				.containsExactly("status"));
		assertThat(programme().schedule().slots().get(id).takesPlace()).isFalse();
	}

	@Test
	void onlyOrganisersSeeMissingSessions() {
		this.file.without("g3");
		run();
		assertThat(missing(this.clients.administrator()).path("event.lastImport.missing[*].session.title")
			.entityList(String.class)
			.get()).containsExactly("Talk 3");
		for (GraphQlTester other : List.of(this.clients.anonymous(), this.clients.attendee(),
				this.clients.organiser())) {
			missing(other).errors().expect((error) -> "event.lastImport".equals(error.getPath())).verify();
		}
		missing(this.clients.anonymous()).errors()
			.expect((error) -> "event.lastImport".equals(error.getPath()))
			.verify()
			.path("event.sessions.nodes[*].status")
			.entityList(String.class)
			.satisfies((statuses) -> assertThat(statuses).hasSize(12).containsOnly("SCHEDULED"));
	}

	@Test
	void anInterruptedImportIsCompletedByTheNextOneAlsoWithNewerValues() {
		this.file.event("g1", "Talk 1", "2027-12-27T20:00:00+01:00", "Saal 1", "Ada");
		ImportDocument before = Objects
			.requireNonNull(this.memory.ofEvent(Ids.event(this.slug), Reading.NEWEST).block(PATIENCE));
		ImportReport first = run();
		assertThat(first.revision()).isEqualTo(1);
		// The state after the memory and the schedule were written, and before the import
		// was completed.
		ImportDocument after = Objects
			.requireNonNull(this.memory.ofEvent(Ids.event(this.slug), Reading.NEWEST).block(PATIENCE));
		String id = Ids.in("ses", Ids.event(this.slug), "g1");
		unsettle(after, id, before);
		this.file.event("g1", "Talk 1", "2027-12-27T21:00:00+01:00", "Saal 1", "Ada");
		assertThat(run().kept()).isEmpty();
		assertThat(programme().schedule().slots().get(id).startsAt()).isEqualTo(Instant.parse("2027-12-27T20:00:00Z"));
		// The state after the memory was written, and before anything else was written.
		ImportDocument begun = Objects
			.requireNonNull(this.memory.ofEvent(Ids.event(this.slug), Reading.NEWEST).block(PATIENCE));
		this.file.event("g1", "Talk 1", "2027-12-27T22:00:00+01:00", "Saal 1", "Ada");
		run();
		ImportDocument done = Objects
			.requireNonNull(this.memory.ofEvent(Ids.event(this.slug), Reading.NEWEST).block(PATIENCE));
		this.clients.administrator()
			.document(
					"mutation { changeSchedule(input: {eventId: \"%s\", edits: [{move: {sessionId: \"%s\", startsAt: \"2027-12-27T21:00:00+01:00\", endsAt: \"2027-12-27T22:00:00+01:00\"}}]}) { __typename } }"
						.formatted(Ids.event(this.slug), id))
			.executeAndVerify();
		unsettle(done, id, begun);
		assertThat(run().kept()).isEmpty();
		assertThat(programme().schedule().slots().get(id).startsAt()).isEqualTo(Instant.parse("2027-12-27T21:00:00Z"));
	}

	private void unsettle(ImportDocument now, String id, ImportDocument before) {
		String line = Objects.requireNonNull(before.said().get(id))
			.lines()
			.filter((one) -> one.endsWith(" slot.time"))
			.findFirst()
			.orElseThrow();
		Mono.from(this.database.getCollection("imports")
			.updateOne(Filters.eq(now.eventId()), Updates.set("unsettled", new Document(id, line + '\n'))))
			.block(PATIENCE);
	}

	private GraphQlTester.Response missing(GraphQlTester client) {
		return client.document(
				"query ($slug: String!) { event(slug: $slug) { lastImport { at format missing { session { title } since cancelledFrom } } sessions { nodes { status } } } }")
			.variable("slug", this.slug)
			.execute();
	}

	private void later(int minutes) {
		this.now.set(START.plus(Duration.ofMinutes(minutes)));
	}

	private ImportReport run() {
		ReadProgramme read = Objects
			.requireNonNull(this.imports.read(new ByteArrayResource(this.file.json()), null, Map.of()).block(PATIENCE));
		return Objects.requireNonNull(this.imports
			.run(read, this.slug,
					new ImportOptions(false, false, false, false, Duration.ofMinutes(15), null, List.of()))
			.block(PATIENCE));
	}

	private Programme programme() {
		return Objects.requireNonNull(this.programmes.upToDate(Ids.event(this.slug)).block(PATIENCE));
	}

}
