package dev.plenum.exhibitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.plenum.changelog.Changelog;
import dev.plenum.exhibitor.BoothNews.BoothChange;
import dev.plenum.platform.graphql.language.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often changes of booths are reported.
 */
@Isolated
class BoothNewsTests {

	private VirtualTimeScheduler time;

	@BeforeEach
	void stopTheClock() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void letItGo() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void theFirstChangeIsReportedImmediatelyAndLaterOnesAtMostOnceASecond() {
		long seed = 20241002;
		Random random = new Random(seed);
		Sinks.Many<BoothChange> changes = Sinks.many().unicast().onBackpressureBuffer();
		List<Heard> heard = new ArrayList<>();
		BoothNews.atMostOnceASecond(changes.asFlux())
			.subscribe((change) -> heard.add(new Heard(change.id(), (int) change.stand().document().version(), now())));
		List<Heard> made = new ArrayList<>();
		for (int version = 1; version <= 2000; version++) {
			String id = "exh_e_" + random.nextInt(5);
			made.add(new Heard(id, version, now()));
			changes.tryEmitNext(change(id, version, BoothState.OPEN)).orThrow();
			this.time.advanceTimeBy(Duration.ofMillis(random.nextInt(120)));
		}
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(made).as("everything is heard within a second, seed %d", seed)
			.allMatch((change) -> heard.stream().anyMatch((one) -> one.tells(change)));
		made.stream().map(Heard::id).distinct().forEach((id) -> {
			List<Heard> own = heard.stream().filter((one) -> one.id().equals(id)).toList();
			for (int i = 1; i < own.size(); i++) {
				assertThat(own.get(i).at() - own.get(i - 1).at()).as("seed %d", seed).isGreaterThanOrEqualTo(1000);
				assertThat(own.get(i).version()).isGreaterThan(own.get(i - 1).version());
			}
		});
	}

	@Test
	void aChangeAfterAQuietSecondIsReportedImmediately() {
		Sinks.Many<BoothChange> changes = Sinks.many().unicast().onBackpressureBuffer();
		List<Long> heard = new ArrayList<>();
		BoothNews.atMostOnceASecond(changes.asFlux()).subscribe((stand) -> heard.add(now()));
		changes.tryEmitNext(change("exh_e_1", 1, BoothState.OPEN)).orThrow();
		this.time.advanceTimeBy(Duration.ofMillis(1500));
		changes.tryEmitNext(change("exh_e_1", 2, BoothState.OPEN)).orThrow();
		changes.tryEmitNext(change("exh_e_2", 1, BoothState.OPEN)).orThrow();
		assertThat(heard).containsExactly(0L, 1500L, 1500L);
	}

	@Test
	void changesThatAttendeesDoNotSeeAreNotReported() {
		ShowFloor first = ShowFloor.of(List.of(document("exh_e_1", 1, BoothState.OPEN, List.of())), List.of(),
				List.of(), Changelog.NONE);
		ShowFloor staffed = first.with(document("exh_e_1", 2, BoothState.OPEN, List.of("somebody")));
		ShowFloor closed = staffed.with(document("exh_e_1", 3, BoothState.CLOSED, List.of("somebody")));
		ShowFloor grown = closed.with(document("exh_e_2", 1, BoothState.OPEN, List.of()));
		assertThat(heard(first, staffed, closed, grown, grown.withoutExhibitor("exh_e_1")))
			.containsExactly("exh_e_1 CLOSED", "exh_e_2 OPEN", "exh_e_1 removed");
	}

	@Test
	void aChangedCategoryIsReportedForItsExhibitors() {
		CategoryDocument alarms = new CategoryDocument("cat_e_1", "evt_e", 1, 0, text("Alarms"));
		ShowFloor first = ShowFloor.of(
				List.of(document("exh_e_1", 1, BoothState.OPEN, List.of(), "cat_e_1"),
						document("exh_e_2", 1, BoothState.OPEN, List.of(), "cat_e_2")),
				List.of(alarms), List.of(), Changelog.NONE);
		ShowFloor moved = first.with(new CategoryDocument(alarms.id(), alarms.eventId(), 2, 7, alarms.name()));
		ShowFloor renamed = moved.with(new CategoryDocument(alarms.id(), alarms.eventId(), 3, 7, text("Safety")));
		assertThat(heard(first, moved)).isEmpty();
		assertThat(heard(moved, renamed)).containsExactly("exh_e_1 OPEN");
		assertThat(heard(renamed, renamed.withoutCategory("cat_e_1"))).containsExactly("exh_e_1 OPEN");
	}

	private static List<String> heard(ShowFloor... snapshots) {
		return BoothNews.changes(Flux.just(snapshots))
			.map((change) -> change.id() + ' '
					+ (change.removed() ? "removed" : change.stand().document().state().toString()))
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

	private long now() {
		return this.time.now(TimeUnit.MILLISECONDS);
	}

	private static BoothChange change(String id, int version, BoothState state) {
		return new BoothChange(new Stand(document(id, version, state, List.of()), List.of()), false);
	}

	private static Text text(String english) {
		return new Text(Map.of("en", english));
	}

	private static ExhibitorDocument document(String id, int version, BoothState state, List<String> staff,
			String... categories) {
		return new ExhibitorDocument(id, "evt_e", version, 1, "Larm", null, null, List.of(), List.of(categories),
				List.of(), ExhibitorTier.EXHIBITOR, List.of(), List.of(), null, state, null, null, null, staff,
				Map.of(), List.of(), null);
	}

	private record Heard(String id, int version, long at) {

		boolean tells(Heard change) {
			return this.id.equals(change.id) && this.version >= change.version && this.at >= change.at
					&& this.at <= change.at + 1000;
		}

	}

}
