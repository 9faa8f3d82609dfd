package dev.plenum.platform.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.net.ssl.SSLException;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider.NameResolverSpec;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * An HTTP client for addresses that clients supply. It reaches HTTPS servers with public
 * addresses only, except for those that the settings allow. All addresses of a host are
 * checked when a connection is made, and the connection goes to one of these, so a name
 * that changes its address in between reaches nothing else. GET requests follow up to
 * three redirects within the same host and port. Nothing fails: each outcome is an
 * {@link OutboundResult}. Addresses are not logged, since they may contain secrets.
 */
@Component
public final class Outbound implements DisposableBean {

	/** The message for an address that is refused before a connection is made. */
	public static final String EXPECTED = "Expected an address that begins with https://, without a user name, whose host and port are public or allowed by the operator.";

	private static final Logger log = LoggerFactory.getLogger(Outbound.class);

	private static final int THREADS = 2;

	private static final int MOST_REDIRECTS = 3;

	private static final int MOST_WAITING_PER_CONNECTION = 4;

	private static final int KEPT_OF_BODY = 16 * 1024;

	private static final Duration IDLE = Duration.ofSeconds(20);

	private static final Duration LIFE = Duration.ofMinutes(5);

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private final OutboundRules rules;

	private final Semaphore places;

	private final Duration timeout;

	private final LoopResources threads = LoopResources.create("outbound", THREADS, true);

	private final ConnectionProvider connections;

	/** Connects to any address; for hosts that the settings name. */
	private final HttpClient open;

	/** Connects to allowed addresses only. */
	private final HttpClient guarded;

	@Autowired
	Outbound(OutboundSettings settings) {
		this(settings, (names) -> {
		});
	}

	/**
	 * Creates a client.
	 * @param settings the settings
	 * @param names sets how names are resolved
	 */
	Outbound(OutboundSettings settings, Consumer<NameResolverSpec> names) {
		this.rules = new OutboundRules(settings);
		this.places = new Semaphore(settings.maxRequests());
		this.timeout = settings.timeout();
		this.connections = ConnectionProvider.builder("outbound")
			.maxConnections(settings.maxConnectionsPerHost())
			.pendingAcquireMaxCount(settings.maxConnectionsPerHost() * MOST_WAITING_PER_CONNECTION)
			.pendingAcquireTimeout(settings.timeout())
			.maxIdleTime(IDLE)
			.maxLifeTime(LIFE)
			.evictInBackground(IDLE)
			.disposeInactivePoolsInBackground(LIFE, LIFE)
			.build();
		this.open = client(settings).resolver((resolver) -> names
			.accept(resolver.queryTimeout(settings.connectTimeout()).completeOncePreferredResolved(false)));
		this.guarded = guarded(this.open);
	}

	/**
	 * Checks an address without a connection, for example when a person enters it.
	 * @param url the address
	 * @return why it is refused; empty if it is not. A host name may still have an
	 * address that is refused
	 */
	public Optional<OutboundFailure> refusal(URI url) {
		return this.rules.refusal(url);
	}

	/**
	 * Restricts another client to the addresses that this one reaches, for requests that
	 * need more than this one offers, such as HTTP/2.
	 * @param client the other client
	 * @return the client, which checks all addresses of a host when it connects
	 */
	public HttpClient guarded(HttpClient client) {
		return client.resolvedAddressesSelector((config, resolved) -> this.rules.requireAllowed(resolved));
	}

	/**
	 * Sends a request.
	 * @param request the request
	 * @return the response with the first 16 KB of its body, as they were sent; without a
	 * body if it does not end or the connection is lost after the status
	 */
	public Mono<OutboundResult> send(OutboundRequest request) {
		return bounded(this.timeout,
				exchange(request, MOST_REDIRECTS,
						(response, content) -> start(content).timeout(this.timeout.dividedBy(2))
							.onErrorReturn(new byte[0])
							.map((body) -> answered(response, body))));
	}

	/**
	 * Sends a request, and lets the body of the response be used as a temporary file,
	 * which is deleted afterwards.
	 * @param request the request
	 * @param most the maximum size of the body, both as it is sent and unpacked
	 * @param within the longest time until the body is in the file
	 * @param use uses the response without its body, and the file, on a thread that may
	 * block; the file is empty unless the status is 200
	 * @param <T> the type of the result
	 * @return the result
	 */
	public <T> Mono<T> download(OutboundRequest request, DataSize most, Duration within,
			BiFunction<OutboundResult, Path, Mono<T>> use) {
		return Mono.usingWhen(
				Mono.fromCallable(() -> Files.createTempFile("plenum-download", null))
					.subscribeOn(Schedulers.boundedElastic()),
				(file) -> download(request, file, most, within).publishOn(Schedulers.boundedElastic())
					.flatMap((result) -> use.apply(result, file)),
				(file) -> Mono.fromCallable(() -> Files.deleteIfExists(file)).subscribeOn(Schedulers.boundedElastic()));
	}

	/** Writes the body of a response to a file if the status is 200. */
	Mono<OutboundResult> download(OutboundRequest request, Path file, DataSize most, Duration within) {
		StoredBody body = new StoredBody(file, most.toBytes());
		return bounded(within,
				exchange(request.header(HttpHeaders.ACCEPT_ENCODING, "gzip"), MOST_REDIRECTS,
						(response,
								content) -> ((response.status() == HttpResponseStatus.OK)
										? body.store(response.responseHeaders(), content) : Mono.<Void>empty())
									.then(Mono.fromSupplier(() -> answered(response, new byte[0])))));
	}

	@Override
	public void destroy() {
		this.connections.dispose();
		this.threads.dispose();
	}

	private HttpClient client(OutboundSettings settings) {
		int connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
		return HttpClient.create(this.connections)
			.runOn(this.threads, false)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
			.httpResponseDecoder(
					(decoder) -> decoder.maxHeaderSize(Math.toIntExact(settings.maxHeaderSize().toBytes())))
			.headers((headers) -> headers.set(HttpHeaders.USER_AGENT, "Plenum"))
			.secure((tls) -> tls.sslContext(Trust.context(settings.certificates()))
				.handshakeTimeout(settings.connectTimeout()));
	}

	private Mono<OutboundResult> bounded(Duration within, Mono<OutboundResult> exchange) {
		return Mono.defer(() -> this.places.tryAcquire() ? exchange.timeout(within)
			.onErrorResume(Exception.class, (ex) -> failed(reason(ex)))
			.doFinally((_) -> this.places.release()) : failed(OutboundFailure.BUSY));
	}

	private Mono<OutboundResult> exchange(OutboundRequest request, int redirects, Exchange exchange) {
		return Mono.defer(() -> this.rules.refusal(request.url())
			.map(Outbound::failed)
			.orElseGet(() -> sent(request, redirects, exchange)));
	}

	private Mono<OutboundResult> sent(OutboundRequest request, int redirects, Exchange exchange) {
		HttpClient client = this.rules.isTrusted(request.url()) ? this.open : this.guarded;
		return client.headers((headers) -> request.headers().forEach(headers::set))
			.request(HttpMethod.valueOf(request.method().name()))
			.uri(request.url())
			.send((request.body().length > 0) ? Mono.fromSupplier(() -> Unpooled.wrappedBuffer(request.body()))
					: Mono.empty())
			.response((response, content) -> isRedirect(request, response)
					? Mono.just(redirected(request, response, redirects, exchange))
					: exchange.read(response, content).map(Mono::just))
			.single()
			.flatMap(Function.identity());
	}

	private Mono<OutboundResult> redirected(OutboundRequest request, HttpClientResponse response, int redirects,
			Exchange exchange) {
		String location = response.responseHeaders().get(HttpHeaders.LOCATION);
		try {
			URI next = request.url().resolve(new URI((location != null) ? location : ""));
			if (redirects > 0 && OutboundRules.areSameServer(request.url(), next)) {
				return exchange(request.to(next), redirects - 1, exchange);
			}
		}
		catch (URISyntaxException ex) {
			log.debug("A redirect of {} is not a valid address", request.url().getHost());
		}
		return failed(OutboundFailure.REDIRECTED);
	}

	private static boolean isRedirect(OutboundRequest request, HttpClientResponse response) {
		return request.method() == org.springframework.http.HttpMethod.GET
				&& REDIRECTS.contains(response.status().code());
	}

	private static Mono<OutboundResult> failed(OutboundFailure reason) {
		return Mono.just(new OutboundResult.Failed(reason));
	}

	private static OutboundResult answered(HttpClientResponse response, byte[] body) {
		HttpHeaders headers = new HttpHeaders();
		response.responseHeaders().forEach((header) -> headers.add(header.getKey(), header.getValue()));
		return new OutboundResult.Answered(response.status().code(), headers, body);
	}

	private static Mono<byte[]> start(ByteBufFlux content) {
		AtomicInteger size = new AtomicInteger();
		return content.asByteArray()
			.takeUntil((part) -> size.addAndGet(part.length) >= KEPT_OF_BODY)
			.collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
			.map((body) -> Arrays.copyOf(body.toByteArray(), Math.min(body.size(), KEPT_OF_BODY)));
	}

	private static OutboundFailure reason(Exception ex) {
		OutboundFailure reason = switch (Exceptions.unwrap(ex)) {
			case OutboundRules.NotPublicException _ -> OutboundFailure.NOT_PUBLIC;
			case UnknownHostException _ -> OutboundFailure.UNKNOWN_HOST;
			case TimeoutException _ -> OutboundFailure.TIMED_OUT;
			case ConnectTimeoutException _, SslHandshakeTimeoutException _ -> OutboundFailure.TIMED_OUT;
			case SSLException _ -> OutboundFailure.NOT_SECURE;
			case DecoderException wrapped when wrapped.getCause() instanceof SSLException -> OutboundFailure.NOT_SECURE;
			case StoredBody.TooLargeException _ -> OutboundFailure.TOO_LARGE;
			case StoredBody.NotReadableException _ -> OutboundFailure.INVALID_RESPONSE;
			case FileSystemException _, PoolAcquirePendingLimitException _ -> OutboundFailure.BUSY;
			case IOException _ -> OutboundFailure.NOT_CONNECTED;
			default -> OutboundFailure.INVALID_RESPONSE;
		};
		log.debug("A request failed: {}", reason, ex);
		return reason;
	}

	/**
	 * Reads a response.
	 */
	@FunctionalInterface
	private interface Exchange {

		Mono<OutboundResult> read(HttpClientResponse response, ByteBufFlux content);

	}

}
