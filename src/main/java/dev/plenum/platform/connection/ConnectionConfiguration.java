package dev.plenum.platform.connection;

import java.time.Duration;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Applies the limits to every connection, on the port for clients and on the management
 * port.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Connections.class, Uploads.class })
@EnableConfigurationProperties({ ConnectionSettings.class, BodySettings.class })
public class ConnectionConfiguration {

	private static final int SMALLEST_READ = 512;

	private static final int FIRST_READ = 2048;

	private static final int LARGEST_READ = 16 * 1024;

	/**
	 * Limits all connections. HTTP/2 is disabled because its streams would bypass the
	 * limits; a proxy in front of the server can offer it to clients.
	 */
	@Bean
	static NettyServerCustomizer connectionLimits(Connections connections) {
		AdaptiveRecvByteBufAllocator reads = new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ);
		reads.maxMessagesPerRead(1);
		return (server) -> limited(server, connections, reads);
	}

	/**
	 * Threads for this server alone. Threads that Reactor Netty shares within the process
	 * would end with the first of several servers that is closed, and each stop would
	 * wait two seconds for new requests.
	 */
	@Bean
	static ReactorResourceFactory serverThreads() {
		ReactorResourceFactory threads = new ReactorResourceFactory();
		threads.setUseGlobalResources(false);
		threads.setShutdownQuietPeriod(Duration.ZERO);
		return threads;
	}

	private static HttpServer limited(HttpServer server, Connections connections, AdaptiveRecvByteBufAllocator reads) {
		return server.protocol(HttpProtocol.HTTP11)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, reads)
			.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
					new WriteBufferWaterMark(GradualOutput.PART / 2, GradualOutput.PART))
			.doOnChannelInit((_, channel, _) -> {
				if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
					connections.accept(channel);
				}
			})
			.doOnBound((bound) -> bound.channel().pipeline().addFirst(new AcceptFaults(connections)));
	}

	/**
	 * Logs why a connection cannot be accepted. Reactor Netty only pauses for a second.
	 */
	private static final class AcceptFaults extends ChannelInboundHandlerAdapter {

		private final Connections connections;

		AcceptFaults(Connections connections) {
			this.connections = connections;
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			this.connections.cannotAccept(cause);
			context.fireExceptionCaught(cause);
		}

	}

}
