package dev.plenum.bench;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/**
 * The limit for changes: Netty writes one text to all sockets, each of its threads to its
 * own, and does nothing else.
 */
final class BroadcastServer extends ChannelInitializer<Channel> {

	private static final int MOST_BYTES = 1 << 16;

	private final Map<EventLoop, Set<Channel>> subscribers = new ConcurrentHashMap<>();

	private BroadcastServer() {
	}

	/**
	 * Serves.
	 * @param args none
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
		Class<? extends ServerChannel> type = Epoll.isAvailable() ? EpollServerSocketChannel.class
				: NioServerSocketChannel.class;
		EventLoopGroup threads = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), io);
		Channel server = new ServerBootstrap().group(threads)
			.channel(type)
			.option(ChannelOption.SO_BACKLOG, 4096)
			.childHandler(new BroadcastServer())
			.bind("127.0.0.1", 0)
			.sync()
			.channel();
		System.out.println("listening " + ((InetSocketAddress) server.localAddress()).getPort());
		server.closeFuture().sync();
	}

	@Override
	protected void initChannel(Channel channel) {
		channel.pipeline()
			.addLast(new HttpServerCodec(), new HttpObjectAggregator(MOST_BYTES), new Changes(),
					new WebSocketServerProtocolHandler("/graphql", "graphql-transport-ws"), new Conversation());
	}

	/**
	 * Sends to all what is posted.
	 */
	private final class Changes extends SimpleChannelInboundHandler<FullHttpRequest> {

		Changes() {
			super(false);
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
			if (!HttpMethod.POST.equals(request.method())) {
				context.fireChannelRead(request);
				return;
			}
			ByteBuf text = Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(request.content()));
			request.release();
			BroadcastServer.this.subscribers
				.forEach((thread, channels) -> thread.execute(() -> channels.forEach((channel) -> channel
					.writeAndFlush(new TextWebSocketFrame(text.duplicate()), channel.voidPromise()))));
			DefaultFullHttpResponse done = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
			done.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
			context.writeAndFlush(done);
		}

	}

	/**
	 * As much of the protocol as the load speaks.
	 */
	private final class Conversation extends SimpleChannelInboundHandler<TextWebSocketFrame> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
			String text = frame.content().toString(StandardCharsets.UTF_8);
			if (text.contains("\"subscribe\"")) {
				channels(context).add(context.channel());
			}
			else {
				String answer = text.contains("\"ping\"") ? "{\"type\":\"pong\"}" : "{\"type\":\"connection_ack\"}";
				context.writeAndFlush(new TextWebSocketFrame(answer));
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			channels(context).remove(context.channel());
		}

		private Set<Channel> channels(ChannelHandlerContext context) {
			return BroadcastServer.this.subscribers.computeIfAbsent(context.channel().eventLoop(),
					(thread) -> new LinkedHashSet<>());
		}

	}

}
