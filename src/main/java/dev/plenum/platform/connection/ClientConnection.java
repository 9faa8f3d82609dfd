package dev.plenum.platform.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, and the memory of its incomplete input. It receives the
 * octets before they are decoded. Its state belongs to the channel's event loop;
 * {@link Connections} checks its {@link Deadlines} on another thread.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter {

	static final String NAME = "plenum.connection";

	private static final long MOST_DROPPED = 1 << 20;

	private final Connections connections;

	private final Channel channel;

	private final @Nullable Rejection excess;

	private final Deadlines deadlines;

	private final Charge charge;

	private @Nullable RequestGuard guard;

	/** Octets that do not belong to a complete request or message yet. */
	private long unfinished;

	/** Octets of bodies of complete requests that are not answered yet. */
	private long processed;

	private @Nullable ByteBuf latest;

	/** Whether a request became complete since the current phase began. */
	private boolean another;

	private boolean completed;

	private boolean whole;

	private boolean ended;

	private long dropped;

	/** Whether the decoder has received a part of a head or of a frame. */
	private boolean partial;

	private boolean onlyAscii = true;

	/**
	 * Creates the state of a connection that was accepted now.
	 * @param connections all connections
	 * @param channel the channel
	 * @param excess the limit that this connection exceeds, so that it may only ask for
	 * the health of the server; null if it is within the limits
	 */
	ClientConnection(Connections connections, Channel channel, @Nullable Rejection excess) {
		this.connections = connections;
		this.channel = channel;
		this.excess = excess;
		this.deadlines = new Deadlines(connections, channel, excess != null);
		this.charge = new Charge(connections.held(), connections, channel);
	}

	/**
	 * Finds the connection of a channel.
	 * @param channel the channel
	 * @return the connection; null if the channel was not accepted by the server
	 */
	public static @Nullable ClientConnection of(Channel channel) {
		return channel.pipeline().get(ClientConnection.class);
	}

	/**
	 * Notes that all octets so far belong to complete messages, or are not kept.
	 */
	public void completed() {
		this.completed = true;
		this.whole = true;
	}

	/**
	 * Notes that a request is complete.
	 * @param end the last part of its body; empty if there is no body, or if it is
	 * chunked
	 */
	void completed(ByteBuf end) {
		this.completed = true;
		this.another = true;
		this.whole = Octets.endWith(this.latest, end);
	}

	/**
	 * Notes that all further input is discarded.
	 */
	void end() {
		this.ended = true;
		this.unfinished = 0;
	}

	void guardedBy(RequestGuard handler) {
		this.guard = handler;
	}

	Connections connections() {
		return this.connections;
	}

	Channel channel() {
		return this.channel;
	}

	@Nullable Rejection excess() {
		return this.excess;
	}

	/**
	 * The latest request, whose headers may name the client; null if there is none.
	 */
	@Nullable HttpRequest latest() {
		return (this.guard != null) ? this.guard.latest() : null;
	}

	boolean onlyAscii() {
		return this.onlyAscii;
	}

	/**
	 * Notes that a request is being processed.
	 * @param size the octets of its body
	 */
	void processes(long size) {
		this.processed += size;
	}

	/**
	 * Notes that all requests are answered.
	 */
	void answered() {
		this.processed = 0;
		settle();
		enterPhase(false);
	}

	/**
	 * Notes that a part of an upload was received.
	 * @param octets its size
	 */
	void uploads(int octets) {
		this.deadlines.uploads(octets);
	}

	/**
	 * Notes that a part of an answer that waited is written to the channel.
	 */
	void sendsPart() {
		this.deadlines.sendsPart();
	}

	/**
	 * Notes that HTTP has ended on this connection, because a WebSocket begins or it is
	 * closed.
	 */
	void unguarded() {
		this.guard = null;
		this.processed = 0;
		settle();
		enterPhase(false);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!(message instanceof ByteBuf octets)) {
			context.fireChannelRead(message);
			return;
		}
		long count = octets.readableBytes();
		if (this.ended) {
			drop(octets);
			return;
		}
		this.onlyAscii &= this.guard == null || Octets.areAscii(octets);
		this.completed = false;
		this.whole = false;
		this.latest = octets.retain();
		context.fireChannelRead(octets);
		boolean kept = octets.refCnt() > 1;
		boolean merged = this.unfinished > 0;
		this.partial = (this.guard != null) ? !this.whole : kept || !this.completed;
		if (this.ended || (this.completed && !this.partial && (this.guard != null || !merged))) {
			this.unfinished = 0;
		}
		else {
			this.unfinished = this.completed ? count : this.unfinished + count;
			this.unfinished = kept ? Math.max(this.unfinished, octets.capacity()) : this.unfinished;
		}
		this.onlyAscii |= this.unfinished == 0;
		this.latest = null;
		octets.release();
	}

	/**
	 * Discards input after the last answer. Input that is not read would reset the
	 * connection, possibly before the client has received that answer.
	 */
	private void drop(ByteBuf octets) {
		this.dropped += octets.readableBytes();
		octets.release();
		if (this.dropped > MOST_DROPPED) {
			this.channel.config().setAutoRead(false);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		context.fireChannelReadComplete();
		settle();
		enterPhase(true);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		context.fireChannelInactive();
		this.unfinished = 0;
		this.processed = 0;
		settle();
	}

	/**
	 * Charges the memory that is held now, or refuses the request.
	 */
	private void settle() {
		Rejection rejection = this.charge.settle(this.unfinished, this.processed, latest());
		if (rejection != null) {
			this.connections.report(rejection);
			refuse(rejection);
			settle();
		}
	}

	private void refuse(Rejection rejection) {
		end();
		if (this.guard != null) {
			this.guard.refuse(rejection);
		}
		else {
			this.channel.close();
		}
	}

	/**
	 * Determines the current phase.
	 * @param something whether input was received
	 */
	void enterPhase(boolean something) {
		Phase next = (this.guard != null) ? this.guard.phase(this.partial) : Phase.SOCKET;
		this.deadlines.enter(next, this.partial, something, this.another);
		this.another = false;
	}

	/**
	 * Closes the connection if a deadline has passed. Called about once a second.
	 * @param now the current time
	 */
	void look(long now) {
		if (this.deadlines.isStalled(now)) {
			this.channel.close();
		}
		else if (this.deadlines.isMissed(now)) {
			this.channel.eventLoop().execute(this::expire);
		}
	}

	private void expire() {
		RequestGuard handler = this.guard;
		Phase phase = this.deadlines.phase();
		boolean answerable = switch (phase) {
			case HEAD -> this.unfinished > 0;
			case BODY, UPLOAD -> true;
			case ANSWER, IDLE, SOCKET, END -> false;
		};
		if (answerable && handler != null) {
			handler.refuse(Rejection.of(HttpResponseStatus.REQUEST_TIMEOUT, "The request was not received in time."));
		}
		else if (phase != Phase.ANSWER) {
			this.channel.close();
		}
	}

}
