package dev.plenum.platform.connection;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * The deadlines of a connection. The event loop of the connection sets the phase; another
 * thread checks the deadlines about once a second.
 */
final class Deadlines {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Connections connections;

	private final Channel channel;

	private final boolean excess;

	private volatile Phase phase = Phase.HEAD;

	/** The beginning of the phase, a value of {@link Connections#now()}. */
	private volatile long began;

	/** The time of the last input in this phase. */
	private volatile long heard;

	private volatile long uploaded;

	/** The number of parts of answers that were written when the client made room. */
	private volatile long sentParts;

	/** Whether a part of a head or of a frame was received. */
	private volatile boolean partial;

	/** This and the following fields belong to the thread that checks. */
	private long windowBegan;

	private long windowUploaded;

	/** When the client had something to read; it is not idle until then. */
	private long unreadAt;

	/** The bytes that the client has not read yet. */
	private long pending;

	private long progress;

	private long knownParts;

	private long stalledSince;

	private boolean inWindow;

	/**
	 * Creates the deadlines of a connection that was accepted now.
	 * @param connections all connections
	 * @param channel the channel
	 * @param excess whether there is one connection too many
	 */
	Deadlines(Connections connections, Channel channel, boolean excess) {
		this.connections = connections;
		this.channel = channel;
		this.excess = excess;
		this.began = connections.now();
		this.heard = this.began;
	}

	Phase phase() {
		return this.phase;
	}

	/**
	 * Sets the current phase.
	 * @param next the phase
	 * @param part whether a part of a head or of a frame was received
	 * @param something whether input was received just now
	 * @param another whether a request became complete, so that the phase begins again
	 */
	void enter(Phase next, boolean part, boolean something, boolean another) {
		long now = this.connections.now();
		this.partial = part;
		if (next != this.phase || another) {
			this.began = now;
			this.heard = now;
			this.phase = next;
		}
		else if (something) {
			this.heard = now;
		}
	}

	/**
	 * Notes that a part of an upload was received. Only the event loop calls this.
	 */
	void uploads(int octets) {
		this.uploaded += octets;
	}

	/**
	 * Notes that a part of an answer is written, because the client has read most of the
	 * parts before it. What the channel holds can be the same afterwards. Only the event
	 * loop calls this.
	 */
	void sendsPart() {
		this.sentParts++;
	}

	/**
	 * Whether the client has missed a deadline or sends too slowly.
	 * @param now the current time
	 */
	boolean isMissed(long now) {
		return isUploadSlow(now) || isOverdue(now);
	}

	private boolean isOverdue(long now) {
		ConnectionSettings settings = this.connections.settings();
		long waited = now - this.began;
		long silent = now - this.heard;
		return switch (this.phase) {
			case HEAD -> waited > (this.excess ? PATIENCE : settings.headerTimeout()).toNanos();
			case BODY -> waited > settings.bodyTimeout().toNanos() || silent > settings.gapTimeout().toNanos();
			case UPLOAD -> silent > settings.gapTimeout().toNanos();
			case ANSWER -> false;
			case IDLE -> Math.min(silent, now - this.unreadAt) > settings.idleTimeout().toNanos();
			case SOCKET -> this.partial && silent > settings.gapTimeout().toNanos();
			case END -> waited > PATIENCE.toNanos();
		};
	}

	private boolean isUploadSlow(long now) {
		ConnectionSettings settings = this.connections.settings();
		long all = this.uploaded;
		if (this.phase != Phase.UPLOAD) {
			this.inWindow = false;
			return false;
		}
		boolean over = this.inWindow && now - this.windowBegan > settings.uploadWindow().toNanos();
		boolean slow = over && all - this.windowUploaded < settings.leastUpload();
		if (over || !this.inWindow) {
			this.inWindow = true;
			this.windowBegan = now;
			this.windowUploaded = all;
		}
		return slow;
	}

	/**
	 * Whether the client has read nothing of what was sent to it for too long.
	 * @param now the current time
	 */
	boolean isStalled(long now) {
		ChannelOutboundBuffer out = this.channel.unsafe().outboundBuffer();
		long waiting = (out != null) ? out.totalPendingWriteBytes() : 0;
		long read = (out != null) ? out.currentProgress() : 0;
		long parts = this.sentParts;
		this.unreadAt = (waiting > 0) ? now : this.unreadAt;
		if (waiting == 0 || waiting != this.pending || read != this.progress || parts != this.knownParts) {
			this.pending = waiting;
			this.progress = read;
			this.knownParts = parts;
			this.stalledSince = now;
			return false;
		}
		return now - this.stalledSince > this.connections.settings().writeTimeout().toNanos();
	}

}
