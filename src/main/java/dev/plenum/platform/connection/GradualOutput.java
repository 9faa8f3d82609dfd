package dev.plenum.platform.connection;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * Writes large answers in small parts, each when the client has read most of the parts
 * before it. A channel copies what it cannot send yet to direct memory, so a whole answer
 * for each client that reads slowly or not at all would use up this memory. What waits is
 * charged to the client's address. While something waits, the channel is not writable, so
 * that its writers stop. Its state belongs to the channel's event loop.
 */
final class GradualOutput extends ChannelDuplexHandler {

	static final String NAME = "plenum.output";

	/** In bytes. */
	static final int PART = 32 * 1024;

	private final ClientConnection connection;

	private final Charge charge;

	private final Queue<Waiting> waiting = new ArrayDeque<>(0);

	/** Bytes that wait, without those of memory that others share. */
	private long own;

	GradualOutput(ClientConnection connection) {
		this.connection = connection;
		this.charge = new Charge(connection.connections().unread(), connection.connections(), connection.channel());
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		boolean small = !(message instanceof ByteBuf bytes) || bytes.readableBytes() <= PART;
		if ((this.waiting.isEmpty() && small) || !context.channel().isActive()) {
			context.write(message, promise);
			return;
		}
		this.waiting.add(new Waiting(message, promise));
		this.own += own(message);
		fill(context);
	}

	@Override
	public void flush(ChannelHandlerContext context) {
		context.flush();
		settle(context.channel());
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		if (context.channel().isWritable()) {
			fill(context);
			context.flush();
			settle(context.channel());
		}
		context.fireChannelWritabilityChanged();
	}

	/**
	 * Writes what waits, as long as the channel has room.
	 */
	private void fill(ChannelHandlerContext context) {
		while (!this.waiting.isEmpty() && context.channel().isWritable()) {
			this.connection.sendsPart();
			Waiting next = this.waiting.element();
			if (next.message() instanceof ByteBuf bytes && bytes.readableBytes() > PART) {
				this.own -= Math.min(PART, own(bytes));
				context.write(bytes.readRetainedSlice(PART));
			}
			else {
				this.waiting.remove();
				this.own -= own(next.message());
				context.write(next.message(), next.promise());
			}
		}
	}

	/**
	 * Memory that is read-only belongs to others, which keep it anyway.
	 */
	private static int own(Object message) {
		return (message instanceof ByteBuf bytes && !bytes.isReadOnly()) ? bytes.readableBytes() : 0;
	}

	private void settle(Channel channel) {
		ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
		long unread = (out == null || channel.isWritable()) ? 0 : out.totalPendingWriteBytes() + this.own;
		Rejection rejection = this.charge.settle(unread, 0, this.connection.latest());
		if (rejection != null) {
			this.connection.connections().report(rejection);
			channel.close();
		}
	}

	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		discard();
		context.close(promise);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		discard();
		this.charge.settle(0, 0, null);
		context.fireChannelInactive();
	}

	private void discard() {
		for (Waiting next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			ReferenceCountUtil.release(next.message());
			next.promise().tryFailure(new ClosedChannelException());
		}
		this.own = 0;
	}

	/**
	 * A message that is not written yet, or not completely.
	 *
	 * @param message the message
	 * @param promise reports that it was written
	 */
	private record Waiting(Object message, ChannelPromise promise) {
	}

}
