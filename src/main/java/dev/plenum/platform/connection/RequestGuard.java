package dev.plenum.platform.connection;

import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Lets only complete and correct requests pass. It is the only place that buffers bodies:
 * that of a {@code POST} as a whole and within its limit, that of a {@code PUT} as far as
 * it was read before the {@linkplain Uploads upload} is wanted. Content of other requests
 * is discarded. What it refuses, it answers itself, after the requests before.
 */
final class RequestGuard extends ChannelDuplexHandler {

	static final String NAME = NettyPipeline.LEFT + "requestGuard";

	private static final int MOST_PIPELINED = 16;

	private static final int SMALLEST_BODY = 1024;

	private final ClientConnection connection;

	private final long maxBodySize;

	private @Nullable ChannelHandlerContext context;

	/** The request whose content is not complete; the latest one otherwise. */
	private @Nullable HttpRequest request;

	private boolean receiving;

	/** Whether the request was passed on before its content. */
	private boolean uploading;

	private boolean wanted;

	private @Nullable ByteBuf body;

	private long size;

	/** Requests that were passed on and are not answered. */
	private int underWay;

	private boolean answering;

	private boolean paused;

	private @Nullable Rejection refusal;

	private boolean closing;

	RequestGuard(ClientConnection connection) {
		this.connection = connection;
		this.maxBodySize = connection.connections().maxBodySize();
	}

	@Nullable HttpRequest latest() {
		return this.request;
	}

	Phase phase(boolean partial) {
		if (this.refusal != null || this.closing) {
			return (this.underWay > 0 && !this.closing) ? Phase.ANSWER : Phase.END;
		}
		if (this.receiving && this.uploading && this.wanted) {
			return Phase.UPLOAD;
		}
		if (this.underWay > 0) {
			return Phase.ANSWER;
		}
		if (this.receiving) {
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
		if (this.refusal != null || this.closing) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpRequest head) {
			begin(context, head);
		}
		if (message instanceof HttpContent part) {
			if (this.receiving) {
				receive(context, part);
			}
			part.release();
		}
		else if (!(message instanceof HttpRequest)) {
			context.fireChannelRead(message);
		}
	}

	private void begin(ChannelHandlerContext context, HttpRequest head) {
		this.request = head;
		Rejection rejection = rejection(head);
		if (rejection != null) {
			refuse(rejection);
			return;
		}
		if (!head.headers().contains(HttpHeaderNames.HOST)) {
			head.headers().set(HttpHeaderNames.HOST, localHost(context));
		}
		this.receiving = true;
		this.size = 0;
		this.wanted = false;
		this.uploading = head.method().equals(HttpMethod.PUT);
		if (this.uploading) {
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
		if (rejection == null && this.connection.excess() != null && !Connections.isHealthCheck(head.uri())) {
			return this.connection.excess();
		}
		if (rejection == null && !head.method().equals(HttpMethod.PUT)
				&& HttpUtil.getContentLength(head, 0L) > this.maxBodySize) {
			return tooLarge();
		}
		return rejection;
	}

	private Rejection tooLarge() {
		return Rejection.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
				"The body is larger than " + this.maxBodySize + " bytes.");
	}

	/**
	 * What an HTTP/1.0 client without the field must have meant.
	 */
	private static String localHost(ChannelHandlerContext context) {
		return (context.channel().localAddress() instanceof InetSocketAddress local)
				? NetUtil.toSocketAddressString(local) : "localhost";
	}

	private void receive(ChannelHandlerContext context, HttpContent part) {
		HttpRequest head = this.request;
		if (head == null) {
			return;
		}
		if (part.decoderResult().isFailure()) {
			refuse(HeadRules.ofDecoder(part.decoderResult()));
			return;
		}
		int octets = part.content().readableBytes();
		this.size += octets;
		if (!this.uploading && this.size > this.maxBodySize) {
			refuse(tooLarge());
			return;
		}
		boolean last = part instanceof LastHttpContent;
		if (this.uploading) {
			this.connection.uploads(octets);
			if (this.wanted) {
				this.connection.completed();
			}
		}
		if (octets > 0 && (this.uploading || head.method().equals(HttpMethod.POST))) {
			keep(part.content(), last);
		}
		if (last) {
			this.receiving = false;
			this.connection.completed(part.content());
			if (!this.uploading) {
				pass(context, head);
			}
			LastHttpContent content = (this.body != null) ? new DefaultLastHttpContent(this.body)
					: LastHttpContent.EMPTY_LAST_CONTENT;
			this.body = null;
			this.connection.processes(content.content().readableBytes());
			context.fireChannelRead(content);
		}
		else if (!this.uploading && !head.method().equals(HttpMethod.POST)) {
			this.connection.completed();
		}
	}

	private void pass(ChannelHandlerContext context, HttpRequest head) {
		this.underWay++;
		context.fireChannelRead(head);
	}

	/**
	 * Copy a part, since it is a view of the much larger buffer into which the channel
	 * was read.
	 */
	private void keep(ByteBuf part, boolean last) {
		ByteBuf kept = this.body;
		if (kept == null) {
			int octets = part.readableBytes();
			kept = Unpooled.buffer(last ? octets : Math.max(octets, SMALLEST_BODY));
			this.body = kept;
		}
		kept.writeBytes(part, part.readerIndex(), part.readableBytes());
	}

	private void releaseBody() {
		if (this.body != null) {
			this.body.release();
			this.body = null;
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		passUpload(context);
		context.fireChannelReadComplete();
		if (!context.channel().config().isAutoRead()
				&& (this.closing || (this.receiving ? !this.uploading : this.underWay == 0))) {
			read(context);
		}
	}

	/**
	 * Hand on what came of an upload, as one part however many chunks it had.
	 */
	private void passUpload(ChannelHandlerContext context) {
		if (this.receiving && this.uploading && this.wanted && this.body != null) {
			ByteBuf part = this.body;
			this.body = null;
			context.fireChannelRead(new DefaultHttpContent(part));
		}
	}

	/**
	 * Read the rest of the upload that is under way, as fast as it is asked for.
	 */
	void want() {
		ChannelHandlerContext here = this.context;
		if (here != null && this.receiving && this.uploading && !this.wanted) {
			this.wanted = true;
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
		if (this.underWay > MOST_PIPELINED || (this.receiving && this.uploading && !this.wanted && this.size > 0)) {
			this.paused = true;
			context.channel().config().setAutoRead(false);
			return;
		}
		this.paused = false;
		context.read();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.closing) {
			ReferenceCountUtil.release(message);
			promise.tryFailure(new ClosedChannelException());
			return;
		}
		Object answer = (message instanceof HttpResponse response) ? answer(response) : message;
		if (!(answer instanceof LastHttpContent) || isInformational(answer)) {
			context.write(answer, promise);
			return;
		}
		this.answering = false;
		this.underWay = Math.max(0, this.underWay - 1);
		if (isLast()) {
			context.write(answer, promise.unvoid()).addListener((_) -> end(context));
		}
		else {
			context.write(answer, promise);
		}
		if (this.underWay == 0) {
			this.connection.answered();
			if (this.refusal != null) {
				send(context, this.refusal);
			}
		}
		if (this.paused) {
			read(context);
		}
	}

	/**
	 * Complete a response: with a body if it refuses the request and has none, and with
	 * the word that it is the last one.
	 */
	private HttpResponse answer(HttpResponse response) {
		if (isInformational(response)) {
			if (response.status().equals(HttpResponseStatus.CONTINUE)) {
				response.headers().remove(HttpHeaderNames.CONNECTION);
			}
			return response;
		}
		this.answering = true;
		HttpResponse answer = response;
		if (response.status().equals(HttpResponseStatus.BAD_REQUEST) && response instanceof LastHttpContent
				&& !response.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
			ReferenceCountUtil.release(response);
			answer = Rejection.badRequest("The request target or a header field is not valid.").response();
			answer.headers()
				.setAll(response.headers()
					.copy()
					.remove(HttpHeaderNames.CONTENT_LENGTH)
					.remove(HttpHeaderNames.TRANSFER_ENCODING));
			HttpUtil.setKeepAlive(answer, HttpUtil.isKeepAlive(response));
		}
		if (isLast()) {
			HttpUtil.setKeepAlive(answer, false);
		}
		return answer;
	}

	/**
	 * Whether the response that is being written is the last one on this connection.
	 */
	private boolean isLast() {
		return (this.receiving && this.uploading) || this.connection.excess() != null;
	}

	private static boolean isInformational(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
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
		if (here == null || this.refusal != null || this.closing) {
			return;
		}
		boolean answered = this.receiving && this.uploading;
		this.refusal = rejection;
		this.receiving = false;
		releaseBody();
		this.connection.connections().refused(rejection);
		this.connection.end();
		if (this.answering) {
			here.close();
		}
		else if (this.underWay == (answered ? 1 : 0)) {
			send(here, rejection);
		}
		this.connection.enterPhase(false);
	}

	private void send(ChannelHandlerContext context, Rejection rejection) {
		this.closing = true;
		context.writeAndFlush(rejection.response()).addListener((_) -> end(context));
	}

	/**
	 * Close in a way that lets the client read the answer though it is still sending.
	 */
	private void end(ChannelHandlerContext context) {
		this.closing = true;
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
