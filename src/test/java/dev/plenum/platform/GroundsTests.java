package dev.plenum.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroundsTests {

	private static final Instant NOW = Instant.parse("2024-10-02T10:00:00Z");

	private final Grounds grounds = new Grounds(false);

	private long newest = 1;

	private final Grounds.Source source = (version) -> version == this.newest;

	@Test
	void anAnswerOfNothingStandsForEver() {
		assertThat(settled().hold(Instant.MAX.minusNanos(1))).isTrue();
		assertThat(settled().personal()).isFalse();
	}

	@Test
	void anAnswerFallsWithAnyOfItsSnapshots() {
		this.grounds.standOn((version) -> true, 7);
		this.grounds.standOn(this.source, this.newest);
		this.grounds.standOn(this.source, this.newest);
		assertThat(settled().hold(NOW)).isTrue();
		this.newest++;
		assertThat(settled().hold(NOW)).isFalse();
	}

	@Test
	void twoSnapshotsOfTheSameThingAreNoGround() {
		this.grounds.standOn(this.source, 1);
		this.grounds.standOn(this.source, 2);
		assertThat(this.grounds.settle()).isEmpty();
	}

	@Test
	void whatCannotBeToldStaysUntold() {
		this.grounds.standOnNothing();
		this.grounds.standOn(this.source, 1);
		assertThat(this.grounds.settle()).isEmpty();
	}

	@Test
	void manySnapshotsAreTooManyToLookAt() {
		IntStream.range(0, 501).forEach((i) -> this.grounds.standOn((version) -> i >= 0, i));
		assertThat(this.grounds.settle()).isEmpty();
	}

	@Test
	void thePresentIsNoGround() {
		new Present(InstantSource.fixed(NOW), this.grounds).instant();
		assertThat(this.grounds.settle()).isEmpty();
	}

	@Test
	void anAnswerHoldsUntilTheNextTurn() {
		Stream<Instant> turns = Stream.of(NOW.minusSeconds(1), NOW, NOW.plusSeconds(20), NOW.plusSeconds(10));
		assertThat(new Present(InstantSource.fixed(NOW), this.grounds).between(turns)).isEqualTo(NOW);
		assertThat(settled().hold(NOW.plusSeconds(9))).isTrue();
		assertThat(settled().hold(NOW.plusSeconds(10))).isFalse();
	}

	@Test
	void whoIsAskedForIsDependedOn() {
		this.grounds.dependOnCaller();
		assertThat(settled().personal()).isTrue();
	}

	private Grounds.Settled settled() {
		return this.grounds.settle().orElseThrow();
	}

}
