package dev.plenum.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import dev.plenum.platform.mongo.TestCodecs;
import dev.plenum.platform.mongo.Unknown;
import dev.plenum.schedule.ScheduleOutcome.Changed;
import dev.plenum.schedule.ScheduleOutcome.Clashed;
import dev.plenum.schedule.ScheduleOutcome.Invalid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Drafts of changes of a schedule with a talk at 9 and a panel at 10, both in hall A.
 */
class ScheduleDraftTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Instant NOW = Instant.parse("2024-10-01T12:00:00Z");

	private static final ChangeTerms TERMS = ChangeTerms.of(false, null, NOW);

	private static final ScheduleRules RULES = new ScheduleRules(at(0), at(23), at(23), Set.of("A"), Set.of(), Set.of(),
			Set.of(), Set.of());

	private final Schedule schedule = Schedule.first("evt", Map.of("talk", slot(9), "panel", slot(10)));

	@Test
	void aDraftChangesNothingUntilItIsPublishedByOneChange() {
		Schedule collected = put("d", move("talk", 14), new ScheduleEdit.Cancel("panel"));
		assertThat(collected.slots()).isEqualTo(this.schedule.slots());
		assertThat(collected.revision()).isZero();
		Changed published = (Changed) collected.publishDraft("d", RULES, TERMS);
		assertThat(published.changes()).extracting(ScheduleChange::note).containsExactly("Ordet", "Ordet");
		assertThat(published.schedule().slots()).containsEntry("talk", slot(14));
		assertThat(published.schedule().drafts().collected()).isEmpty();
		assertThat(published.schedule().drafts().changesAfter(0)).extracting(DraftChange::kind)
			.containsExactly(DraftChangeKind.DRAFT_PUT, DraftChangeKind.DRAFT_PUBLISHED);
	}

	@Test
	void publishingAgainChangesNothingAndTheChangesAreFound() {
		Schedule published = ((Changed) put("d", move("talk", 14)).publishDraft("d", RULES, TERMS)).schedule();
		assertThat(published.publishDraft("d", RULES, TERMS)).isEqualTo(published.unchanged());
		assertThat(published.changesOf("d", Instant.EPOCH)).hasSize(1);
		assertThat(published.publishDraft("other", RULES, TERMS)).isInstanceOf(Invalid.class);
	}

	@Test
	void aDraftThatIsCollectedAndDiscardedAfterItsPublicationCannotBePublished() {
		Schedule published = ((Changed) put("d", move("talk", 14)).publishDraft("d", RULES, TERMS)).schedule();
		Schedule collected = ((Changed) published.putDraft("d", draft(move("talk", 15)), NOW)).schedule();
		Schedule discarded = collected.discardDraft("d", NOW).schedule();
		assertThat(discarded.publishDraft("d", RULES, TERMS)).isInstanceOf(Invalid.class);
	}

	@Test
	void aDraftThatClashesIsNotPublishedAndStays() {
		Schedule collected = put("d", move("talk", 10));
		assertThat(collected.publishDraft("d", RULES, TERMS)).isInstanceOf(Clashed.class);
		assertThat(collected.publishDraft("d", RULES, TERMS.forced())).isInstanceOf(Changed.class);
	}

	@Test
	void aDiscardedDraftIsGone() {
		Changed discarded = put("d", move("talk", 14)).discardDraft("d", NOW);
		assertThat(discarded.schedule().drafts().collected()).isEmpty();
		assertThat(discarded.schedule().discardDraft("d", NOW).schedule()).isSameAs(discarded.schedule());
	}

	@Test
	void anEventHasALimitedNumberOfDrafts() {
		Schedule full = this.schedule;
		for (int i = 0; i < Drafts.MOST; i++) {
			full = ((Changed) full.putDraft("d" + i, draft(move("talk", 14)), NOW)).schedule();
		}
		assertThat(full.putDraft("d0", draft(move("talk", 15)), NOW)).isInstanceOf(Changed.class);
		assertThat(full.putDraft("more", draft(move("talk", 14)), NOW)).isInstanceOf(Invalid.class);
	}

	@Test
	void aStoredDraftIsReadAsItWasWritten() {
		try (EmbeddedDatabase embedded = EmbeddedDatabase.inMemory();
				MongoClient client = MongoClients.create(embedded.uri())) {
			Schedules schedules = new Schedules(client.getDatabase("plenum").withCodecRegistry(TestCodecs.registry()));
			schedules.begin(this.schedule).block(PATIENCE);
			Changed put = (Changed) this.schedule.putDraft("d",
					draft(new ScheduleEdit.Move("talk", null, null, List.of()),
							new ScheduleEdit.SetSpeakers("talk", List.of(new SpeakerRef("asa", SpeakerRole.HOST)))),
					NOW);
			assertThat(schedules.advance(this.schedule, put).block(PATIENCE)).isTrue();
			assertThat(schedules.ofEvent("evt").block(PATIENCE)).isEqualTo(put.schedule());
			Changed discarded = put.schedule().discardDraft("d", NOW);
			assertThat(schedules.advance(put.schedule(), discarded).block(PATIENCE)).isTrue();
			assertThat(schedules.ofEvent("evt").block(PATIENCE)).isEqualTo(discarded.schedule());
		}
	}

	private Schedule put(String id, ScheduleEdit... edits) {
		return ((Changed) this.schedule.putDraft(id, draft(edits), NOW)).schedule();
	}

	private static ScheduleDraft draft(ScheduleEdit... edits) {
		return new ScheduleDraft("Plan B", "Ordet", List.of(edits).stream().map(DraftEdit::of).toList(), 1, NOW,
				Unknown.NONE);
	}

	private static ScheduleEdit move(String session, int hour) {
		return new ScheduleEdit.Move(session, at(hour), at(hour + 1), null);
	}

	private static Slot slot(int hour) {
		return new Slot(at(hour), at(hour + 1), List.of("A"), List.of(), SessionStatus.SCHEDULED);
	}

	private static Instant at(int hour) {
		return Instant.parse("2024-10-02T%02d:00:00Z".formatted(hour));
	}

}
