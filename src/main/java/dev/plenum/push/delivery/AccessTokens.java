package dev.plenum.push.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import dev.plenum.push.delivery.PushClient.Content;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The access token of a service account of Google. It is requested once for all messages,
 * and again before it expires. If Google gives none, it is asked again after a minute.
 */
final class AccessTokens {

	private static final Duration RESERVE = Duration.ofMinutes(5);

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final ServiceAccount account;

	private final PushClient client;

	private final InstantSource clock;

	private final Mono<AccessToken> current;

	private volatile @Nullable String rejected;

	AccessTokens(ServiceAccount account, PushClient client, InstantSource clock) {
		this.account = account;
		this.client = client;
		this.clock = clock;
		this.current = Mono.defer(this::requested).cacheInvalidateIf((token) -> !isUsable(token));
	}

	/**
	 * The account that the tokens are for.
	 */
	ServiceAccount account() {
		return this.account;
	}

	/**
	 * The current token.
	 * @return the token, or the answer of Google that contains none
	 */
	Mono<AccessToken> get() {
		return this.current;
	}

	/**
	 * Does not use a token any more.
	 * @param token a token that was rejected
	 */
	void reject(AccessToken token) {
		this.rejected = token.text();
	}

	private boolean isUsable(AccessToken token) {
		return this.clock.instant().isBefore(token.until()) && !token.text().equals(this.rejected);
	}

	private Mono<AccessToken> requested() {
		Mono<Content> content = Mono
			.fromCallable(() -> ("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
					+ URLEncoder.encode(this.account.assertion(this.clock.instant()), StandardCharsets.UTF_8))
				.getBytes(StandardCharsets.UTF_8))
			.subscribeOn(Schedulers.boundedElastic())
			.map((form) -> new Content(Map.of("Content-Type", "application/x-www-form-urlencoded"), form));
		return this.client.post(this.account.tokens(), true, content).map(this::token);
	}

	private AccessToken token(Answer answer) {
		Instant now = this.clock.instant();
		if (answer.isSuccess()) {
			try {
				JsonNode json = JsonMapper.shared().readTree(answer.text());
				Duration lifetime = Duration.ofSeconds(json.path("expires_in").asLong(0)).minus(RESERVE);
				return new AccessToken(json.path("access_token").asString(""), answer, now.plus(lifetime));
			}
			catch (JacksonException ex) {
				return new AccessToken("", Answer.none("the answer of Google contains no token"), now.plus(PAUSE));
			}
		}
		return new AccessToken("", answer, now.plus(answer.isOutage() ? Duration.ZERO : PAUSE));
	}

	/**
	 * A token, or why there is none.
	 *
	 * @param text the token; empty if there is none
	 * @param answer the answer of Google
	 * @param until when to ask again
	 */
	record AccessToken(String text, Answer answer, Instant until) {
	}

}
