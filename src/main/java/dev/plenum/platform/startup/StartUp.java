package dev.plenum.platform.startup;

import java.time.Duration;

import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the steps of the start before the web server begins to listen. The one place that
 * waits. A context that is stopped or paused and started again does not repeat them: what
 * they began goes on until the context is closed.
 */
@Component
class StartUp implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Each of those under way has a connection of its own to the database. */
	private static final int AT_A_TIME = 2;

	private final ObjectProvider<StartUpStep> steps;

	private volatile boolean running;

	private boolean done;

	StartUp(ObjectProvider<StartUpStep> steps) {
		this.steps = steps;
	}

	@Override
	public void start() {
		if (!this.done) {
			Flux.fromArray(Phase.values()).concatMap(this::run).then().block(PATIENCE);
			this.done = true;
		}
		this.running = true;
	}

	private Mono<Void> run(Phase phase) {
		return Flux.fromStream(this.steps.stream())
			.filter((step) -> step.phase() == phase)
			.flatMap((step) -> step.work().get(), AT_A_TIME)
			.then();
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
