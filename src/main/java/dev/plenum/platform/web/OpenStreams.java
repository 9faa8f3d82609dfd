package dev.plenum.platform.web;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.platform.traffic.LongLived;
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
 * All open WebSockets and event streams. It checks their deadlines about once a second.
 * When the server stops, it closes them before the web server stops, which otherwise
 * would wait for them until its timeout and then cut them off without a reason.
 */
@Component
public final class OpenStreams implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final Duration STEP = Duration.ofMillis(100);

	/** Connections that are closed at the same time. Their clients reconnect at once. */
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
		Gauge.builder("plenum.sockets", this.streams, (_) -> count(LongLived.SOCKETS))
			.description("Open WebSockets")
			.register(meters);
		Gauge.builder("plenum.event.streams", this.streams, (_) -> count(LongLived.STREAMS))
			.description("Open streams of server-sent events")
			.register(meters);
	}

	private long count(LongLived kind) {
		return this.streams.stream().filter((stream) -> stream.kind() == kind).count();
	}

	/**
	 * Add a connection.
	 * @param stream the connection; it is closed at once if the server is stopping
	 */
	public void add(OpenStream stream) {
		this.streams.add(stream);
		if (this.closing) {
			stream.stop();
		}
	}

	/**
	 * Remove a connection that has ended.
	 * @param stream the connection
	 */
	public void remove(OpenStream stream) {
		this.streams.remove(stream);
		endIfEmpty();
	}

	/**
	 * Whether the server is stopping, so that no connection may be opened.
	 * @return true from the beginning of the stop
	 */
	public boolean closing() {
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
