package dev.plenum.platform.web;

import java.time.Duration;

import dev.plenum.platform.traffic.LongLived;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;

/**
 * How long an event stream lasts: until its token expires, it is old, or the server
 * stops. It then ends without {@code complete}, so that its client asks again.
 */
final class StreamLife implements OpenStream {

	/** How long a client may take to read the rest. */
	private static final Duration CLOSING = Duration.ofSeconds(2);

	private final Sinks.Empty<Void> end = Sinks.empty();

	private final Connection connection;

	private final long endsAt;

	/**
	 * Begins now.
	 * @param connection the exchange whose response the stream is
	 * @param validity how long the token is still valid
	 * @param maxAge when the stream is old, a quarter more or less
	 */
	StreamLife(Connection connection, Duration validity, Duration maxAge) {
		this.connection = connection;
		long expiresAt = Lifespan.endAfter(validity);
		long oldAt = Lifespan.oldAfter(maxAge);
		this.endsAt = (expiresAt - oldAt < 0) ? expiresAt : oldAt;
	}

	/**
	 * The end of the stream.
	 * @return completes when nothing more may be sent
	 */
	Mono<Void> end() {
		return this.end.asMono();
	}

	/**
	 * Whether something may be sent.
	 * @return false from the moment when the stream must end
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
