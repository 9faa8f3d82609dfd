package dev.plenum.platform.connection;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits and timeouts of connections.
 *
 * @param max the maximum number of open connections of this process; null means the limit
 * of open files minus a reserve
 * @param perAddress the maximum number of open connections from one address, which all
 * phones of a venue can share; does not apply to trusted proxies and in local mode
 * @param headerTimeout the time from the first octet of a request (or from the opening of
 * the connection) until its headers are complete
 * @param gapTimeout the longest gap within a body or within a message on a WebSocket
 * @param bodyTimeout the time until a body is complete, except for an upload
 * @param idleTimeout the time for which a connection stays open between two requests
 * @param writeTimeout the time for which a client may read nothing of what was sent to it
 * @param uploadRate the minimum average rate of an upload, per second
 * @param uploadWindow the time over which that average is taken
 * @param uploads the maximum number of uploads that are processed at the same time
 * @param held the maximum memory for requests that are not complete or not answered
 * @param heldPerAddress the maximum share of one address in that memory
 * @param unread the maximum memory for answers that their clients have not read yet
 * @param unreadPerAddress the maximum share of one address in that memory
 */
@ConfigurationProperties("plenum.connections")
record ConnectionSettings(@Nullable Integer max, @DefaultValue("10000") int perAddress,
		@DefaultValue("10s") Duration headerTimeout, @DefaultValue("10s") Duration gapTimeout,
		@DefaultValue("60s") Duration bodyTimeout, @DefaultValue("75s") Duration idleTimeout,
		@DefaultValue("60s") Duration writeTimeout, @DefaultValue("10KB") DataSize uploadRate,
		@DefaultValue("30s") Duration uploadWindow, @DefaultValue("8") int uploads, @DefaultValue("32MB") DataSize held,
		@DefaultValue("8MB") DataSize heldPerAddress, @DefaultValue("64MB") DataSize unread,
		@DefaultValue("32MB") DataSize unreadPerAddress) {

	private static final Duration COARSEST = Duration.ofSeconds(1);

	/**
	 * The interval at which timeouts are checked.
	 * @return a second, or a tenth of the shortest timeout if that is less
	 */
	Duration precision() {
		return Stream
			.of(this.headerTimeout, this.gapTimeout, this.bodyTimeout, this.idleTimeout, this.writeTimeout,
					this.uploadWindow)
			.map((time) -> time.dividedBy(10))
			.filter((time) -> time.compareTo(COARSEST) < 0)
			.min(Comparator.naturalOrder())
			.orElse(COARSEST);
	}

	/**
	 * What an upload must bring within the window.
	 * @return bytes
	 */
	long leastUpload() {
		return this.uploadRate.toBytes() * this.uploadWindow.toMillis() / 1000;
	}

}
