package dev.plenum.platform.startup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import dev.plenum.platform.startup.StartUpStep.Phase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The order of the steps of a start, and its limit.
 */
class StartUpTests {

	private final List<String> done = new CopyOnWriteArrayList<>();

	@Test
	void aPhaseBeginsWhenTheOneBeforeHasEnded() {
		start(Map.of("last", step(Phase.SAMPLES, "samples"), "first", step(Phase.DATABASE, "database"), "third",
				step(Phase.READ, "read"), "second", step(Phase.GROUNDWORK, "groundwork")));
		assertThat(this.done).containsExactly("database", "groundwork", "read", "samples");
	}

	@Test
	void theStepsOfAPhaseAreDoneAtTheSameTime() {
		CyclicBarrier both = new CyclicBarrier(2);
		StartUpStep meets = new StartUpStep(Phase.GROUNDWORK,
				() -> Mono.<Void>fromRunnable(() -> await(both)).subscribeOn(Schedulers.boundedElastic()));
		start(Map.of("one", meets, "other", new StartUpStep(meets.phase(), meets.work())));
		assertThat(both.isBroken()).isFalse();
	}

	@Test
	void aStepThatFailsEndsTheStart() {
		StartUpStep fails = new StartUpStep(Phase.DATABASE,
				() -> Mono.error(() -> new StartupException("the database is away", "Start it.")));
		assertThatExceptionOfType(StartupException.class)
			.isThrownBy(() -> start(Map.of("fails", fails, "next", step(Phase.READ, "read"))));
		assertThat(this.done).isEmpty();
	}

	@Test
	void aStartThatWaitsTooLongNamesWhatItCouldNotDo() {
		StartUpStep waits = new StartUpStep(Phase.GROUNDWORK, Mono::never);
		StartUp startUp = startUp(Map.of("waits", waits), Duration.ofMillis(100));
		assertThatExceptionOfType(StartupException.class).isThrownBy(startUp::start)
			.withMessage("it could not create the database's indexes and open its change stream within 0 s")
			.satisfies((late) -> assertThat(late.action()).contains("majority"));
	}

	@Test
	void aContextThatIsStoppedAndStartedAgainDoesNotRepeatTheSteps() {
		StartUp startUp = startUp(Map.of("first", step(Phase.GROUNDWORK, "groundwork")));
		startUp.start();
		startUp.stop();
		startUp.start();
		assertThat(startUp.isRunning()).isTrue();
		assertThat(this.done).containsExactly("groundwork");
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Nobody else came", ex);
		}
	}

	private StartUpStep step(Phase phase, String name) {
		return new StartUpStep(phase, () -> Mono.fromRunnable(() -> this.done.add(name)));
	}

	private static void start(Map<String, StartUpStep> steps) {
		startUp(steps).start();
	}

	private static StartUp startUp(Map<String, StartUpStep> steps) {
		return startUp(steps, Duration.ofMinutes(1));
	}

	private static StartUp startUp(Map<String, StartUpStep> steps, Duration patience) {
		return new StartUp(new StaticListableBeanFactory(Map.copyOf(steps)).getBeanProvider(StartUpStep.class),
				patience);
	}

}
