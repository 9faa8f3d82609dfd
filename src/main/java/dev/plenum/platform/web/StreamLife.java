package dev.plenum.platform.web;

import java.time.Duration;

import dev.plenum.platform.traffic.LongLived;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;

/**
 * The life of an event stream. The stream ends without {@code complete} when its token
 * expires, when it reaches its maximum age, or when the server stops. Its client then
 * reconnects.
 */
final class StreamLife implements OpenStream {

	/** The time for the client to read the rest. */
	private static final Duration CLOSING = Duration.ofSeconds(2);

	private final Sinks.Empty<Void> end = Sinks.empty();

	private final Connection connection;

	private final long endsAt;

	/**
	 * Begins the life of a stream now.
	 * @param connection the connection
	 * @param validity the time until the token expires
	 * @param maxAge the maximum age, with a random deviation of up to a quarter
	 */
	StreamLife(Connection connection, Duration validity, Duration maxAge) {
		this.connection = connection;
		long expiresAt = Lifespan.endAfter(validity);
		long oldAt = Lifespan.oldAfter(maxAge);
		this.endsAt = (expiresAt - oldAt < 0) ? expiresAt : oldAt;
	}

	/**
	 * Completes when the stream must end.
	 */
	Mono<Void> end() {
		return this.end.asMono();
	}

	/**
	 * Whether the stream may still send events.
	 */
	boolean lasts() {
		return System.nanoTime() - this.endsAt < 0;
	}

	@Override
	public LongLived kind() {
		return LongLived.STREAMS;
	}

	@Override
	public void look(long now) {
		if (now - this.endsAt >= 0) {
			stop();
		}
	}

	@Override
	public void stop() {
		if (this.end.tryEmitEmpty().isSuccess()) {
			this.connection.onTerminate().timeout(CLOSING).subscribe((_) -> {
			}, (_) -> this.connection.channel().close());
		}
	}

}
