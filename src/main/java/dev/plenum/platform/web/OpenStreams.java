package dev.plenum.platform.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The connections that end only when somebody ends them. It ends them before the web
 * server stops, which would else wait for them as long as it waits at all, and then cut
 * them off without a word.
 */
@Component
final class OpenStreams implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final Set<Disposable> streams = ConcurrentHashMap.newKeySet();

	private volatile Sinks.Empty<Void> ended = Sinks.empty();

	private volatile boolean running;

	private volatile boolean closing;

	/**
	 * Hold a connection.
	 * @param stream ends the connection with a word to the client; called at once if the
	 * server is stopping
	 */
	void add(Disposable stream) {
		this.streams.add(stream);
		if (this.closing) {
			stream.dispose();
		}
	}

	/**
	 * Forget a connection that has ended.
	 * @param stream what was added
	 */
	void remove(Disposable stream) {
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
		this.streams.forEach(Disposable::dispose);
		endIfEmpty();
		this.ended.asMono().timeout(PATIENCE, Mono.empty()).doFinally((_) -> callback.run()).subscribe();
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
