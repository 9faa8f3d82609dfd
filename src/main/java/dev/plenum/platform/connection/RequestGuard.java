package dev.plenum.platform.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Passes on only complete and valid requests. It is the only place that buffers bodies,
 * as an {@link IncomingRequest}: the body of a {@code POST} as a whole and within its
 * limit, and the part of a {@code PUT} that was read before the {@linkplain Uploads
 * upload} is wanted. Content of other requests is discarded. An invalid request is
 * refused here, after the requests before it were answered.
 */
final class RequestGuard extends ChannelDuplexHandler {

	static final String NAME = NettyPipeline.LEFT + "requestGuard";

	private static final int MOST_PIPELINED = 16;

	private final ClientConnection connection;

	private final Answers answers;

	private final long maxBodySize;

	private @Nullable ChannelHandlerContext context;

	private @Nullable HttpRequest latest;

	/** The request whose content is not complete; null if there is none. */
	private @Nullable IncomingRequest incoming;

	/** Whether nothing is read until an answer was written or an upload is wanted. */
	private boolean paused;

	RequestGuard(ClientConnection connection) {
		this.connection = connection;
		this.answers = new Answers(connection);
		this.maxBodySize = connection.connections().maxBodySize();
	}

	@Nullable HttpRequest latest() {
		return this.latest;
	}

	Phase phase(boolean partial) {
		if (this.answers.isLastDecided()) {
			return (this.answers.underWay() > 0 && !this.answers.isLastWritten()) ? Phase.ANSWER : Phase.END;
		}
		if (this.incoming != null && this.incoming.isWanted()) {
			return Phase.UPLOAD;
		}
		if (this.answers.underWay() > 0) {
			return Phase.ANSWER;
		}
		if (this.incoming != null) {
			return Phase.BODY;
		}
		return partial ? Phase.HEAD : Phase.IDLE;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext added) {
		this.context = added;
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext removed) {
		releaseBody();
		this.connection.unguarded();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.answers.isLastDecided()) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpRequest head) {
			begin(context, head);
		}
		if (message instanceof HttpContent part) {
			if (this.incoming != null) {
				receive(context, this.incoming, part);
			}
			part.release();
		}
		else if (!(message instanceof HttpRequest)) {
			context.fireChannelRead(message);
		}
	}

	private void begin(ChannelHandlerContext context, HttpRequest head) {
		this.latest = head;
		Rejection rejection = rejection(head);
		if (rejection != null) {
			refuse(rejection);
			return;
		}
		HeadRules.complete(head, context.channel().localAddress());
		this.incoming = new IncomingRequest(head, this.maxBodySize);
		if (this.incoming.isUpload()) {
			pass(context, head);
		}
		else if (HttpUtil.is100ContinueExpected(head)) {
			head.headers().remove(HttpHeaderNames.EXPECT);
			if (this.answers.underWay() == 0) {
				context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE,
						Unpooled.EMPTY_BUFFER));
			}
		}
	}

	private @Nullable Rejection rejection(HttpRequest head) {
		Rejection rejection = HeadRules.check(head, this.connection.onlyAscii());
		if (rejection == null && !Connections.isHealthCheck(head.uri())) {
			rejection = this.connection.excess();
		}
		return (rejection != null) ? rejection : IncomingRequest.check(head, this.maxBodySize);
	}

	private void receive(ChannelHandlerContext context, IncomingRequest request, HttpContent part) {
		if (part.decoderResult().isFailure()) {
			refuse(HeadRules.ofDecoder(part.decoderResult()));
			return;
		}
		boolean last = part instanceof LastHttpContent;
		Rejection rejection = request.receive(part.content(), last);
		if (rejection != null) {
			refuse(rejection);
			return;
		}
		if (request.isUpload()) {
			this.connection.uploads(part.content().readableBytes());
		}
		if (last) {
			complete(context, request, part.content());
		}
		else if (request.isWanted() || request.isDiscarded()) {
			this.connection.completed();
		}
	}

	private void complete(ChannelHandlerContext context, IncomingRequest request, ByteBuf end) {
		this.incoming = null;
		this.connection.completed(end);
		if (!request.isUpload()) {
			pass(context, request.head());
		}
		LastHttpContent content = request.takeLast();
		this.connection.processes(content.content().readableBytes());
		context.fireChannelRead(content);
	}

	private void pass(ChannelHandlerContext context, HttpRequest head) {
		this.answers.expect();
		context.fireChannelRead(head);
	}

	private void releaseBody() {
		if (this.incoming != null) {
			this.incoming.release();
			this.incoming = null;
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		passUpload(context);
		context.fireChannelReadComplete();
		if (!context.channel().config().isAutoRead() && (this.answers.isLastWritten()
				|| ((this.incoming != null) ? !this.incoming.isUpload() : this.answers.underWay() == 0))) {
			read(context);
		}
	}

	/**
	 * Passes on the received content of an upload as one part, however many chunks it
	 * had.
	 */
	private void passUpload(ChannelHandlerContext context) {
		ByteBuf part = (this.incoming != null && this.incoming.isWanted()) ? this.incoming.take() : null;
		if (part != null) {
			context.fireChannelRead(new DefaultHttpContent(part));
		}
	}

	/**
	 * Reads the rest of the current upload, as fast as its reader requests it.
	 */
	void want() {
		ChannelHandlerContext here = this.context;
		IncomingRequest request = this.incoming;
		if (here != null && request != null && request.isUpload() && !request.isWanted()) {
			request.want();
			this.connection.completed();
			passUpload(here);
			if (this.paused) {
				here.channel().config().setAutoRead(true);
			}
			this.connection.enterPhase(true);
		}
	}

	@Override
	public void read(ChannelHandlerContext context) {
		if (this.answers.underWay() > MOST_PIPELINED || (this.incoming != null && this.incoming.isHeldBack())) {
			this.paused = true;
			context.channel().config().setAutoRead(false);
			return;
		}
		this.paused = false;
		context.read();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		this.answers.write(context, message, promise, isUploading() || this.connection.excess() != null);
		if (this.paused && message instanceof LastHttpContent) {
			read(context);
		}
	}

	private boolean isUploading() {
		return this.incoming != null && this.incoming.isUpload();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof DecoderException || cause instanceof IllegalStateException) {
			refuse(Rejection.badRequest("This is not a valid HTTP/1.1 request."));
		}
		else {
			context.fireExceptionCaught(cause);
		}
	}

	/**
	 * Refuses the request that is being received, after the requests before it were
	 * answered, and ignores all further input.
	 * @param rejection the reason
	 */
	void refuse(Rejection rejection) {
		ChannelHandlerContext here = this.context;
		if (here == null || this.answers.isLastDecided()) {
			return;
		}
		boolean passedOn = isUploading();
		releaseBody();
		this.connection.connections().refused(rejection);
		this.answers.refuse(here, rejection, passedOn);
		this.connection.enterPhase(false);
	}

}
