package dev.plenum.push.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.PushNotificationHandlerFactory;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.UnregisteredDeviceTokenException;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import dev.plenum.push.content.Message;
import dev.plenum.push.delivery.Senders.Apps;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages to apps on Apple devices, received by the mock server of pushy.
 */
@org.junit.jupiter.api.Tag("slow")
class ApnsTests {

	private static final String TOKEN = "a1".repeat(32);

	private static final TestCertificate CERTIFICATE = TestCertificate.create();

	private static Senders senders;

	private static KeyPair key;

	private static MockApnsServer server;

	private static int port;

	private static volatile PushNotificationHandlerFactory handlers;

	@TempDir
	private Path directory;

	private final Queue<Received> received = new ConcurrentLinkedQueue<>();

	private Apps apps;

	@BeforeAll
	static void open() throws Exception {
		senders = new Senders();
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		key = generator.generateKeyPair();
		port = freePort();
		server = new MockApnsServerBuilder()
			.setServerCredentials(new X509Certificate[] { CERTIFICATE.certificate() }, CERTIFICATE.key(), null)
			.setHandlerFactory((session) -> (headers, payload) -> handlers.buildHandler(session)
				.handlePushNotification(headers, payload))
			.build();
		server.start(port).get(10, TimeUnit.SECONDS);
	}

	@AfterAll
	static void close() {
		server.shutdown();
		senders.close();
	}

	@AfterEach
	void stop() {
		if (this.apps != null) {
			this.apps.close();
		}
	}

	@Test
	void theDeviceReceivesAnAlert() throws Exception {
		start((session) -> record(null));
		Message message = Senders.message("ses_1", 3, "Flyttad till 10.15 i sal B");
		assertThat(send(message)).isEqualTo(new Delivered.Sent());
		Received received = this.received.element();
		assertThat(received.headers()).containsEntry("apns-topic", "org.example.conference")
			.containsEntry("apns-collapse-id", Tag.of(message))
			.containsEntry("apns-push-type", "alert")
			.containsEntry("apns-priority", "10")
			.containsEntry("apns-expiration", String.valueOf(message.usefulUntil().getEpochSecond()));
		assertThat(received.payload()).isEqualTo(JsonMapper.shared().readTree("""
				{"aps": {"alert": {"title": "Ändrad tid", "body": "Flyttad till 10.15 i sal B"},
				"interruption-level": "active", "sound": "default"}, "lang": "sv", "identity": "ses_1", "number": 3,
				"repeated": false, "path": "/sessions/ses_1", "content": {"type": "SESSION_MOVED"}}"""));
	}

	@Test
	void aMessageThatIsSentAgainIsSilentAndReplacesTheFirst() throws Exception {
		start((session) -> record(null));
		Message message = Senders.message("ses_1", 3, "one");
		send(message);
		send(message.again());
		assertThat(this.received).extracting((one) -> one.payload().path("aps").has("sound"))
			.containsExactly(true, false);
		assertThat(this.received).extracting((one) -> one.headers().get("apns-collapse-id"))
			.containsOnly(Tag.of(message));
	}

	@Test
	void theServerSignsWithTheConfiguredKey() throws Exception {
		ApnsVerificationKey known = new ApnsVerificationKey("KEY", "TEAM", (ECPublicKey) key.getPublic());
		start(new ValidatingPushNotificationHandlerFactory(Map.of("org.example.conference", Set.of(TOKEN)), Map.of(),
				Map.of("KEY", known), Map.of(known, Set.of("org.example.conference"))));
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Sent());
	}

	@Test
	void anotherKeyIsReported() throws Exception {
		start(new ValidatingPushNotificationHandlerFactory(Map.of("org.example.conference", Set.of(TOKEN)), Map.of(),
				Map.of(), Map.of()));
		double before = denied();
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Refused());
		assertThat(denied() - before).isEqualTo(1);
	}

	@Test
	void anAppThatIsUninstalledIsGone() throws Exception {
		start((session) -> (headers, payload) -> {
			throw new UnregisteredDeviceTokenException(Senders.NOW);
		});
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Gone());
	}

	@Test
	void aTokenThatIsNoneIsGone() throws Exception {
		start((session) -> record(RejectionReason.BAD_DEVICE_TOKEN));
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Gone());
	}

	@ParameterizedTest
	@EnumSource(names = { "TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "SHUTDOWN" })
	void aBusyServiceIsAskedLater(RejectionReason reason) throws Exception {
		start((session) -> record(reason));
		assertThat(send(Senders.message("ses_1", 1, "one"))).isInstanceOf(Delivered.Busy.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "BAD_TOPIC", "DEVICE_TOKEN_NOT_FOR_TOPIC", "BAD_PRIORITY", "INVALID_PROVIDER_TOKEN" })
	void aFaultOfTheServerDoesNotRemoveTheDevice(RejectionReason reason) throws Exception {
		start((session) -> record(reason));
		assertThat(send(Senders.message("ses_1", 1, "one"))).isEqualTo(new Delivered.Refused());
	}

	@Test
	void aLongTextIsShortenedUntilItFits() throws Exception {
		start((session) -> (headers, payload) -> {
			byte[] bytes = new byte[payload.readableBytes()];
			payload.getBytes(payload.readerIndex(), bytes);
			this.received.add(new Received(Map.of(), JsonMapper.shared().readTree(bytes)));
			if (bytes.length > 1500) {
				throw new RejectedNotificationException(RejectionReason.PAYLOAD_TOO_LARGE);
			}
		});
		assertThat(send(Senders.message("ses_1", 1, "å😀".repeat(3000)))).isEqualTo(new Delivered.Sent());
		assertThat(List.copyOf(this.received).getLast().payload().at("/aps/alert/body").asString()).startsWith("å😀å😀")
			.endsWith("…");
	}

	@Test
	void anUnreachableServerCostsLittle() throws Exception {
		this.apps = senders.apps(settings(key(), freePort()));
		for (int i = 0; i < 6; i++) {
			assertThat(send(Senders.message("ses_1", i, "one"))).isInstanceOf(Delivered.Busy.class);
		}
	}

	@Test
	void aFileThatIsNoKeyIsNamedAtTheStart() throws Exception {
		Path file = Files.writeString(this.directory.resolve("AuthKey.p8"), "no key");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> senders.apps(settings(file, 443)).close())
			.withMessageContaining("plenum.push.apns.key-file");
	}

	private void start(PushNotificationHandlerFactory answering) throws IOException {
		senders.reset();
		handlers = answering;
		this.apps = senders.apps(settings(key(), port),
				(client) -> client.setTrustedServerCertificateChain(CERTIFICATE.certificate())
					.setHostnameVerificationEnabled(false));
	}

	private PushNotificationHandler record(RejectionReason reason) {
		return (headers, payload) -> {
			Map<String, String> sent = new LinkedHashMap<>();
			headers.forEach((header) -> sent.put(header.getKey().toString(), header.getValue().toString()));
			this.received
				.add(new Received(sent, JsonMapper.shared().readTree(payload.toString(StandardCharsets.UTF_8))));
			if (reason != null) {
				throw new RejectedNotificationException(reason);
			}
		};
	}

	private Delivered send(Message message) {
		return this.apps.apns().send(new ApnsAddress(TOKEN), message).blockOptional(Senders.PATIENCE).orElseThrow();
	}

	private Path key() throws IOException {
		return Files.writeString(this.directory.resolve("AuthKey_KEY.p8"),
				"-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded())
						+ "\n-----END PRIVATE KEY-----\n");
	}

	private static PushSettings settings(Path key, int port) {
		return Senders.settings(
				new PushSettings.Apns(key, "KEY", "TEAM", "org.example.conference", "localhost:" + port),
				new PushSettings.Fcm(null, "https://fcm.googleapis.com"));
	}

	private static double denied() {
		return senders.meters.get("plenum.push.messages")
			.tag("service", "apns")
			.tag("outcome", "denied")
			.counter()
			.count();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * A message that arrived.
	 *
	 * @param headers its headers
	 * @param payload its content
	 */
	private record Received(Map<String, String> headers, JsonNode payload) {
	}

}
