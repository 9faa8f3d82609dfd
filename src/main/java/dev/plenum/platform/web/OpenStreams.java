package dev.plenum.platform.web;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The connections that end only when somebody ends them. It looks at all of them again
 * and again, and ends them before the web server stops, which would else wait for them as
 * long as it waits at all, and then cut them off without a word.
 */
@Component
final class OpenStreams implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final Duration STEP = Duration.ofMillis(100);

	/** How many are ended at once, since so many can connect elsewhere at once. */
	private static final int AT_ONCE = 100;

	private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();

	private final Scheduler time;

	private final Duration drain;

	private final Duration interval;

	private Disposable looking = Disposables.disposed();

	private volatile Sinks.Empty<Void> ended = Sinks.empty();

	private volatile boolean running;

	private volatile boolean closing;

	@Autowired
	OpenStreams(WebSettings settings, MeterRegistry meters) {
		this(settings, meters, Schedulers.parallel());
	}

	OpenStreams(WebSettings settings, MeterRegistry meters, Scheduler time) {
		this.time = time;
		this.drain = settings.drain();
		this.interval = settings.precision();
		Gauge.builder("plenum.sockets", this.streams, (streams) -> count(SocketSession.class))
			.description("Open WebSockets")
			.register(meters);
		Gauge.builder("plenum.event.streams", this.streams, (streams) -> streams.size() - count(SocketSession.class))
			.description("Open streams of server-sent events")
			.register(meters);
	}

	private long count(Class<? extends OpenStream> type) {
		return this.streams.stream().filter(type::isInstance).count();
	}

	/**
	 * Hold a connection.
	 * @param stream the connection; stopped at once if the server is stopping
	 */
	void add(OpenStream stream) {
		this.streams.add(stream);
		if (this.closing) {
			stream.stop();
		}
	}

	/**
	 * Forget a connection that has ended.
	 * @param stream what was added
	 */
	void remove(OpenStream stream) {
		this.streams.remove(stream);
		endIfEmpty();
	}

	/**
	 * Tell whether the server is stopping, so that no connection may begin.
	 * @return true from the first moment of the stop
	 */
	boolean closing() {
		return this.closing;
	}

	@Override
	public void start() {
		this.ended = Sinks.empty();
		this.closing = false;
		this.running = true;
		this.looking = Flux.interval(this.interval, this.time).onBackpressureDrop().subscribe((_) -> {
			long now = System.nanoTime();
			this.streams.forEach((stream) -> stream.look(now));
		});
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.closing = true;
		this.running = false;
		this.looking.dispose();
		List<OpenStream> open = List.copyOf(this.streams);
		long steps = Math.max(1, this.drain.dividedBy(STEP));
		int each = (int) Math.max(AT_ONCE, Math.ceilDiv(open.size(), steps));
		Iterator<OpenStream> next = open.iterator();
		endIfEmpty();
		Flux.range(0, Math.ceilDiv(open.size(), each))
			.concatMap((step) -> Mono.delay((step == 0) ? Duration.ZERO : STEP, this.time))
			.doOnNext((_) -> {
				for (int i = 0; i < each && next.hasNext(); i++) {
					next.next().stop();
				}
			})
			.then(this.ended.asMono().timeout(PATIENCE, Mono.empty(), this.time))
			.doFinally((_) -> callback.run())
			.subscribe();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private void endIfEmpty() {
		if (this.closing && this.streams.isEmpty()) {
			this.ended.tryEmitEmpty();
		}
	}

}
