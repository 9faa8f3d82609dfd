package dev.plenum.platform.connection;

import java.nio.channels.ClosedChannelException;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * The answers on one connection, in the order of its requests, and the end of HTTP on it:
 * after the last answer the server neither reads requests nor writes anything.
 */
final class Answers {

	private final ClientConnection connection;

	/** Requests that were passed on and are not answered yet. */
	private int underWay;

	/** Whether the head of an answer was written and its end was not. */
	private boolean answering;

	/** The refusal that is or will be the last answer; null if there is none. */
	private @Nullable Rejection rejection;

	private boolean lastWritten;

	Answers(ClientConnection connection) {
		this.connection = connection;
	}

	/**
	 * Notes that a request was passed on.
	 */
	void expect() {
		this.underWay++;
	}

	int underWay() {
		return this.underWay;
	}

	/**
	 * Whether the last answer is decided, so that further input is ignored.
	 */
	boolean isLastDecided() {
		return this.rejection != null || this.lastWritten;
	}

	/**
	 * Whether the last answer was written, so that nothing may follow it.
	 */
	boolean isLastWritten() {
		return this.lastWritten;
	}

	/**
	 * Writes a part of an answer.
	 * @param context where to write it
	 * @param message the part
	 * @param promise reports that it was written
	 * @param last whether the connection ends with this answer
	 */
	void write(ChannelHandlerContext context, Object message, ChannelPromise promise, boolean last) {
		if (this.lastWritten) {
			ReferenceCountUtil.release(message);
			promise.tryFailure(new ClosedChannelException());
			return;
		}
		Object part = (message instanceof HttpResponse response) ? complete(response, last) : message;
		if (!(part instanceof LastHttpContent) || ResponseRules.isInformational(part)) {
			context.write(part, promise);
			return;
		}
		this.answering = false;
		this.underWay = Math.max(0, this.underWay - 1);
		if (last) {
			context.write(part, promise.unvoid()).addListener((_) -> end(context));
		}
		else {
			context.write(part, promise);
		}
		if (this.underWay == 0) {
			this.connection.answered();
			writeRejection(context);
		}
	}

	private HttpResponse complete(HttpResponse response, boolean last) {
		HttpResponse answer = ResponseRules.complete(response);
		if (!ResponseRules.isInformational(answer)) {
			this.answering = true;
			if (last) {
				HttpUtil.setKeepAlive(answer, false);
			}
		}
		return answer;
	}

	/**
	 * Refuses the request that is being received, after the requests before it were
	 * answered.
	 * @param context where to write the refusal
	 * @param refusal the reason
	 * @param passedOn whether this request was passed on, as an upload is
	 */
	void refuse(ChannelHandlerContext context, Rejection refusal, boolean passedOn) {
		this.rejection = refusal;
		this.connection.end();
		if (this.answering) {
			context.close();
		}
		else if (this.underWay == (passedOn ? 1 : 0)) {
			writeRejection(context);
		}
	}

	private void writeRejection(ChannelHandlerContext context) {
		if (this.rejection != null) {
			this.lastWritten = true;
			context.writeAndFlush(this.rejection.response()).addListener((_) -> end(context));
		}
	}

	/**
	 * Closes the connection in a way that lets the client read the last answer although
	 * it is still sending.
	 */
	private void end(ChannelHandlerContext context) {
		this.lastWritten = true;
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
