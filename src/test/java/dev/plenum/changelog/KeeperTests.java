package dev.plenum.changelog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.changelog.StepDocument.NodeEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposables;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several keepers of one event, without a database: what they find, and who records it.
 */
class KeeperTests {

	private static final Instant NOW = Instant.parse("2027-05-10T09:00:00Z");

	private final Server first = new Server();

	private final Server second = new Server();

	@Test
	void everythingIsRecordedOnceAndThenOnlyWhatChanges() {
		show(thing("ses_e_1", "a"), thing("ses_e_2", "b"));
		assertThat(settle()).containsExactly("1 ses_e_1 ses_e_2");
		show(thing("ses_e_1", "a"), thing("ses_e_2", "c"));
		assertThat(settle()).containsExactly("2 ses_e_2");
		assertThat(settle()).isEmpty();
	}

	@Test
	void aRemovedNodeIsReportedAsRemoved() {
		show(thing("ses_e_1", "a"), thing("ses_e_2", "b"));
		settle();
		show(thing("ses_e_1", "a"));
		assertThat(settle()).containsExactly("2 -ses_e_2");
	}

	@Test
	void aNodeOfAnotherKindIsLeftToItsOwnKeeper() {
		show(thing("ses_e_1", "a"));
		deliver(StepDocument.of("evt_e", 1, NOW, List.of(NodeEntry.changed("exh_e_1", 7, null))));
		assertThat(settle()).containsExactly("2 ses_e_1");
	}

	@Test
	void aNodeThatIsRemovedAndCreatedAgainIsReportedTwiceEvenIfItIsTheSame() {
		show(thing("ses_e_1", "a"));
		settle();
		Stream.of(this.first, this.second).forEach((server) -> server.log = server.log.without(Set.of("ses_e_1")));
		show(thing("ses_e_1", "a"));
		assertThat(settle()).containsExactly("2 -ses_e_1", "3 ses_e_1");
		assertThat(settle()).isEmpty();
	}

	@Test
	void theStepOfAFasterServerIsTheOnlyOne() {
		show(thing("ses_e_1", "a"));
		StepDocument fast = this.first.step(NOW);
		StepDocument slow = this.second.step(NOW);
		assertThat(slow).isNotNull();
		assertThat(fast).isNotNull().extracting(StepDocument::id).isEqualTo(slow.id());
		deliver(fast);
		assertThat(settle()).isEmpty();
	}

	@Test
	void aMomentThatPassesIsReportedOnceAlthoughClocksDiffer() {
		show(new Thing("off_e_1", "a", List.of(NOW.plusSeconds(60))));
		settle();
		this.second.skew = Duration.ofSeconds(-30);
		List<String> reported = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			reported.addAll(settle(NOW.plusSeconds(i * 10)));
		}
		assertThat(reported).containsExactly("2 off_e_1");
	}

	@Test
	void aServerThatStartsAfterAMomentFindsIt() {
		show(new Thing("off_e_1", "a", List.of(NOW.plusSeconds(60))));
		settle();
		assertThat(settle(NOW.plusSeconds(3600))).containsExactly("2 off_e_1");
	}

	@Test
	void aMomentThatIsPostponedIsReportedWhenItPasses() {
		show(new Thing("off_e_1", "a", List.of(NOW.minusSeconds(60))));
		settle();
		show(new Thing("off_e_1", "a", List.of(NOW.plusSeconds(60))));
		assertThat(settle()).isEmpty();
		assertThat(settle(NOW.plusSeconds(60))).containsExactly("2 off_e_1");
	}

	@Test
	void whatANewerServerRecordedWithAnotherSchemeIsNotRecordedAgain() {
		show(thing("ses_e_1", "a"));
		deliver(new StepDocument("stp_e_1", "evt_e", 1, 1, NOW, Fingerprint.SCHEME + 1,
				List.of(NodeEntry.changed("ses_e_1", 7, null))));
		assertThat(settle()).isEmpty();
	}

	@Test
	void whatAnOlderServerRecordedWithAnotherSchemeIsRecordedAgain() {
		show(thing("ses_e_1", "a"));
		deliver(new StepDocument("stp_e_1", "evt_e", 1, 1, NOW, Fingerprint.SCHEME - 1,
				List.of(NodeEntry.changed("ses_e_1", 7, null))));
		assertThat(settle()).containsExactly("2 ses_e_1");
		assertThat(settle()).isEmpty();
	}

	@Test
	void aStepNamesAtMostFiveHundredNodes() {
		show(IntStream.range(0, 1_200).mapToObj((i) -> thing("ses_e_" + i, "a")).toArray(Thing[]::new));
		settle();
		assertThat(this.first.log.after(0).stream().map((step) -> step.nodes().size())).containsExactly(500, 500, 200);
	}

	@Test
	void anEventThatChangesAllTheTimeHasFewSteps() {
		int before = this.first.log.version();
		for (int tick = 0; tick < 1_000; tick++) {
			show(thing("ses_e_1", "a" + tick));
			tick(NOW);
		}
		assertThat(this.first.log.version() - before).isBetween(60, 95);
		assertThat(settle()).as("the last change").hasSize(1);
	}

	@Test
	void aChangelogThatIsReadAgainKnowsTheSame() {
		show(thing("ses_e_1", "a"), thing("ses_e_2", "b"));
		settle();
		show(thing("ses_e_1", "c"));
		settle();
		List<StepDocument> steps = this.first.stored;
		BaseDocument base = new BaseDocument("evt_e", 1, 1,
				Changelog.of(null, steps.subList(0, 1)).existing().toList());
		for (Changelog read : List.of(Changelog.of(null, steps), Changelog.of(base, steps),
				Changelog.of(base, steps.subList(1, 2)))) {
			assertThat(read.version()).isEqualTo(2);
			assertThat(read.existing().map(NodeEntry::id)).containsExactly("ses_e_1");
			assertThat(read.updatedAt("ses_e_1")).isEqualTo(NOW);
			assertThat(read.remembers(1)).isTrue();
		}
		assertThat(Changelog.of(base, steps.subList(1, 2)).remembers(0)).isFalse();
	}

	@Test
	void theOldestStepsAreDropped() {
		Changelog log = Changelog.NONE;
		for (int i = 1; i <= 3_000; i++) {
			log = log.with(StepDocument.of("evt_e", i, NOW, List.of(NodeEntry.changed("ses_e_" + i % 7, i, null))));
		}
		assertThat(log.remembers(2_000)).isTrue();
		assertThat(log.remembers(1_700)).isFalse();
		assertThat(log.after(2_990)).extracting(Step::version)
			.containsExactly(2991, 2992, 2993, 2994, 2995, 2996, 2997, 2998, 2999, 3000);
		assertThat(log.oldestKept()).isEqualTo(2_001);
		assertThat(log.existing()).hasSize(7);
	}

	private static Thing thing(String id, String content) {
		return new Thing(id, content, List.of());
	}

	private void show(Thing... things) {
		this.first.things = List.of(things);
		this.second.things = List.of(things);
	}

	private List<String> settle() {
		return settle(NOW);
	}

	/** Lets both servers compare until nothing is left, and returns the new steps. */
	private List<String> settle(Instant now) {
		int before = this.first.log.version();
		for (int i = 0; i < 20; i++) {
			tick(now);
		}
		return this.first.log.after(before).stream().map(KeeperTests::text).toList();
	}

	private void tick(Instant now) {
		StepDocument one = this.first.step(now);
		StepDocument other = this.second.step(now);
		StepDocument winner = (one != null) ? one : other;
		if (winner != null) {
			deliver(winner);
		}
	}

	private void deliver(StepDocument step) {
		this.first.receive(step);
		this.second.receive(step);
	}

	private static String text(Step step) {
		Set<String> ids = new TreeSet<>();
		step.nodes().forEach((node) -> ids.add((node.removed() ? "-" : "") + node.id()));
		return step.version() + " " + String.join(" ", ids);
	}

	/** One server with its clock, its memory and the steps that it received. */
	private static final class Server {

		private final Keeper<Server.Shown> keeper = new Keeper<>("evt_e",
				new Subject<>(Set.of(NodeKind.SESSION, NodeKind.OFFER), Shown::log, Shown::things),
				Disposables::single);

		private final List<StepDocument> stored = new ArrayList<>();

		private Changelog log = Changelog.NONE;

		private List<Thing> things = List.of();

		private Duration skew = Duration.ZERO;

		private long ticks;

		record Shown(Changelog log, List<Thing> things) {
		}

		@Nullable StepDocument step(Instant now) {
			this.keeper.receive(new Shown(this.log, this.things));
			StepDocument step = this.keeper.tick(this.ticks++, now.plus(this.skew));
			this.keeper.sent();
			return step;
		}

		void receive(StepDocument step) {
			this.log = this.log.with(step);
			this.stored.add(step);
		}

	}

	private record Thing(String id, String content, List<Instant> moments) implements Visible {

		@Override
		public Map<String, Long> prints() {
			return new LinkedHashMap<>(Map.of(this.id, Fingerprint.of(this.content)));
		}

		@Override
		public Stream<Instant> turns() {
			return this.moments.stream();
		}

	}

}
