package dev.plenum.platform.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Issues the server's own access tokens. Each is valid in one event only. Its subject
 * begins with {@link #PREFIX}, which no token of another issuer may have.
 */
@Component
public final class TokenIssuer {

	/** The claim {@code iss} of the server's own tokens. */
	public static final String ISSUER = "plenum";

	/** The claim {@code aud} of the server's own tokens. */
	public static final String AUDIENCE = "plenum";

	/** The header {@code typ} of the server's own access tokens (RFC 9068). */
	public static final String ACCESS_TOKEN = "at+jwt";

	/** The beginning of every subject of the server's own tokens. */
	public static final String PREFIX = "plenum:";

	/** The beginning of the subject of a participant. */
	public static final String TICKET = PREFIX + "ticket:";

	/** The beginning of the subject of a paired screen. */
	public static final String SCREEN = PREFIX + "screen:";

	/** The claim with the id of the event in which a token is valid. */
	public static final String EVENT = "event";

	/** The claim that says what a token is for, such as {@code ticket}. */
	public static final String KIND = "kind";

	private final SigningKeys keys;

	private final InstantSource clock;

	TokenIssuer(SigningKeys keys, InstantSource clock) {
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Whether a subject belongs to the server's own tokens.
	 * @param subject any subject; null for none
	 * @return true if it begins with {@link #PREFIX}
	 */
	public static boolean isReserved(@Nullable String subject) {
		return subject != null && subject.startsWith(PREFIX);
	}

	/**
	 * Issues an access token.
	 * @param subject the subject, which begins with {@link #PREFIX}
	 * @param eventId the event in which the token is valid
	 * @param kind what the token is for, such as {@code ticket}
	 * @param validity how long the token is valid
	 * @param claims further claims; a claim whose value is null is left out
	 * @return the encoded token
	 */
	public Mono<String> issue(String subject, String eventId, String kind, Duration validity,
			Map<String, ? extends @Nullable Object> claims) {
		return Mono.fromCallable(() -> {
			if (!isReserved(subject)) {
				throw new IllegalArgumentException("a subject of an own token must begin with " + PREFIX);
			}
			Instant now = this.clock.instant();
			JWTClaimsSet.Builder all = new JWTClaimsSet.Builder().issuer(ISSUER)
				.audience(AUDIENCE)
				.subject(subject)
				.jwtID(UUID.randomUUID().toString())
				.claim(EVENT, eventId)
				.claim(KIND, kind)
				.issueTime(Date.from(now))
				.expirationTime(Date.from(now.plus(validity)));
			claims.forEach(all::claim);
			return this.keys.sign(ACCESS_TOKEN, all.build());
		});
	}

}
