package dev.plenum.platform.web;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the transports allow.
 *
 * @param allowedOrigins the origins of other sites whose pages may call, such as
 * {@code https://app.example.org}; {@code *} allows all; the server's own origin, and
 * callers that send none, are always allowed
 * @param keptAnswers how much memory the answers take that are kept to be given again
 * @param drain the time over which open sockets and event streams are ended when the
 * server stops, so that their clients do not all connect elsewhere at once
 * @param sse server-sent events
 * @param socket WebSockets
 */
@ConfigurationProperties("plenum.web")
public record WebSettings(@DefaultValue List<String> allowedOrigins, @DefaultValue("64MB") DataSize keptAnswers,
		@DefaultValue("5s") Duration drain, @DefaultValue Sse sse, @DefaultValue Socket socket) {

	private static final Duration COARSEST = Duration.ofSeconds(1);

	/**
	 * What server-sent events do.
	 *
	 * @param keepAlive the time between two comments that keep the connection open
	 * @param maxAge the time after which a stream ends without {@code complete}, so that
	 * its client asks again; each a quarter more or less, by chance
	 */
	public record Sse(@DefaultValue("12s") Duration keepAlive, @DefaultValue("1h") Duration maxAge) {
	}

	/**
	 * How late things may happen that happen to a socket or a stream after a time.
	 * @return a second, or a tenth of the shortest time if that is less
	 */
	Duration precision() {
		return Stream.of(this.socket.initTimeout(), this.socket.keepAlive(), this.socket.maxAge(), this.sse.maxAge())
			.map((time) -> time.dividedBy(10))
			.filter((time) -> time.compareTo(COARSEST) < 0)
			.min(Comparator.naturalOrder())
			.orElse(COARSEST);
	}

	/**
	 * What a WebSocket may do.
	 *
	 * @param initTimeout the time in which the client must have sent
	 * {@code connection_init} and the server accepted it
	 * @param keepAlive the time between two pings; a client of which nothing was heard
	 * for two of them is disconnected
	 * @param maxOperations the most operations at a time on one socket
	 * @param maxMessageSize the largest message that the client may send
	 * @param maxAge the time after which a client must connect again, so that sockets
	 * move to new servers; each a quarter more or less, by chance
	 */
	public record Socket(@DefaultValue("10s") Duration initTimeout, @DefaultValue("20s") Duration keepAlive,
			@DefaultValue("50") int maxOperations, @DefaultValue("64KB") DataSize maxMessageSize,
			@DefaultValue("1h") Duration maxAge) {
	}

}
