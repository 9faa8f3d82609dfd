package dev.plenum.platform.token;

import java.time.Duration;

import com.nimbusds.jose.jwk.JWK;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Publishes the public keys at {@code /.well-known/jwks.json}, and each at an address of
 * its own, which Open Badges name. A new key is published a week before it signs, so that
 * an answer can be kept for an hour.
 */
final class KeySetHandler {

	private static final MediaType TYPE = MediaType.parseMediaType("application/jwk-set+json");

	private static final MediaType SINGLE = MediaType.parseMediaType("application/jwk+json");

	private final SigningKeys keys;

	KeySetHandler(SigningKeys keys) {
		this.keys = keys;
	}

	Mono<ServerResponse> key(ServerRequest request) {
		JWK key = this.keys.published().getKeyByKeyId(request.pathVariable("id"));
		return (key == null) ? ServerResponse.notFound().build()
				: ServerResponse.ok()
					.contentType(SINGLE)
					.cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
					.bodyValue(key.toJSONString());
	}

	Mono<ServerResponse> keys(ServerRequest request) {
		return ServerResponse.ok()
			.contentType(TYPE)
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
			.bodyValue(this.keys.published().toString());
	}

}
