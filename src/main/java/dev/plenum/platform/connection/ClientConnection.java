package dev.plenum.platform.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, and what it has sent that is not complete yet. It sees the
 * octets before they are decoded. Its state belongs to the channel's event loop;
 * {@link Connections} looks at its {@link Deadlines} from another thread.
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

	/** Octets that no complete request or message was made of yet. */
	private long unfinished;

	/** Octets of bodies of complete requests that are not answered yet. */
	private long processed;

	private @Nullable ByteBuf latest;

	/** Whether a request became complete since the phase was entered. */
	private boolean another;

	private boolean completed;

	private boolean whole;

	private boolean ended;

	private long dropped;

	/** Whether the decoder holds a part of a head or of a frame. */
	private boolean partial;

	private boolean onlyAscii = true;

	/**
	 * Creates the state of a connection that was accepted now.
	 * @param connections all connections
	 * @param channel the channel
	 * @param excess why there is one too many, so that only a health check is answered on
	 * it; null if it is within the limits
	 */
	ClientConnection(Connections connections, Channel channel, @Nullable Rejection excess) {
		this.connections = connections;
		this.channel = channel;
		this.excess = excess;
		this.deadlines = new Deadlines(connections, channel, excess != null);
		this.charge = new Charge(connections, channel);
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
	 * Note that all octets up to now made complete messages, or are not kept.
	 */
	public void completed() {
		this.completed = true;
		this.whole = true;
	}

	/**
	 * Note that a request is complete.
	 * @param end the last part of its body; empty if it has none, or chunks
	 */
	void completed(ByteBuf end) {
		this.completed = true;
		this.another = true;
		this.whole = Octets.endWith(this.latest, end);
	}

	/**
	 * Note that nothing is made of what the client sends from now on.
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

	boolean onlyAscii() {
		return this.onlyAscii;
	}

	/**
	 * Note that a request is being answered.
	 * @param size the octets of its body
	 */
	void processes(long size) {
		this.processed += size;
	}

	/**
	 * Note that all requests are answered.
	 */
	void answered() {
		this.processed = 0;
		settle();
		enterPhase(false);
	}

	/**
	 * Note what a part of an upload brought.
	 */
	void uploads(int octets) {
		this.deadlines.uploads(octets);
	}

	/**
	 * Note that HTTP ended on this connection, since a WebSocket begins or it is closed.
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
	 * A client that sends more after it was refused gets the answer only if that is read,
	 * or not too soon after it the connection is reset.
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
	 * Charge what is held now, or refuse it.
	 */
	private void settle() {
		Rejection rejection = this.charge.settle(this.unfinished, this.processed,
				(this.guard != null) ? this.guard.latest() : null);
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
	 * Find out what is waited for now.
	 * @param something whether something was received
	 */
	void enterPhase(boolean something) {
		Phase next = (this.guard != null) ? this.guard.phase(this.partial) : Phase.SOCKET;
		this.deadlines.enter(next, this.partial, something, this.another);
		this.another = false;
	}

	/**
	 * Close the connection if it has waited for too long; called again and again.
	 * @param now the time
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
			handler.refuse(Rejection.of(HttpResponseStatus.REQUEST_TIMEOUT, "The request did not come in time."));
		}
		else if (phase != Phase.ANSWER) {
			this.channel.close();
		}
	}

}
