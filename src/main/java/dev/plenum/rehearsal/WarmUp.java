package dev.plenum.rehearsal;

import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Rehearses once after the start. The server answers requests during the rehearsal, and
 * reports that it is ready when the time of the rehearsal is over, although the last
 * requests of the rehearsal may not be answered yet. If the rehearsal fails, this is
 * logged and the server becomes ready.
 */
@Component("rehearsal")
final class WarmUp implements ReactiveHealthIndicator, DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

	private static final int ATTENDEES = 100;

	private final RehearsalSettings settings;

	private final Disposable.Swap running = Disposables.swap();

	private volatile boolean over;

	WarmUp(RehearsalSettings settings) {
		this.settings = settings;
		this.over = !settings.isWanted();
	}

	@EventListener
	void rehearse(ApplicationReadyEvent ready) {
		if (!this.over) {
			this.running.update(rounds(ready.getSpringApplication()).count()
				.doFinally((_) -> this.over = true)
				.subscribe((rounds) -> log.debug("Rehearsed {} rounds", rounds),
						(ex) -> log.warn("The rehearsal failed. The first requests may be slow.", ex)));
		}
	}

	private Flux<Integer> rounds(SpringApplication application) {
		return Flux.usingWhen(Mono.fromFuture(() -> start(application), true),
				(server) -> new Rehearsal(server, ATTENDEES).rounds(() -> !this.over)
					.takeUntilOther(
							Mono.delay(this.settings.atMost()).doOnNext((_) -> this.over = true).then(Mono.never())),
				(server) -> Mono.<Void>fromRunnable(server::close).subscribeOn(Schedulers.boundedElastic()));
	}

	/**
	 * Starts the private server on a thread of its own, which finds the classes inside of
	 * the jar and is never interrupted, because an interrupted start logs an error. If
	 * the rehearsal was cancelled meanwhile, the server is closed.
	 */
	private CompletableFuture<PrivateServer> start(SpringApplication application) {
		return CompletableFuture.supplyAsync(() -> {
			PrivateServer server = PrivateServer.beside(application);
			if (this.running.isDisposed()) {
				server.close();
			}
			return server;
		}, Thread.ofPlatform().daemon().name("rehearsal")::start);
	}

	@Override
	public Mono<Health> health() {
		return Mono.fromSupplier(() -> (this.over ? Health.up() : Health.outOfService()).build());
	}

	@Override
	public void destroy() {
		this.running.dispose();
	}

}
