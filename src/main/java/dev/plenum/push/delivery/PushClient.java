package dev.plenum.push.delivery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.plenum.platform.outbound.Outbound;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends requests to push services, over HTTP/2 if the service offers it. It has a thread
 * and connections of its own, so that the server's threads do not wait for it. Redirects
 * are not followed, and of each answer only the first kilobytes are read. The status
 * counts even if the body does not end, or the connection is lost meanwhile: a message
 * that was accepted is not sent again.
 */
@Component
final class PushClient implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(PushClient.class);

	private static final Duration CONNECT = Duration.ofSeconds(5);

	private static final Duration IDLE = Duration.ofSeconds(30);

	private static final int MOST_CONNECTIONS = 32;

	private static final int MOST_WAITING = 10_000;

	/** Access tokens of Google have up to 2,048 characters. */
	private static final int KEPT = 8192;

	private final LoopResources threads = LoopResources.create("push", 1, true);

	private final ConnectionProvider connections = ConnectionProvider.builder("push")
		.maxConnections(MOST_CONNECTIONS)
		.pendingAcquireMaxCount(MOST_WAITING)
		.maxIdleTime(IDLE)
		.evictInBackground(IDLE)
		.disposeInactivePoolsInBackground(IDLE, IDLE.multipliedBy(2))
		.build();

	/** Connects to any address; for servers that the settings name. */
	private final HttpClient open;

	/** Connects to public addresses only. */
	private final HttpClient guarded;

	private final Circuits circuits;

	private final Duration timeout;

	private final InstantSource clock;

	@Autowired
	PushClient(PushSettings settings, Circuits circuits, Outbound outbound, InstantSource clock) {
		this(settings, circuits, outbound, clock, HttpClient::secure);
	}

	PushClient(PushSettings settings, Circuits circuits, Outbound outbound, InstantSource clock,
			UnaryOperator<HttpClient> security) {
		this.circuits = circuits;
		this.timeout = settings.timeout();
		this.clock = clock;
		this.open = security.apply(HttpClient.create(this.connections)
			.runOn(this.threads, false)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT.toMillis()))
			.protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
			.followRedirect(false));
		this.guarded = outbound.guarded(this.open);
	}

	/**
	 * Sends a POST request.
	 * @param url an absolute URL
	 * @param trusted whether the settings name its server, which can have any address
	 * @param content what to send, which is computed only if the service is worth it
	 * @return the answer of the service, within the time limit; never an error except
	 * that of the content
	 */
	Mono<Answer> post(URI url, boolean trusted, Mono<Content> content) {
		HttpClient http = trusted ? this.open : this.guarded;
		return this.circuits.guard(PushServices.origin(url), content.flatMap((ready) -> exchange(http, url, ready)));
	}

	private Mono<Answer> exchange(HttpClient http, URI url, Content content) {
		return http.headers((headers) -> {
			content.headers().forEach(headers::set);
			headers.set(HttpHeaderNames.CONTENT_LENGTH, content.body().length)
				.set(HttpHeaderNames.USER_AGENT, "Plenum");
		})
			.post()
			.uri(url)
			.send(ByteBufMono.just(Unpooled.wrappedBuffer(content.body())))
			.response((response, body) -> body.asByteArray()
				.scan(new byte[0], PushClient::joined)
				.takeUntil((start) -> start.length == KEPT)
				.last()
				.timeout(this.timeout.dividedBy(2))
				.onErrorReturn(new byte[0])
				.map((start) -> new Answer(response.status().code(),
						Answer.retryAfter(response.responseHeaders().get(HttpHeaderNames.RETRY_AFTER),
								this.clock.instant()),
						new String(start, StandardCharsets.UTF_8))))
			.single()
			.timeout(this.timeout)
			.onErrorResume((ex) -> {
				log.debug("No answer from a push service", ex);
				return Mono.just(Answer.none(ex.getClass().getSimpleName()));
			});
	}

	private static byte[] joined(byte[] start, byte[] more) {
		int length = Math.min(KEPT, start.length + more.length);
		byte[] joined = Arrays.copyOf(start, length);
		System.arraycopy(more, 0, joined, start.length, length - start.length);
		return joined;
	}

	@Override
	public void destroy() {
		this.connections.dispose();
		this.threads.dispose();
	}

	/**
	 * What a request contains.
	 *
	 * @param headers the headers
	 * @param body the body
	 */
	record Content(Map<String, String> headers, byte[] body) {
	}

}
