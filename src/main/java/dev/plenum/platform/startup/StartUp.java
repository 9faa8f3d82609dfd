package dev.plenum.platform.startup;

import java.time.Duration;

import reactor.core.publisher.Flux;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the steps of the start before the web server begins to listen. The one place that
 * waits.
 */
@Component
class StartUp implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ObjectProvider<StartUpStep> steps;

	private volatile boolean running;

	StartUp(ObjectProvider<StartUpStep> steps) {
		this.steps = steps;
	}

	@Override
	public void start() {
		Flux.fromStream(this.steps.orderedStream()).concatMap(StartUpStep::run).then().block(PATIENCE);
		this.running = true;
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
