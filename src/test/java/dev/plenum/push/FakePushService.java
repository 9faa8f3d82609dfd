package dev.plenum.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A push service of browsers (RFC 8030) together with its browsers: it accepts messages,
 * and decrypts them with the private key of the subscription, independently of the code
 * under test. It runs without TLS on a free port of 127.0.0.1; a server accepts its
 * endpoints if {@code plenum.push.services} contains its {@link #origin()}.
 */
public final class FakePushService implements AutoCloseable {

	private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

	private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

	private final Queue<Received> received = new ConcurrentLinkedQueue<>();

	private final DisposableServer server;

	private final String scheme;

	private volatile Function<Received, Reply> behaviour = (message) -> Reply.of(201);

	private FakePushService(String scheme, UnaryOperator<HttpServer> settings) {
		this.scheme = scheme;
		this.server = settings.apply(HttpServer.create().host("127.0.0.1").port(0))
			.route((routes) -> routes.post("/push/{id}", this::receive))
			.bindNow();
	}

	/**
	 * Starts a push service that answers 201 to every message.
	 * @return the push service
	 */
	public static FakePushService start() {
		return new FakePushService("http", UnaryOperator.identity());
	}

	/**
	 * Starts a push service with other settings of the server, such as TLS.
	 * @param settings changes the server
	 * @return the push service
	 */
	public static FakePushService secure(UnaryOperator<HttpServer> settings) {
		return new FakePushService("https", settings);
	}

	/**
	 * The origin of its endpoints.
	 * @return such as {@code http://127.0.0.1:40123}
	 */
	public String origin() {
		return this.scheme + "://127.0.0.1:" + this.server.port();
	}

	/**
	 * Creates a subscription, as a browser does.
	 * @return the subscription
	 */
	public Subscription subscribe() {
		Subscription subscription = new Subscription(origin() + "/push/" + UUID.randomUUID());
		this.subscriptions.put(subscription.id(), subscription);
		return subscription;
	}

	/**
	 * Changes what messages are answered with from now on.
	 * @param behaviour the reply to a message
	 */
	public void answer(Function<Received, Reply> behaviour) {
		this.behaviour = behaviour;
	}

	/**
	 * Every message that arrived, in order, whatever it was answered with.
	 * @return the messages
	 */
	public List<Received> received() {
		return List.copyOf(this.received);
	}

	/**
	 * The number of messages that arrived.
	 * @return the number
	 */
	public int count() {
		return this.received.size();
	}

	/**
	 * The messages that a device receives which was off: of all that were accepted, the
	 * last one with each topic, in the order of their arrival.
	 * @param subscription the subscription of the device
	 * @return the messages
	 */
	public List<Received> stored(Subscription subscription) {
		Map<String, Received> stored = new LinkedHashMap<>();
		for (Received message : this.received) {
			if (message.subscription().equals(subscription) && message.reply().status() / 100 == 2) {
				String topic = Objects.requireNonNullElse(message.headers().get("topic"), "none " + stored.size());
				stored.remove(topic);
				stored.put(topic, message);
			}
		}
		return new ArrayList<>(stored.values());
	}

	/**
	 * Forgets the messages that arrived.
	 */
	public void forget() {
		this.received.clear();
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
	}

	private Mono<Void> receive(HttpServerRequest request, HttpServerResponse response) {
		Subscription subscription = this.subscriptions.get(request.param("id"));
		if (subscription == null) {
			return response.status(404).send();
		}
		Map<String, String> headers = new LinkedHashMap<>();
		request.requestHeaders()
			.forEach((header) -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
		return request.receive().aggregate().asByteArray().defaultIfEmpty(new byte[0]).flatMap((body) -> {
			Received draft = new Received(subscription, headers, body, request.version().majorVersion(), Instant.now(),
					Reply.of(0));
			Reply reply = this.behaviour.apply(draft);
			this.received.add(draft.answered(reply));
			reply.headers().forEach(response::header);
			return Mono.delay(reply.delay())
				.then(Mono.defer(() -> response.status(reply.status()).sendString(Mono.just(reply.body())).then()));
		});
	}

	/**
	 * A subscription with its private key.
	 */
	public static final class Subscription {

		private final String endpoint;

		private final KeyPair keys = keyPair();

		private final byte[] auth = new byte[16];

		Subscription(String endpoint) {
			this.endpoint = endpoint;
			new SecureRandom().nextBytes(this.auth);
		}

		/**
		 * The URL of the subscription at its push service.
		 * @return the URL
		 */
		public String endpoint() {
			return this.endpoint;
		}

		/**
		 * The public key, as a browser returns it.
		 * @return 65 bytes in base64url
		 */
		public String p256dh() {
			return BASE64URL.encodeToString(point((ECPublicKey) this.keys.getPublic()));
		}

		/**
		 * The authentication secret, as a browser returns it.
		 * @return 16 bytes in base64url
		 */
		public String auth() {
			return BASE64URL.encodeToString(this.auth);
		}

		String id() {
			return this.endpoint.substring(this.endpoint.lastIndexOf('/') + 1);
		}

		/** RFC 8188 and RFC 8291, with one record. */
		private byte[] decrypt(byte[] message) throws GeneralSecurityException, JOSEException {
			ByteBuffer buffer = ByteBuffer.wrap(message);
			byte[] salt = next(buffer, 16);
			int recordSize = buffer.getInt();
			byte[] sender = next(buffer, buffer.get());
			byte[] encrypted = next(buffer, buffer.remaining());
			if (sender.length != 65 || encrypted.length > recordSize) {
				throw new GeneralSecurityException("not one record with the key of its sender");
			}
			KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
			agreement.init(this.keys.getPrivate());
			agreement.doPhase(key(sender).toPublicKey(), true);
			byte[] info = bytes("WebPush: info\0".getBytes(StandardCharsets.US_ASCII),
					point((ECPublicKey) this.keys.getPublic()), sender);
			SecretKey input = derive(this.auth, new SecretKeySpec(agreement.generateSecret(), "Generic"), info, 32);
			byte[] key = derive(salt, input, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16)
				.getEncoded();
			byte[] nonce = derive(salt, input, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12)
				.getEncoded();
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
			byte[] padded = cipher.doFinal(encrypted);
			int end = padded.length - 1;
			while (padded[end] == 0) {
				end--;
			}
			if (padded[end] != 2) {
				throw new GeneralSecurityException("not the last record");
			}
			return Arrays.copyOf(padded, end);
		}

		private static SecretKey derive(byte[] salt, SecretKey input, byte[] info, int length)
				throws GeneralSecurityException {
			return KDF.getInstance("HKDF-SHA256")
				.deriveKey("Generic",
						HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(input).thenExpand(info, length));
		}

		private static KeyPair keyPair() {
			try {
				KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
				generator.initialize(new ECGenParameterSpec("secp256r1"));
				return generator.generateKeyPair();
			}
			catch (GeneralSecurityException ex) {
				throw new AssertionError(ex);
			}
		}

		private static byte[] point(ECPublicKey key) {
			ECKey jwk = new ECKey.Builder(Curve.P_256, key).build();
			return bytes(new byte[] { 4 }, jwk.getX().decode(), jwk.getY().decode());
		}

		private static byte[] next(ByteBuffer buffer, int length) {
			byte[] bytes = new byte[length];
			buffer.get(bytes);
			return bytes;
		}

		private static byte[] bytes(byte[]... parts) {
			ByteBuffer buffer = ByteBuffer.allocate(Arrays.stream(parts).mapToInt((part) -> part.length).sum());
			Arrays.stream(parts).forEach(buffer::put);
			return buffer.array();
		}

	}

	/**
	 * What a message is answered with.
	 *
	 * @param status the HTTP status
	 * @param headers the headers
	 * @param body the body
	 * @param delay the time before the answer
	 */
	public record Reply(int status, Map<String, String> headers, String body, Duration delay) {

		/**
		 * An answer without anything but its status.
		 * @param status the HTTP status
		 * @return the answer
		 */
		public static Reply of(int status) {
			return new Reply(status, Map.of(), "", Duration.ZERO);
		}

		/**
		 * Adds a header.
		 * @param name its name
		 * @param value its value
		 * @return the answer
		 */
		public Reply with(String name, String value) {
			return new Reply(this.status, Map.of(name, value), this.body, this.delay);
		}

		/**
		 * Delays the answer.
		 * @param time the time before it
		 * @return the answer
		 */
		public Reply after(Duration time) {
			return new Reply(this.status, this.headers, this.body, time);
		}

	}

	/**
	 * A message that arrived.
	 *
	 * @param subscription its receiver
	 * @param headers its headers, by their names in lower case
	 * @param body its body, encrypted
	 * @param httpVersion 1 or 2
	 * @param at when it arrived
	 * @param reply what it was answered with
	 */
	public record Received(Subscription subscription, Map<String, String> headers, byte[] body, int httpVersion,
			Instant at, Reply reply) {

		Received answered(Reply with) {
			return new Received(this.subscription, this.headers, this.body, this.httpVersion, this.at, with);
		}

		/**
		 * Decrypts the message.
		 * @return the JSON that the service worker receives
		 */
		public JsonNode content() {
			try {
				return JsonMapper.shared().readTree(this.subscription.decrypt(this.body));
			}
			catch (GeneralSecurityException | JOSEException ex) {
				throw new AssertionError("The message cannot be decrypted", ex);
			}
		}

		/**
		 * The name by which newer messages replace it.
		 * @return the header {@code Topic}; null if there is none
		 */
		public @Nullable String topic() {
			return this.headers.get("topic");
		}

		/**
		 * The public key of the server that sent the message (VAPID).
		 * @return 65 bytes in base64url
		 */
		public String key() {
			return credential("k");
		}

		/**
		 * Verifies the signature of the server's token, and returns what it claims.
		 * @return the claims
		 */
		public JWTClaimsSet claims() {
			try {
				SignedJWT token = SignedJWT.parse(credential("t"));
				if (!token.verify(new ECDSAVerifier(FakePushService.key(Base64URL.from(key()).decode())))) {
					throw new AssertionError("The signature of the token is not that of the key");
				}
				return token.getJWTClaimsSet();
			}
			catch (JOSEException | ParseException ex) {
				throw new AssertionError(ex);
			}
		}

		private String credential(String name) {
			String header = String.valueOf(this.headers.get("authorization"));
			return Arrays.stream(header.replaceFirst("^vapid ", "").split(","))
				.map(String::strip)
				.filter((part) -> part.startsWith(name + "="))
				.findFirst()
				.map((part) -> part.substring(2))
				.orElseThrow(() -> new AssertionError("No " + name + " in " + header));
		}

	}

	private static ECKey key(byte[] point) {
		return new ECKey.Builder(Curve.P_256, Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
				Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
			.build();
	}

}
