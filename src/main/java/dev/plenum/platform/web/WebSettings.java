package dev.plenum.platform.web;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the transports.
 *
 * @param allowedOrigins the origins of other sites whose pages may send requests, such as
 * {@code https://app.example.org}; {@code *} allows all. The server's own origin and
 * requests without an origin are always allowed
 * @param keptAnswers the maximum memory of answers that are kept to be sent again
 * @param drain the time over which open WebSockets and event streams are closed when the
 * server stops, so that their clients do not all reconnect at the same time
 * @param sse server-sent events
 * @param socket WebSockets
 */
@ConfigurationProperties("plenum.web")
public record WebSettings(@DefaultValue List<String> allowedOrigins, @DefaultValue("64MB") DataSize keptAnswers,
		@DefaultValue("5s") Duration drain, @DefaultValue Sse sse, @DefaultValue Socket socket) {

	private static final Duration COARSEST = Duration.ofSeconds(1);

	/**
	 * The settings of server-sent events.
	 *
	 * @param keepAlive the time between two comments that keep the connection open
	 * @param maxAge the maximum age of a stream, which then ends without
	 * {@code complete}, so that its client reconnects. Each stream has a random deviation
	 * of up to a quarter
	 */
	public record Sse(@DefaultValue("12s") Duration keepAlive, @DefaultValue("1h") Duration maxAge) {
	}

	/**
	 * The interval at which deadlines are checked.
	 * @return a second, or a tenth of the shortest deadline if that is less
	 */
	Duration precision() {
		return Stream.of(this.socket.initTimeout(), this.socket.keepAlive(), this.socket.maxAge(), this.sse.maxAge())
			.map((time) -> time.dividedBy(10))
			.filter((time) -> time.compareTo(COARSEST) < 0)
			.min(Comparator.naturalOrder())
			.orElse(COARSEST);
	}

	/**
	 * The settings of WebSockets.
	 *
	 * @param initTimeout the time within which {@code connection_init} must be received
	 * and accepted
	 * @param keepAlive the time between two pings; a client that sends nothing for two
	 * such intervals is disconnected
	 * @param maxOperations the maximum number of simultaneous operations on one WebSocket
	 * @param maxMessageSize the maximum size of a message of the client
	 * @param maxAge the maximum age of a WebSocket. Its client then has to reconnect, so
	 * that connections move to new servers. Each one has a random deviation of up to a
	 * quarter
	 */
	public record Socket(@DefaultValue("10s") Duration initTimeout, @DefaultValue("20s") Duration keepAlive,
			@DefaultValue("50") int maxOperations, @DefaultValue("64KB") DataSize maxMessageSize,
			@DefaultValue("1h") Duration maxAge) {
	}

}
