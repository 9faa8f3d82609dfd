package dev.plenum.platform.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MongoDB's wire protocol on 127.0.0.1. Replaces the library's server, which runs a
 * command on the thread that also serves other connections, so that a waiting change
 * stream blocks them all. Here every command has a virtual thread.
 */
final class WireServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WireServer.class);

	private static final int IO_THREADS = 2;

	private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(IO_THREADS,
			new DefaultThreadFactory("embedded-database", true), NioIoHandler.newFactory());

	private final ChannelGroup clients = new DefaultChannelGroup(this.loops.next(), true);

	private final ExecutorService commands = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("embedded-database-command-", 0).factory());

	private final Supplier<EmbeddedBackend> backend;

	/**
	 * Creates a server that does not listen yet.
	 * @param backend executes the commands of the clients that connect from now on
	 */
	WireServer(Supplier<EmbeddedBackend> backend) {
		this.backend = backend;
	}

	/**
	 * Starts to listen.
	 * @param port the port; 0 for any free port
	 * @return the port
	 * @throws IOException if the port is in use
	 */
	int listen(int port) throws IOException {
		ChannelFuture listening = new ServerBootstrap().group(this.loops)
			.channel(NioServerSocketChannel.class)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel client) {
					client.pipeline()
						.addLast(new MongoWireReplyEncoder(), new MongoWireMessageEncoder(),
								new MongoWireProtocolHandler(), new CommandHandler());
				}
			})
			.bind("127.0.0.1", port)
			.awaitUninterruptibly();
		if (!listening.isSuccess()) {
			throw new IOException(listening.cause().getMessage(), listening.cause());
		}
		this.clients.add(listening.channel());
		return ((InetSocketAddress) listening.channel().localAddress()).getPort();
	}

	/**
	 * Stops listening, disconnects the clients and lets running commands finish.
	 */
	@Override
	public void close() {
		this.clients.close().syncUninterruptibly();
		this.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
		this.backend.get().closeStreams();
		this.commands.close();
	}

	/**
	 * Closes all connections; the clients connect again. The group itself stays open.
	 */
	void dropClients() {
		this.clients.disconnect(ChannelMatchers.isNonServerChannel());
	}

	private final class CommandHandler extends MongoDatabaseHandler {

		CommandHandler() {
			super(WireServer.this.backend.get(), WireServer.this.clients);
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
			WireServer.this.commands.execute(() -> {
				try {
					super.channelRead0(context, request);
				}
				catch (Throwable ex) {
					exceptionCaught(context, ex);
				}
			});
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			if (!(cause instanceof IOException)) {
				logger.warn("A client of the embedded database is disconnected, since its request cannot be answered",
						cause);
			}
			context.close();
		}

	}

}
