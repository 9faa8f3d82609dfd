package dev.plenum.platform.connection;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.plenum.platform.traffic.ClientAddresses;
import dev.plenum.platform.traffic.Rates;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client: what it has sent that is not complete yet, and since when
 * it has been waiting. It sees the octets before they are decoded. Its state belongs to
 * the channel's event loop; {@link Connections} looks at its times from another thread.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter {

	static final String NAME = "plenum.connection";

	/** Unfinished input up to this is limited by the number of connections alone. */
	private static final long FREE = 4096;

	private static final long MOST_DROPPED = 1 << 20;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final ByteBuf END = Unpooled
		.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));

	/** How many of the last octets tell where a body ends. */
	private static final int COMPARED = 32;

	private static final long NO_ASCII = 0x8080808080808080L;

	private final Connections connections;

	private final Channel channel;

	private final @Nullable Rejection excess;

	private @Nullable RequestGuard guard;

	private volatile Phase phase = Phase.HEAD;

	/** When the phase began, in {@link Connections#now()}. */
	private volatile long began;

	/** When something was received last in this phase. */
	private volatile long heard;

	private volatile long uploaded;

	/** Octets that no complete request or message was made of yet. */
	private long unfinished;

	/** Octets of bodies of complete requests that are not answered yet. */
	private long processed;

	private long charged;

	private @Nullable String account;

	private @Nullable ByteBuf latest;

	private boolean completed;

	private boolean whole;

	private boolean ended;

	private long dropped;

	/** Whether the decoder holds a part of a head or of a frame. */
	private boolean partial;

	private boolean onlyAscii = true;

	/** The rest is for the thread that looks at the times. */
	private long windowBegan;

	private long windowUploaded;

	private long pending;

	private long progress;

	private long stalledSince;

	private boolean inWindow;

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
		this.began = connections.now();
		this.heard = this.began;
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
		this.whole = endsWith(this.latest, end);
	}

	/**
	 * Whether the octets that were read last end with a request, and not with a part of
	 * the next one.
	 */
	private static boolean endsWith(@Nullable ByteBuf octets, ByteBuf end) {
		ByteBuf expected = end.isReadable() ? end : END;
		int length = Math.min(expected.readableBytes(), COMPARED);
		return octets != null && octets.writerIndex() >= length && ByteBufUtil.equals(octets,
				octets.writerIndex() - length, expected, expected.writerIndex() - length, length);
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
		this.uploaded += octets;
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
		this.onlyAscii &= this.guard == null || isAscii(octets);
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

	private static boolean isAscii(ByteBuf octets) {
		int i = octets.readerIndex();
		int end = octets.writerIndex();
		long bits = 0;
		for (; i + Long.BYTES <= end; i += Long.BYTES) {
			bits |= octets.getLong(i);
		}
		for (; i < end; i++) {
			bits |= octets.getByte(i);
		}
		return (bits & NO_ASCII) == 0;
	}

	/**
	 * Charge what is held now to the client's address.
	 */
	private void settle() {
		long due = Math.max(0, this.unfinished + this.processed - FREE);
		if (due == this.charged) {
			return;
		}
		long more = due - this.charged;
		if (more > 0 && this.unfinished > 0) {
			Rejection rejection = this.connections.held().take(account(), more);
			if (rejection != null) {
				this.connections.report(rejection);
				refuse(rejection);
				settle();
				return;
			}
		}
		else {
			this.connections.held().add(account(), more);
		}
		this.charged = due;
		if (due == 0) {
			this.account = null;
		}
	}

	/**
	 * Who is charged: the client that a trusted proxy names, as far as it is known, and
	 * otherwise the peer.
	 */
	private String account() {
		String known = this.account;
		if (known == null) {
			ClientAddresses addresses = this.connections.addresses();
			known = "";
			if (this.channel.remoteAddress() instanceof InetSocketAddress peer) {
				HttpRequest request = (this.guard != null) ? this.guard.latest() : null;
				InetSocketAddress client = (request != null) ? addresses.client(peer, request.headers()::getAll) : peer;
				known = addresses.isProxy(client) ? "" : Rates.site(client);
			}
			this.account = known;
		}
		return known;
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
		long now = this.connections.now();
		if (next != this.phase) {
			this.began = now;
			this.heard = now;
			this.phase = next;
		}
		else if (something) {
			this.heard = now;
		}
	}

	/**
	 * Close the connection if it has waited for too long; called again and again.
	 * @param now the time
	 */
	void look(long now) {
		if (isStalled(now)) {
			this.channel.close();
		}
		else if (isUploadSlow(now) || isOverdue(now)) {
			this.channel.eventLoop().execute(this::expire);
		}
	}

	private boolean isOverdue(long now) {
		ConnectionSettings settings = this.connections.settings();
		long waited = now - this.began;
		long silent = now - this.heard;
		return switch (this.phase) {
			case HEAD -> waited > ((this.excess != null) ? PATIENCE : settings.headerTimeout()).toNanos();
			case BODY -> waited > settings.bodyTimeout().toNanos() || silent > settings.gapTimeout().toNanos();
			case UPLOAD -> silent > settings.gapTimeout().toNanos();
			case ANSWER -> false;
			case IDLE -> silent > settings.idleTimeout().toNanos();
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
	 * Whether the client has not read anything of what was sent to it for too long.
	 */
	private boolean isStalled(long now) {
		ChannelOutboundBuffer out = this.channel.unsafe().outboundBuffer();
		long waiting = (out != null) ? out.totalPendingWriteBytes() : 0;
		long read = (out != null) ? out.currentProgress() : 0;
		if (waiting == 0 || waiting != this.pending || read != this.progress) {
			this.pending = waiting;
			this.progress = read;
			this.stalledSince = now;
			return false;
		}
		return now - this.stalledSince > this.connections.settings().writeTimeout().toNanos();
	}

	private void expire() {
		RequestGuard handler = this.guard;
		boolean answerable = switch (this.phase) {
			case HEAD -> this.unfinished > 0;
			case BODY, UPLOAD -> true;
			case ANSWER, IDLE, SOCKET, END -> false;
		};
		if (answerable && handler != null) {
			handler.refuse(Rejection.of(HttpResponseStatus.REQUEST_TIMEOUT, "The request did not come in time."));
		}
		else if (this.phase != Phase.ANSWER) {
			this.channel.close();
		}
	}

}
