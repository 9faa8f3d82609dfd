package dev.plenum.rehearsal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A push service on the loopback interface that accepts every message and keeps none. It
 * has its own thread, so that the threads of the real server do not wait for it.
 */
final class PushService implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final AtomicInteger messages = new AtomicInteger();

	private final LoopResources thread = LoopResources.create("rehearsal-push", 1, true);

	private final DisposableServer server = HttpServer.create()
		.host("127.0.0.1")
		.port(0)
		.runOn(this.thread)
		.handle((request, response) -> request.receive()
			.then(response.status(201).send())
			.doOnSuccess((_) -> this.messages.incrementAndGet()))
		.bindNow(PATIENCE);

	/**
	 * The origin of the endpoints of its subscriptions.
	 */
	String origin() {
		return "http://127.0.0.1:" + this.server.port();
	}

	/**
	 * Returns how many messages it has accepted.
	 */
	int messages() {
		return this.messages.get();
	}

	@Override
	public void close() {
		this.server.disposeNow(PATIENCE);
		this.thread.dispose();
	}

}
