package dev.plenum.platform.connection;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * The end of HTTP on a connection: the answer after which the server neither reads
 * requests nor writes anything.
 */
final class LastAnswer {

	private final ClientConnection connection;

	private @Nullable Rejection rejection;

	private boolean written;

	LastAnswer(ClientConnection connection) {
		this.connection = connection;
	}

	/**
	 * Whether there is a last answer, so that nothing is made of what is received.
	 */
	boolean isDecided() {
		return this.rejection != null || this.written;
	}

	/**
	 * Whether the last answer was written, so that nothing may follow it.
	 */
	boolean isWritten() {
		return this.written;
	}

	/**
	 * Answer a request with a refusal, once those before it are answered.
	 * @param refusal why
	 */
	void decide(Rejection refusal) {
		this.rejection = refusal;
	}

	/**
	 * Write the refusal, if there is one, since its turn has come.
	 * @param context where to write it
	 */
	void write(ChannelHandlerContext context) {
		if (this.rejection != null) {
			this.written = true;
			context.writeAndFlush(this.rejection.response()).addListener((_) -> end(context));
		}
	}

	/**
	 * Close in a way that lets the client read the answer though it is still sending.
	 * @param context where the answer was written
	 */
	void end(ChannelHandlerContext context) {
		this.written = true;
		this.connection.end();
		this.connection.enterPhase(false);
		if (context.pipeline().get(SslHandler.class) == null && context.channel() instanceof DuplexChannel channel
				&& channel.isActive()) {
			channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
			context.read();
		}
		else {
			context.close();
		}
	}

}
