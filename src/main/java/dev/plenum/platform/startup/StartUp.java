package dev.plenum.platform.startup;

import java.time.Duration;

import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the steps of the start before the web server accepts connections. This is the only
 * place that blocks. If the context is stopped or paused and started again, the steps are
 * not repeated: what they started runs until the context is closed.
 */
@Component
class StartUp implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Every running step uses a connection of its own to the database. */
	private static final int AT_A_TIME = 2;

	private final ObjectProvider<StartUpStep> steps;

	private final Duration patience;

	private volatile Phase phase = Phase.DATABASE;

	private volatile boolean running;

	private boolean done;

	@Autowired
	StartUp(ObjectProvider<StartUpStep> steps) {
		this(steps, PATIENCE);
	}

	StartUp(ObjectProvider<StartUpStep> steps, Duration patience) {
		this.steps = steps;
		this.patience = patience;
	}

	@Override
	public void start() {
		if (!this.done) {
			Flux.fromArray(Phase.values())
				.concatMap(this::run, 0)
				.then()
				.timeout(this.patience, Mono.error(this::late))
				.block();
			this.done = true;
		}
		this.running = true;
	}

	private Mono<Void> run(Phase phase) {
		return Flux.fromStream(this.steps.stream())
			.doOnSubscribe((subscription) -> this.phase = phase)
			.filter((step) -> step.phase() == phase)
			.flatMap((step) -> step.work().get(), AT_A_TIME)
			.then();
	}

	private StartupException late() {
		return new StartupException(
				"it could not %s within %d s".formatted(this.phase.purpose(), this.patience.toSeconds()),
				"Check that the database is running and that a majority of the members of its replica set is available.");
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
