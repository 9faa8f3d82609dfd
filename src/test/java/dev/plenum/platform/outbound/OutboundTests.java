package dev.plenum.platform.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

import javax.net.ssl.ExtendedSSLSession;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests to addresses of strangers, against real servers.
 */
@Tag("slow")
class OutboundTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final DataSize LIMIT = DataSize.ofMegabytes(1);

	private static final Map<String, List<List<String>>> NAMES = Map.of("files.example.org",
			List.of(List.of("127.0.0.1")), "private.example.org", List.of(List.of("10.0.0.1")), "mixed.example.org",
			List.of(List.of("127.0.0.1", "10.0.0.1")), "mixed6.example.org", List.of(List.of("127.0.0.1", "fd00::1")),
			"rebinding.example.org", List.of(List.of("127.0.0.1"), List.of("127.0.0.3")));

	private final List<AutoCloseable> opened = new ArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	@TempDir
	private Path directory;

	private NameServer names;

	static OutboundSettings settings(List<String> allowed, Integer... ports) {
		return settings(allowed, SecureServer.certificate(), ports);
	}

	private static OutboundSettings settings(List<String> allowed, @Nullable Path certificates, Integer... ports) {
		return new OutboundSettings(allowed, Set.of(ports), Duration.ofSeconds(2), Duration.ofSeconds(5), 20, 2,
				DataSize.ofKilobytes(16), certificates);
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable one : this.opened) {
			one.close();
		}
	}

	@Test
	void anAnswerHasItsStatusItsHeadersAndTheStartOfItsBody() {
		SecureServer server = server((request,
				response) -> response.status(404).header("ETag", "\"1\"").sendString(Mono.just("x".repeat(100_000))));
		OutboundResult.Answered answer = answered(send("https://localhost:%d/a".formatted(server.port()), server));
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.headers().getETag()).isEqualTo("\"1\"");
		assertThat(answer.body()).hasSize(16 * 1024).containsOnly('x');
	}

	@Test
	void aRequestIsSentWithItsMethodItsHeadersAndItsBody() {
		SecureServer server = server(
				(request,
						response) -> response.sendString(request.receive()
							.aggregate()
							.asString()
							.map((body) -> String.join("|", request.method().name(), request.uri(),
									request.requestHeaders().get("X-One"), request.requestHeaders().get("Host"),
									body))));
		OutboundRequest request = OutboundRequest
			.post(url("localhost", server, "/hook?a=b%20c"), "é".getBytes(StandardCharsets.UTF_8))
			.header("X-One", "1");
		assertThat(text(send(client(List.of("127.0.0.1"), server), request)))
			.isEqualTo("POST|/hook?a=b%20c|1|localhost:" + server.port() + "|é");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1", "files.example.org", "private.example.org" })
	void aHostWithAPrivateAddressIsNotConnectedTo(String host) {
		SecureServer server = hello();
		assertThat(failure(send(client(List.of(), server), OutboundRequest.get(url(host, server, "/")))))
			.isEqualTo(OutboundFailure.NOT_PUBLIC);
		assertThat(this.requests).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "mixed.example.org", "mixed6.example.org" })
	void oneAddressThatIsNotAllowedIsEnoughToRefuseAHost(String host) {
		SecureServer server = hello();
		assertThat(failure(send(client(List.of("127.0.0.1"), server), OutboundRequest.get(url(host, server, "/")))))
			.isEqualTo(OutboundFailure.NOT_PUBLIC);
		assertThat(this.requests).hasValue(0);
	}

	@Test
	void aHostThatIsConfiguredByNameIsReachedAtAnyAddress() {
		SecureServer server = hello();
		Outbound client = client(List.of("Files.example.org"), server);
		assertThat(text(send(client, OutboundRequest.get(url("files.example.org", server, "/"))))).isEqualTo("hello");
		assertThat(failure(send(client, OutboundRequest.get(url("localhost", server, "/")))))
			.isEqualTo(OutboundFailure.NOT_PUBLIC);
	}

	@Test
	void theAddressThatWasCheckedIsTheOneThatIsConnectedTo() {
		SecureServer server = server(
				(request, response) -> response.header("Connection", "close").sendString(Mono.just("hello")));
		Outbound client = client(List.of("127.0.0.1"), server);
		OutboundRequest request = OutboundRequest.get(url("rebinding.example.org", server, "/"));
		assertThat(text(send(client, request))).isEqualTo("hello");
		assertThat(this.names.queries("rebinding.example.org")).isOne();
		assertThat(failure(send(client, request))).isEqualTo(OutboundFailure.NOT_PUBLIC);
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void theServerIsToldTheHostName() {
		SecureServer server = server((request, response) -> {
			List<String> names = new ArrayList<>();
			request.withConnection((connection) -> names.addAll(requestedNames(connection.channel())));
			return response.sendString(Mono.just(String.join(",", names)));
		});
		assertThat(text(send("https://files.example.org:%d/".formatted(server.port()), server)))
			.isEqualTo("files.example.org");
	}

	@Test
	void theCertificateMustBeValidForTheHost() {
		SecureServer server = hello();
		assertThat(failure(send("https://127.0.0.1:%d/".formatted(server.port()), server)))
			.isEqualTo(OutboundFailure.NOT_SECURE);
		Outbound distrusting = client(settings(List.of("127.0.0.1"), (Path) null, server.port()));
		assertThat(failure(send(distrusting, OutboundRequest.get(url("localhost", server, "/")))))
			.isEqualTo(OutboundFailure.NOT_SECURE);
		assertThat(this.requests).hasValue(0);
	}

	@Test
	void redirectsWithinTheHostAreFollowedThreeTimes() {
		SecureServer server = server((request, response) -> {
			int left = Integer.parseInt(request.uri().substring(1));
			return (left == 0) ? response.sendString(Mono.just("there"))
					: response.status(302).header("Location", "/" + (left - 1)).send();
		});
		assertThat(text(send("https://localhost:%d/3".formatted(server.port()), server))).isEqualTo("there");
		assertThat(failure(send("https://localhost:%d/4".formatted(server.port()), server)))
			.isEqualTo(OutboundFailure.REDIRECTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://files.example.org/", "https://localhost/", "http://169.254.169.254/",
			"//10.0.0.1/", "http://localhost:PORT/", "https://u:p@localhost:PORT/", "file:///etc/passwd",
			"https://localhost:PORT/ x", "" })
	void aRedirectToAnythingElseIsNotFollowed(String location) {
		SecureServer server = server((request, response) -> response.status(307)
			.header("Location", location.replace("PORT", request.requestHeaders().get("Host").replaceAll(".*:", "")))
			.send());
		assertThat(failure(send("https://localhost:%d/".formatted(server.port()), server)))
			.isIn(OutboundFailure.REDIRECTED, OutboundFailure.INVALID_ADDRESS, OutboundFailure.NOT_HTTPS);
	}

	@Test
	void aPostIsNotRedirected() {
		SecureServer server = server((request, response) -> response.status(302).header("Location", "/x").send());
		assertThat(answered(send(client(List.of("127.0.0.1"), server),
				OutboundRequest.post(url("localhost", server, "/"), new byte[1])))
			.status()).isEqualTo(302);
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void aResponseThatTakesTooLongIsAFailure() throws IOException {
		SecureServer silent = server((request, response) -> Mono.never());
		SecureServer dripping = server((request, response) -> response.sendString(
				Flux.interval(Duration.ofMillis(50)).onBackpressureDrop().map(String::valueOf),
				StandardCharsets.UTF_8));
		assertThat(failure(download(silent, Duration.ofMillis(500)))).isEqualTo(OutboundFailure.TIMED_OUT);
		assertThat(failure(download(dripping, Duration.ofMillis(500)))).isEqualTo(OutboundFailure.TIMED_OUT);
		try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
			assertThat(failure(send(client(settings(List.of("127.0.0.1"), mute.getLocalPort())),
					OutboundRequest.get(URI.create("https://localhost:" + mute.getLocalPort())))))
				.isEqualTo(OutboundFailure.TIMED_OUT);
		}
	}

	@Test
	void theStatusCountsAlsoIfTheBodyDoesNotEnd() {
		SecureServer dripping = server((request, response) -> response.status(202)
			.sendString(Flux.interval(Duration.ofMillis(50)).onBackpressureDrop().map(String::valueOf)));
		SecureServer cut = server((request, response) -> response.status(202)
			.sendString(Flux.concat(Mono.just("x"), Mono.error(new IOException("cut off")))));
		for (SecureServer one : List.of(dripping, cut)) {
			assertThat(answered(send(client(List.of("127.0.0.1"), one),
					OutboundRequest.post(url("localhost", one, "/"), new byte[1])))
				.status()).isEqualTo(202);
		}
	}

	@Test
	void aBodyIsWrittenToAFileAndItsSizeIsLimitedWhileItIsReceived() throws IOException {
		SecureServer good = server((request, response) -> response.sendString(Mono.just("x".repeat(900_000))));
		assertThat(answered(download(good, PATIENCE)).status()).isEqualTo(200);
		assertThat(file()).hasSize(900_000);
		SecureServer endless = server(
				(request, response) -> response.sendByteArray(Flux.generate((sink) -> sink.next(new byte[10_000]))));
		assertThat(failure(download(endless, PATIENCE))).isEqualTo(OutboundFailure.TOO_LARGE);
		assertThat(file()).satisfies((file) -> assertThat(file.toFile().length()).isLessThanOrEqualTo(LIMIT.toBytes()));
	}

	@Test
	void aCompressedBodyIsUnpackedAndItsSizeIsLimitedMeanwhile() throws IOException {
		byte[] text = packed(new byte[900_000]);
		SecureServer good = server((request, response) -> response
			.header("Content-Encoding", request.requestHeaders().get("Accept-Encoding"))
			.sendByteArray(Mono.just(text)));
		assertThat(answered(download(good, PATIENCE)).status()).isEqualTo(200);
		assertThat(file()).hasSize(900_000);
		byte[] bomb = packed(new byte[50_000_000]);
		assertThat(bomb.length).isLessThan(100_000);
		SecureServer bad = server(
				(request, response) -> response.header("Content-Encoding", "gzip").sendByteArray(Mono.just(bomb)));
		assertThat(failure(download(bad, PATIENCE))).isEqualTo(OutboundFailure.TOO_LARGE);
		assertThat(file()).satisfies((file) -> assertThat(file.toFile().length()).isLessThanOrEqualTo(LIMIT.toBytes()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "br", "gzip, gzip" })
	void aBodyThatIsNotCompressedByGzipIsAFailure(String coding) {
		SecureServer server = server(
				(request, response) -> response.header("Content-Encoding", coding).sendString(Mono.just("plain")));
		assertThat(failure(download(server, PATIENCE))).isEqualTo(OutboundFailure.INVALID_RESPONSE);
	}

	@Test
	void onlyABodyWithStatus200IsWritten() {
		SecureServer server = server((request, response) -> response.status(304).header("ETag", "\"2\"").send());
		assertThat(answered(download(server, PATIENCE)).headers().getETag()).isEqualTo("\"2\"");
		assertThat(file()).doesNotExist();
	}

	@Test
	void theHeadersOfAResponseAreLimited() {
		SecureServer server = server(
				(request, response) -> response.header("X-Long", "x".repeat(20_000)).sendString(Mono.just("hello")));
		assertThat(failure(download(server, PATIENCE))).isEqualTo(OutboundFailure.INVALID_RESPONSE);
	}

	@Test
	void requestsAtTheSameTimeAreLimitedInTotalAndForEachHost() {
		AtomicInteger open = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		SecureServer server = server((request, response) -> response
			.sendString(Mono.delay(Duration.ofMillis(100)).map((_) -> "hello").doOnSubscribe((_) -> {
				most.accumulateAndGet(open.incrementAndGet(), Math::max);
			}).doFinally((_) -> open.decrementAndGet())));
		Outbound client = client(List.of("127.0.0.1"), server);
		OutboundRequest request = OutboundRequest.get(url("localhost", server, "/"));
		List<OutboundResult> results = Objects
			.requireNonNull(Flux.range(0, 30).flatMap((_) -> client.send(request), 30).collectList().block(PATIENCE));
		assertThat(most).hasValueLessThanOrEqualTo(2);
		assertThat(results.stream().filter(OutboundResult.Answered.class::isInstance)).hasSizeBetween(8, 12);
		assertThat(results.stream()
			.filter(OutboundResult.Failed.class::isInstance)
			.map(OutboundTests::failure)
			.collect(Collectors.toSet())).containsExactly(OutboundFailure.BUSY);
		assertThat(text(send(client, request))).isEqualTo("hello");
	}

	@Test
	void whatCannotBeReachedIsAFailure() throws IOException {
		int closed;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			closed = socket.getLocalPort();
		}
		Outbound client = client(settings(List.of("127.0.0.1"), closed));
		assertThat(failure(send(client, OutboundRequest.get(URI.create("https://localhost:" + closed)))))
			.isEqualTo(OutboundFailure.NOT_CONNECTED);
		assertThat(failure(send(client, OutboundRequest.get(URI.create("https://unknown.example.org:" + closed)))))
			.isEqualTo(OutboundFailure.UNKNOWN_HOST);
	}

	@Test
	void aServerWithoutTlsIsAFailure() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
			Thread.ofVirtual().start(() -> {
				try (var connection = socket.accept(); OutputStream out = connection.getOutputStream()) {
					out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
					out.flush();
					connection.getInputStream().readAllBytes();
				}
				catch (IOException ex) {
					// the client closed the connection
				}
			});
			assertThat(failure(send(client(settings(List.of("127.0.0.1"), socket.getLocalPort())),
					OutboundRequest.get(URI.create("https://localhost:" + socket.getLocalPort())))))
				.isEqualTo(OutboundFailure.NOT_SECURE);
		}
	}

	private SecureServer hello() {
		return server((request, response) -> response.sendString(Mono.just("hello")));
	}

	private SecureServer server(Handler handler) {
		SecureServer server = SecureServer.start((request, response) -> {
			this.requests.incrementAndGet();
			return handler.handle(request, response);
		});
		this.opened.addFirst(server);
		return server;
	}

	private Outbound client(List<String> allowed, SecureServer server) {
		return client(settings(allowed, server.port()));
	}

	private Outbound client(OutboundSettings settings) {
		try {
			this.names = new NameServer(NAMES);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.opened.add(this.names);
		Outbound client = new Outbound(settings,
				(names) -> names.dnsAddressResolverGroupProvider(
						(builder) -> new DnsAddressResolverGroup(builder.searchDomains(List.of())
							.nameServerProvider(new SingletonDnsServerAddressStreamProvider(this.names.address())))));
		this.opened.addFirst(client::destroy);
		return client;
	}

	private OutboundResult send(String url, SecureServer server) {
		return send(client(List.of("127.0.0.1"), server), OutboundRequest.get(URI.create(url)));
	}

	private static OutboundResult send(Outbound client, OutboundRequest request) {
		return Objects.requireNonNull(client.send(request).block(PATIENCE));
	}

	private OutboundResult download(SecureServer server, Duration within) {
		return Objects.requireNonNull(client(List.of("127.0.0.1"), server)
			.download(OutboundRequest.get(url("localhost", server, "/")), file(), LIMIT, within)
			.block(PATIENCE));
	}

	private Path file() {
		return this.directory.resolve("body");
	}

	private static URI url(String host, SecureServer server, String path) {
		return URI.create("https://%s:%d%s".formatted(host, server.port(), path));
	}

	private static OutboundResult.Answered answered(OutboundResult result) {
		assertThat(result).isInstanceOf(OutboundResult.Answered.class);
		return (OutboundResult.Answered) result;
	}

	private static OutboundFailure failure(OutboundResult result) {
		assertThat(result).isInstanceOf(OutboundResult.Failed.class);
		return ((OutboundResult.Failed) result).reason();
	}

	private static String text(OutboundResult result) {
		return new String(answered(result).body(), StandardCharsets.UTF_8);
	}

	private static List<String> requestedNames(Channel channel) {
		SslHandler tls = Objects.requireNonNull(channel.pipeline().get(SslHandler.class));
		return ((ExtendedSSLSession) tls.engine().getSession()).getRequestedServerNames()
			.stream()
			.map((name) -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
			.toList();
	}

	private static byte[] packed(byte[] content) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			out.write(content);
		}
		return packed.toByteArray();
	}

	@FunctionalInterface
	private interface Handler {

		Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response);

	}

}
