package dev.plenum.platform.web.socket;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.plenum.platform.web.Lifespan;
import dev.plenum.platform.web.WebSettings;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one WebSocket: for {@code connection_init}, for answers to pings, for
 * the token and for the maximum age. All WebSockets are checked together at an interval,
 * which costs less than a timer for each of them. Moments are values of
 * {@link System#nanoTime()}.
 */
final class SocketDeadlines {

	private static final int MAX_SILENT_INTERVALS = 2;

	private final WebSettings.Socket settings;

	private final long retiresAt;

	private long expiresAt;

	/** Before the acknowledgement the end of the wait for it, then the next ping. */
	private long nextAt;

	private boolean acknowledged;

	/** Pings since the last frame of the client. */
	private int silentIntervals;

	/** The earliest deadline. The thread that checks the deadlines reads it. */
	private volatile long reachedAt;

	SocketDeadlines(WebSettings.Socket settings) {
		this.settings = settings;
		this.nextAt = Lifespan.endAfter(settings.initTimeout());
		this.retiresAt = Lifespan.oldAfter(settings.maxAge());
		this.expiresAt = Lifespan.endAfter(ChronoUnit.FOREVER.getDuration());
		update();
	}

	/**
	 * Sets the end of the caller's token.
	 * @param validity the time until the token expires; limited to a year
	 */
	void expireAfter(Duration validity) {
		this.expiresAt = Lifespan.endAfter(validity);
		update();
	}

	/**
	 * Ends the wait for the acknowledgement and begins to ping.
	 */
	void acknowledged() {
		this.acknowledged = true;
		this.nextAt = System.nanoTime() + this.settings.keepAlive().toNanos();
		update();
	}

	/**
	 * Notes that the client sent a frame.
	 */
	void frameReceived() {
		this.silentIntervals = 0;
	}

	boolean isReached(long now) {
		return now - this.reachedAt >= 0;
	}

	boolean isExpired(long now) {
		return now - this.expiresAt >= 0;
	}

	/**
	 * Whether the WebSocket has to be closed.
	 * @param now the current time
	 * @return the reason; null if it stays open
	 */
	@Nullable WebSocketCloseStatus end(long now) {
		if (isExpired(now)) {
			return SocketClose.TOKEN_EXPIRED;
		}
		if (now - this.retiresAt >= 0) {
			return SocketClose.OLD;
		}
		if (now - this.nextAt < 0) {
			return null;
		}
		if (!this.acknowledged) {
			return SocketClose.INIT_TIMEOUT;
		}
		return (this.silentIntervals >= MAX_SILENT_INTERVALS) ? SocketClose.SILENT : null;
	}

	/**
	 * Whether a ping is due. If so, the next interval begins.
	 * @param now the current time
	 * @return true if the interval is over
	 */
	boolean isPingDue(long now) {
		if (now - this.nextAt < 0) {
			return false;
		}
		this.silentIntervals++;
		this.nextAt += this.settings.keepAlive().toNanos();
		update();
		return true;
	}

	private void update() {
		long earliest = this.nextAt;
		earliest = (this.expiresAt - earliest < 0) ? this.expiresAt : earliest;
		this.reachedAt = (this.retiresAt - earliest < 0) ? this.retiresAt : earliest;
	}

}
