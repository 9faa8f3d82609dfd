package dev.plenum.push.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.netty.handler.codec.http.QueryStringDecoder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Firebase Cloud Messaging, and the accounts of Google that issue its access tokens.
 */
final class FakeFcm implements AutoCloseable {

	private static final KeyPair KEY = keyPair();

	static final Reply ACCEPTED = new Reply(200, Map.of(), "{\"name\": \"projects/conference/messages/1\"}");

	final Queue<JWTClaimsSet> assertions = new ConcurrentLinkedQueue<>();

	final Queue<JsonNode> received = new ConcurrentLinkedQueue<>();

	private final DisposableServer server = HttpServer.create()
		.host("127.0.0.1")
		.port(0)
		.route((routes) -> routes.post("/token", (request,
				response) -> request.receive().aggregate().asString().flatMap((form) -> send(response, token(form))))
			.post("/v1/projects/conference/messages:send",
					(request, response) -> request.receive().aggregate().asString().flatMap((body) -> {
						JsonNode message = JsonMapper.shared().readTree(body);
						this.received.add(message);
						return send(response, this.behaviour
							.apply(String.valueOf(request.requestHeaders().get("authorization")), message));
					})))
		.bindNow();

	volatile BiFunction<String, JsonNode, Reply> behaviour = (authorization, message) -> ACCEPTED;

	volatile Supplier<Reply> accounts = () -> new Reply(200, Map.of(), """
			{"access_token": "token-%d", "expires_in": 3599, "token_type": "Bearer"}"""
		.formatted(this.assertions.size()));

	String origin() {
		return "http://127.0.0.1:" + this.server.port();
	}

	Path serviceAccount(Path directory) {
		String pem = "-----BEGIN PRIVATE KEY-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(KEY.getPrivate().getEncoded())
				+ "\n-----END PRIVATE KEY-----\n";
		String json = JsonMapper.shared()
			.writeValueAsString(Map.of("type", "service_account", "project_id", "conference", "private_key_id", "k1",
					"private_key", pem, "client_email", "push@conference.iam.gserviceaccount.com", "token_uri",
					origin() + "/token"));
		try {
			return Files.writeString(directory.resolve("account.json"), json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** An error in the format of Google. */
	static Reply error(int status, String code, String message) {
		return new Reply(status, Map.of(), JsonMapper.shared()
			.writeValueAsString(Map
				.of("error", Map.of("code", status, "message", message, "status", code, "details", List
					.of(Map.of("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode", code))))));
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
	}

	private Reply token(String form) {
		Map<String, List<String>> fields = new QueryStringDecoder(form, StandardCharsets.UTF_8, false).parameters();
		try {
			SignedJWT assertion = SignedJWT.parse(fields.get("assertion").getFirst());
			if (!fields.get("grant_type").equals(List.of("urn:ietf:params:oauth:grant-type:jwt-bearer"))
					|| !assertion.verify(new RSASSAVerifier((RSAPublicKey) KEY.getPublic()))) {
				return new Reply(400, Map.of(), "{\"error\": \"invalid_grant\"}");
			}
			this.assertions.add(assertion.getJWTClaimsSet());
			return this.accounts.get();
		}
		catch (ParseException | JOSEException ex) {
			return new Reply(400, Map.of(), "{\"error\": \"invalid_request\"}");
		}
	}

	private static Mono<Void> send(HttpServerResponse response, Reply reply) {
		reply.headers().forEach(response::header);
		return response.status(reply.status()).sendString(Mono.just(reply.body())).then();
	}

	private static KeyPair keyPair() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	record Reply(int status, Map<String, String> headers, String body) {
	}

}
