package dev.plenum.platform.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Many subscribers with little cost for each: their messages are not parsed.
 */
final class ManySockets implements AutoCloseable {

	private static final int LARGEST_HEADER = 4;

	private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final List<Channel> channels = new ArrayList<>();

	private final int port;

	ManySockets(int port) {
		this.port = port;
	}

	/**
	 * Connect, initialise and subscribe with the id 1, some clients after another.
	 * @param count how many
	 * @param payload the payload of {@code subscribe}, as JSON
	 * @param heard takes each message after the acknowledgement, with the number of the
	 * client from 0
	 */
	void listen(int count, String payload, BiConsumer<Integer, ByteBuf> heard) {
		CountDownLatch acknowledged = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			int client = i;
			this.channels.add(new Bootstrap().group(this.threads)
				.channel(NioSocketChannel.class)
				.option(ChannelOption.SO_RCVBUF, 64 * 1024)
				.handler(new Client(payload, (message) -> heard.accept(client, message), acknowledged))
				.connect("127.0.0.1", this.port)
				.syncUninterruptibly()
				.channel());
		}
		try {
			if (!acknowledged.await(GraphQlSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new AssertionError(acknowledged.getCount() + " sockets were not acknowledged");
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Let the client that was connected last read or not.
	 */
	void latestReads(boolean reads) {
		this.channels.getLast().config().setAutoRead(reads);
	}

	/**
	 * Let the client that was connected last say something.
	 */
	void latestSays(String message) {
		this.channels.getLast().writeAndFlush(Client.frame(message));
	}

	@Override
	public void close() {
		this.threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(Duration.ofSeconds(5).toMillis());
	}

	private static final class Client extends ChannelInboundHandlerAdapter {

		private final String payload;

		private final Consumer<ByteBuf> heard;

		private final CountDownLatch acknowledged;

		private ByteBuf rest = Unpooled.EMPTY_BUFFER;

		private boolean upgraded;

		Client(String payload, Consumer<ByteBuf> heard, CountDownLatch acknowledged) {
			this.payload = payload;
			this.heard = heard;
			this.acknowledged = acknowledged;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			context.writeAndFlush(Unpooled.copiedBuffer("""
					GET /graphql HTTP/1.1
					Host: localhost
					Connection: Upgrade
					Upgrade: websocket
					Sec-WebSocket-Version: 13
					Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
					Sec-WebSocket-Protocol: graphql-transport-ws

					""".replace("\n", "\r\n"), StandardCharsets.US_ASCII));
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ByteBuf bytes = Unpooled.wrappedBuffer(this.rest, (ByteBuf) message);
			if (!this.upgraded) {
				int end = bytes.toString(StandardCharsets.US_ASCII).indexOf("\r\n\r\n");
				if (end >= 0) {
					this.upgraded = true;
					bytes.skipBytes(end + 4);
					context.writeAndFlush(frame("{\"type\":\"connection_init\"}"));
				}
			}
			while (this.upgraded && readFrame(context, bytes)) {
				// reads on
			}
			this.rest = bytes.isReadable() ? Unpooled.copiedBuffer(bytes) : Unpooled.EMPTY_BUFFER;
			bytes.release();
		}

		private boolean readFrame(ChannelHandlerContext context, ByteBuf bytes) {
			int start = bytes.readerIndex();
			if (bytes.readableBytes() < LARGEST_HEADER) {
				return false;
			}
			int length = bytes.getUnsignedByte(start + 1);
			int header = (length == 126) ? LARGEST_HEADER : 2;
			length = (length == 126) ? bytes.getUnsignedShort(start + 2) : length;
			if (bytes.readableBytes() < header + length) {
				return false;
			}
			receive(context, bytes.skipBytes(header).readSlice(length));
			return true;
		}

		private void receive(ChannelHandlerContext context, ByteBuf text) {
			if (this.acknowledged.getCount() > 0 && text.toString(StandardCharsets.UTF_8).contains("connection_ack")) {
				context.writeAndFlush(frame("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":" + this.payload + "}"));
				this.acknowledged.countDown();
			}
			else {
				this.heard.accept(text);
			}
		}

		static ByteBuf frame(String text) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			ByteBuf frame = Unpooled.buffer(bytes.length + 8).writeByte(0x81);
			if (bytes.length < 126) {
				frame.writeByte(0x80 | bytes.length);
			}
			else {
				frame.writeByte(0x80 | 126).writeShort(bytes.length);
			}
			return frame.writeInt(0).writeBytes(bytes);
		}

	}

}
