package dev.plenum.push.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.plenum.push.FakePushService;
import dev.plenum.push.FakePushService.Received;
import dev.plenum.push.FakePushService.Reply;
import dev.plenum.push.FakePushService.Subscription;
import dev.plenum.push.content.Message;
import dev.plenum.push.content.Urgency;
import dev.plenum.push.delivery.Senders.Web;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages to browsers, read by a push service that decrypts them itself.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class WebPushTests {

	private static Senders senders;

	private FakePushService service;

	private Web web;

	@BeforeAll
	static void open() {
		senders = new Senders();
	}

	@AfterAll
	static void close() {
		senders.close();
	}

	@BeforeEach
	void start() {
		senders.reset();
		this.service = FakePushService.start();
		this.web = senders.web(Senders.settings("mailto:ops@example.org", this.service.origin()));
	}

	@AfterEach
	void stop() {
		this.web.close();
		this.service.close();
	}

	@Test
	void theBrowserReceivesADeclarativeMessageThatOnlyItCanRead() {
		Subscription subscription = this.service.subscribe();
		assertThat(send(subscription, Senders.message("ses_1", 3, "Flyttad till 10.15 i sal B")))
			.isEqualTo(new Delivered.Sent());
		Received received = this.service.received().getFirst();
		assertThat(received.headers()).containsEntry("content-encoding", "aes128gcm")
			.containsEntry("content-type", "application/octet-stream")
			.containsEntry("ttl", "5400")
			.containsEntry("urgency", "high")
			.containsEntry("content-length", String.valueOf(received.body().length));
		assertThat(received.topic()).matches("[A-Za-z0-9_-]{32}");
		assertThat(received.content()).isEqualTo(json("""
				{"web_push": 8030, "mutable": true, "notification": {
				"title": "Ändrad tid", "body": "Flyttad till 10.15 i sal B", "lang": "sv", "dir": "auto", "tag": "%s",
				"navigate": "https://plenum.example.org/sessions/ses_1", "silent": false,
				"data": {"identity": "ses_1", "number": 3, "repeated": false, "path": "/sessions/ses_1",
				"content": {"type": "SESSION_MOVED"}}}}""".formatted(received.topic())));
	}

	@Test
	void theTokenIsSignedForTheServiceAndUsedForHours() {
		Subscription subscription = this.service.subscribe();
		send(subscription, Senders.message("ses_1", 1, "one"));
		senders.wait(Duration.ofHours(5));
		send(subscription, Senders.message("ses_1", 2, "two"));
		senders.wait(Duration.ofHours(2));
		send(subscription, Senders.message("ses_1", 3, "three"));
		List<Received> received = this.service.received();
		JWTClaimsSet claims = received.getFirst().claims();
		assertThat(claims.getAudience()).containsExactly(this.service.origin());
		assertThat(claims.getSubject()).isEqualTo("mailto:ops@example.org");
		assertThat(received).allSatisfy((message) -> {
			assertThat(message.key()).isEqualTo(senders.key.publicKey());
			assertThat(message.claims().getExpirationTime().toInstant()).isBetween(Senders.NOW.plusSeconds(60),
					Senders.NOW.plus(Duration.ofHours(7 + 24)));
		});
		assertThat(received.get(1).headers().get("authorization"))
			.isEqualTo(received.get(0).headers().get("authorization"))
			.isNotEqualTo(received.get(2).headers().get("authorization"));
	}

	@Test
	void ofTheMessagesWithOneIdentityADeviceThatWasOffReceivesTheLast() {
		Subscription subscription = this.service.subscribe();
		send(subscription, Senders.message("ses_1", 1, "one"));
		send(subscription, Senders.message("ses_2", 1, "other"));
		send(subscription, Senders.message("ses_1", 2, "two"));
		assertThat(this.service.stored(subscription)).extracting((message) -> body(message.content()))
			.containsExactly("other", "two");
	}

	@Test
	void aMessageThatIsSentAgainHasTheSameTopicAndIsSilent() {
		Subscription subscription = this.service.subscribe();
		Message message = Senders.message("ses_1", 1, "one");
		send(subscription, message);
		send(subscription, message.again());
		List<Received> received = this.service.received();
		assertThat(received.get(1).topic()).isEqualTo(received.get(0).topic());
		assertThat(received).extracting((sent) -> sent.content().at("/notification/silent").asBoolean())
			.containsExactly(false, true);
	}

	@Test
	void aMessageThatIsUselessByNowIsOnlyForDevicesThatAreOn() {
		Subscription subscription = this.service.subscribe();
		send(subscription, new Message("ses_1", 1, false, "Title", "", "/", "en", Map.of(), List.of(), Urgency.VERY_LOW,
				Senders.NOW.minusSeconds(10)));
		assertThat(this.service.received().getFirst().headers()).containsEntry("ttl", "0")
			.containsEntry("urgency", "very-low");
	}

	@ParameterizedTest(name = "the service accepts {0} bytes")
	@ValueSource(ints = { 4096, 1500 })
	void aLongTextIsShortenedUntilItFits(int most) {
		this.service.answer((message) -> Reply.of((message.body().length <= most) ? 201 : 413));
		Subscription subscription = this.service.subscribe();
		assertThat(send(subscription, Senders.message("ses_1", 1, "Å😀".repeat(3000)))).isEqualTo(new Delivered.Sent());
		Received received = this.service.received().getLast();
		assertThat(received.body().length).isBetween(most / 3, most);
		assertThat(body(received.content())).startsWith("Å😀Å😀").endsWith("…").doesNotContain("\uFFFD", "?");
	}

	@Test
	void aServiceThatAcceptsNoLengthIsGivenUp() {
		this.service.answer((message) -> Reply.of(413));
		assertThat(send(this.service.subscribe(), Senders.message("ses_1", 1, "one")))
			.isEqualTo(new Delivered.Refused());
		assertThat(this.service.received()).hasSizeBetween(2, 5);
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(ints = { 404, 410 })
	void aSubscriptionThatTheServiceDoesNotKnowIsGone(int status) {
		this.service.answer((message) -> Reply.of(status));
		assertThat(send(this.service.subscribe(), Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Gone());
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(ints = { 429, 503 })
	void aBusyServiceIsAskedAgainWhenItSays(int status) {
		this.service.answer((message) -> Reply.of(status).with("Retry-After", "120"));
		assertThat(send(this.service.subscribe(), Senders.message("ses_1", 1, "one")))
			.isEqualTo(new Delivered.Busy(Duration.ofSeconds(120)));
	}

	@Test
	void aTimeToWaitCanBeADate() {
		this.service.answer((message) -> Reply.of(503)
			.with("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME
				.format(senders.clock().instant().plusSeconds(90).atZone(ZoneOffset.UTC))));
		assertThat(send(this.service.subscribe(), Senders.message("ses_1", 1, "one")))
			.isEqualTo(new Delivered.Busy(Duration.ofSeconds(90)));
	}

	@Test
	void aServiceThatDoesNotAcceptTheContactIsReportedOnceAnHour(CapturedOutput output) {
		this.service
			.answer((message) -> new Reply("mailto:ops@example.org".equals(message.claims().getSubject()) ? 403 : 201,
					Map.of(), "BadJwtToken", Duration.ZERO));
		Subscription subscription = this.service.subscribe();
		double before = denied();
		for (int i = 0; i < 3; i++) {
			assertThat(send(subscription, Senders.message("ses_1", i, "one"))).isEqualTo(new Delivered.Refused());
		}
		assertThat(denied() - before).isEqualTo(3);
		assertThat(output.toString().lines().filter((line) -> line.contains("does not accept this server")))
			.singleElement()
			.asString()
			.contains("ERROR", this.service.origin(), "403", "BadJwtToken", "plenum.push.contact");
		assertThat(output.toString()).doesNotContain(subscription.endpoint());
	}

	@Test
	void redirectsAreNotFollowed() {
		Subscription other = this.service.subscribe();
		Subscription subscription = this.service.subscribe();
		this.service.answer((message) -> message.subscription().equals(other) ? Reply.of(201)
				: Reply.of(307).with("Location", other.endpoint()));
		assertThat(send(subscription, Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Refused());
		assertThat(this.service.received()).hasSize(1);
	}

	@Test
	void manyMessagesAtTheSameTimeArriveComplete() {
		List<Subscription> subscriptions = IntStream.range(0, 300).mapToObj((_) -> this.service.subscribe()).toList();
		assertThat(Flux.fromIterable(subscriptions)
			.flatMap((one) -> this.web.push().send(Senders.address(one), Senders.message("ses_1", 1, one.endpoint())),
					300)
			.collectList()
			.block(Senders.PATIENCE)).hasSize(300).containsOnly(new Delivered.Sent());
		assertThat(this.service.received()).hasSize(300)
			.allSatisfy((message) -> assertThat(body(message.content())).isEqualTo(message.subscription().endpoint()))
			.extracting(Received::subscription)
			.doesNotHaveDuplicates();
	}

	@Test
	void aSlowServiceCostsTheTimeLimitAndThenNothing() {
		this.service.answer((message) -> Reply.of(201).after(Duration.ofSeconds(20)));
		Subscription subscription = this.service.subscribe();
		assertThat(Flux.range(0, 20)
			.flatMap((i) -> this.web.push().send(Senders.address(subscription), Senders.message("ses_" + i, 1, "one")),
					20)
			.collectList()
			.block(Duration.ofSeconds(10))).hasSize(20).allMatch(Delivered.Busy.class::isInstance);
		this.service.forget();
		assertThat(send(subscription, Senders.message("ses_1", 2, "two")))
			.isEqualTo(new Delivered.Busy(Duration.ofSeconds(1)));
		assertThat(this.service.received()).isEmpty();
	}

	@Test
	void anUnreachableServiceIsTriedAgainAfterAPauseThatGrows() throws IOException {
		String origin;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			origin = "http://127.0.0.1:" + socket.getLocalPort();
		}
		Subscription subscription = this.service.subscribe();
		WebPushAddress address = new WebPushAddress(origin + "/push/1", subscription.p256dh(), subscription.auth());
		try (Web both = senders.web(Senders.settings("mailto:ops@example.org", origin, this.service.origin()))) {
			for (int i = 0; i < 5; i++) {
				assertThat(outcome(both, address)).isEqualTo(new Delivered.Busy(Duration.ofSeconds(30)));
			}
			assertThat(outcome(both, address)).isEqualTo(new Delivered.Busy(Duration.ofSeconds(1)));
			senders.wait(Duration.ofSeconds(1));
			assertThat(outcome(both, address)).isEqualTo(new Delivered.Busy(Duration.ofSeconds(30)));
			assertThat(outcome(both, address)).isEqualTo(new Delivered.Busy(Duration.ofSeconds(2)));
			assertThat(both.send(subscription, Senders.message("ses_1", 1, "others are not delayed")))
				.isEqualTo(new Delivered.Sent());
		}
	}

	@ParameterizedTest
	@CsvSource({ "201, true, Sent", "201, false, Sent", "410, true, Gone", "429, false, Busy" })
	void theStatusCountsAlsoIfTheBodyDoesNotEnd(int status, boolean endless, String outcome) {
		Flux<String> body = endless ? Flux.interval(Duration.ofMillis(50)).map((_) -> "x")
				: Flux.concat(Flux.just("x"), Flux.error(new IOException("cut off")));
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((_, response) -> response.status(status).sendString(body))
			.bindNow();
		String origin = "http://127.0.0.1:" + server.port();
		Subscription subscription = this.service.subscribe();
		try (Web other = senders.web(Senders.settings("mailto:ops@example.org", origin))) {
			Delivered delivered = outcome(other,
					new WebPushAddress(origin + "/push/1", subscription.p256dh(), subscription.auth()));
			assertThat(delivered.getClass().getSimpleName()).isEqualTo(outcome);
		}
		finally {
			server.disposeNow();
		}
	}

	@Test
	void aPrivateAddressIsNotReachedUnlessTheSettingsNameIt() {
		try (Web other = senders.web(Senders.settings("mailto:ops@example.org"))) {
			assertThat(other.send(this.service.subscribe(), Senders.message("ses_1", 1, "one")))
				.isInstanceOf(Delivered.Busy.class);
			assertThat(this.service.received()).isEmpty();
		}
	}

	@Test
	void aServiceThatOffersHttp2IsReachedOverIt() {
		TestCertificate certificate = TestCertificate.create();
		GenericSslContextSpec<SslContextBuilder> offered = Http2SslContextSpec.forServer(certificate.key(),
				certificate.certificate());
		GenericSslContextSpec<SslContextBuilder> trusting = Http2SslContextSpec.forClient()
			.configure((context) -> context.trustManager(InsecureTrustManagerFactory.INSTANCE)
				.endpointIdentificationAlgorithm(null));
		try (FakePushService secure = FakePushService
			.secure((server) -> server.protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
				.secure((tls) -> tls.sslContext(offered)));
				Web client = senders.web(Senders.settings("mailto:ops@example.org", secure.origin()),
						(http) -> http.secure((tls) -> tls.sslContext(trusting)))) {
			assertThat(client.send(secure.subscribe(), Senders.message("ses_1", 1, "one")))
				.isEqualTo(new Delivered.Sent());
			assertThat(secure.received()).singleElement()
				.satisfies((received) -> assertThat(received.httpVersion()).isEqualTo(2));
		}
	}

	private Delivered send(Subscription subscription, Message message) {
		return this.web.send(subscription, message);
	}

	private static Delivered outcome(Web web, WebPushAddress address) {
		return web.push()
			.send(address, Senders.message("ses_1", 1, "one"))
			.blockOptional(Senders.PATIENCE)
			.orElseThrow();
	}

	private static double denied() {
		return senders.meters.get("plenum.push.messages")
			.tag("service", "web")
			.tag("outcome", "denied")
			.counter()
			.count();
	}

	private static String body(JsonNode content) {
		return content.at("/notification/body").asString();
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
