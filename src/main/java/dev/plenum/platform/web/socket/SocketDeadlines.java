package dev.plenum.platform.web.socket;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.plenum.platform.web.Lifespan;
import dev.plenum.platform.web.WebSettings;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a socket after a time. Sockets are looked at all together again and
 * again, which costs less than a timer for each.
 */
final class SocketDeadlines {

	private final WebSettings.Socket settings;

	private final long retiresAt;

	private long expiresAt;

	/** When the initialisation is too late first, when to ping then. */
	private long nextAt;

	private boolean acknowledged;

	/** The earliest of them; read by whoever looks. */
	private volatile long reachedAt;

	SocketDeadlines(WebSettings.Socket settings) {
		this.settings = settings;
		this.nextAt = Lifespan.endAfter(settings.initTimeout());
		this.retiresAt = Lifespan.oldAfter(settings.maxAge());
		this.expiresAt = Lifespan.endAfter(ChronoUnit.FOREVER.getDuration());
		count();
	}

	/**
	 * End the socket with its token.
	 * @param validity the time until the token expires; after more than a year nothing
	 * happens
	 */
	void expireAfter(Duration validity) {
		this.expiresAt = Lifespan.endAfter(validity);
		count();
	}

	/**
	 * Wait for the initialisation no more, and ping from now on.
	 */
	void acknowledged() {
		this.acknowledged = true;
		this.nextAt = System.nanoTime() + this.settings.keepAlive().toNanos();
		count();
	}

	boolean isReached(long now) {
		return now - this.reachedAt >= 0;
	}

	boolean isExpired(long now) {
		return now - this.expiresAt >= 0;
	}

	/**
	 * Tell whether the socket must be closed.
	 * @param now the time
	 * @return why; null if it need not
	 */
	@Nullable WebSocketCloseStatus end(long now) {
		if (isExpired(now)) {
			return SocketClose.TOKEN_EXPIRED;
		}
		if (now - this.retiresAt >= 0) {
			return SocketClose.OLD;
		}
		return (!this.acknowledged && now - this.nextAt >= 0) ? SocketClose.INIT_TIMEOUT : null;
	}

	/**
	 * Tell whether to ping, and look forward to the next time.
	 * @param now the time
	 * @return whether the interval is over
	 */
	boolean isPingDue(long now) {
		if (now - this.nextAt < 0) {
			return false;
		}
		this.nextAt += this.settings.keepAlive().toNanos();
		count();
		return true;
	}

	private void count() {
		long earliest = this.nextAt;
		earliest = (this.expiresAt - earliest < 0) ? this.expiresAt : earliest;
		this.reachedAt = (this.retiresAt - earliest < 0) ? this.retiresAt : earliest;
	}

}
