package dev.plenum.platform.connection;

import java.nio.channels.ClosedChannelException;

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
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Lets only complete and correct requests pass. It is the only place that buffers bodies,
 * as an {@link IncomingRequest}: that of a {@code POST} as a whole and within its limit,
 * that of a {@code PUT} as far as it was read before the {@linkplain Uploads upload} is
 * wanted. Content of other requests is discarded. What it refuses, it answers itself,
 * after the requests before.
 */
final class RequestGuard extends ChannelDuplexHandler {

	static final String NAME = NettyPipeline.LEFT + "requestGuard";

	private static final int MOST_PIPELINED = 16;

	private final ClientConnection connection;

	private final LastAnswer lastAnswer;

	private final long maxBodySize;

	private @Nullable ChannelHandlerContext context;

	private @Nullable HttpRequest latest;

	/** The request whose content is not complete. */
	private @Nullable IncomingRequest incoming;

	/** Requests that were passed on and are not answered. */
	private int underWay;

	private boolean answering;

	private boolean paused;

	RequestGuard(ClientConnection connection) {
		this.connection = connection;
		this.lastAnswer = new LastAnswer(connection);
		this.maxBodySize = connection.connections().maxBodySize();
	}

	@Nullable HttpRequest latest() {
		return this.latest;
	}

	Phase phase(boolean partial) {
		if (this.lastAnswer.isDecided()) {
			return (this.underWay > 0 && !this.lastAnswer.isWritten()) ? Phase.ANSWER : Phase.END;
		}
		if (this.incoming != null && this.incoming.isWanted()) {
			return Phase.UPLOAD;
		}
		if (this.underWay > 0) {
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
		if (this.lastAnswer.isDecided()) {
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
			if (this.underWay == 0) {
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
		this.underWay++;
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
		if (!context.channel().config().isAutoRead() && (this.lastAnswer.isWritten()
				|| ((this.incoming != null) ? !this.incoming.isUpload() : this.underWay == 0))) {
			read(context);
		}
	}

	/**
	 * Hand on what came of an upload, as one part however many chunks it had.
	 */
	private void passUpload(ChannelHandlerContext context) {
		ByteBuf part = (this.incoming != null && this.incoming.isWanted()) ? this.incoming.take() : null;
		if (part != null) {
			context.fireChannelRead(new DefaultHttpContent(part));
		}
	}

	/**
	 * Read the rest of the upload that is under way, as fast as it is asked for.
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
		if (this.underWay > MOST_PIPELINED || (this.incoming != null && this.incoming.isHeldBack())) {
			this.paused = true;
			context.channel().config().setAutoRead(false);
			return;
		}
		this.paused = false;
		context.read();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.lastAnswer.isWritten()) {
			ReferenceCountUtil.release(message);
			promise.tryFailure(new ClosedChannelException());
			return;
		}
		Object answer = (message instanceof HttpResponse response) ? answer(response) : message;
		if (!(answer instanceof LastHttpContent) || ResponseRules.isInformational(answer)) {
			context.write(answer, promise);
			return;
		}
		this.answering = false;
		this.underWay = Math.max(0, this.underWay - 1);
		if (isLast()) {
			context.write(answer, promise.unvoid()).addListener((_) -> this.lastAnswer.end(context));
		}
		else {
			context.write(answer, promise);
		}
		if (this.underWay == 0) {
			this.connection.answered();
			this.lastAnswer.write(context);
		}
		if (this.paused) {
			read(context);
		}
	}

	private HttpResponse answer(HttpResponse response) {
		HttpResponse answer = ResponseRules.complete(response);
		if (!ResponseRules.isInformational(answer)) {
			this.answering = true;
			if (isLast()) {
				HttpUtil.setKeepAlive(answer, false);
			}
		}
		return answer;
	}

	/**
	 * Whether the response that is being written is the last one on this connection.
	 */
	private boolean isLast() {
		return isUploading() || this.connection.excess() != null;
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
	 * Answer the request that is being received, after those before it, and nothing more.
	 * @param rejection why
	 */
	void refuse(Rejection rejection) {
		ChannelHandlerContext here = this.context;
		if (here == null || this.lastAnswer.isDecided()) {
			return;
		}
		boolean answered = isUploading();
		this.lastAnswer.decide(rejection);
		releaseBody();
		this.connection.connections().refused(rejection);
		this.connection.end();
		if (this.answering) {
			here.close();
		}
		else if (this.underWay == (answered ? 1 : 0)) {
			this.lastAnswer.write(here);
		}
		this.connection.enterPhase(false);
	}

}
