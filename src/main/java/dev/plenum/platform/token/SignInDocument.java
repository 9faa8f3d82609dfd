package dev.plenum.platform.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in as it is stored: a family of refresh tokens that follow each other. No token
 * is stored; each is derived from its number in the family.
 *
 * @param id its id, which contains the event
 * @param eventId the event in which its access tokens are valid
 * @param version the number of writes
 * @param subject who signed in
 * @param kind what its access tokens are for, such as {@code ticket}
 * @param grant what permitted the sign-in, such as the generation of a ticket code
 * @param claims further claims of its access tokens
 * @param device how the device calls itself; null if it gave no name
 * @param number the number of the newest refresh token, which begins at 1
 * @param uses when refresh tokens or the access tokens that were issued with them were
 * used first, the last few
 * @param begunAt when it began
 * @param refreshedAt when a new refresh token was issued last
 * @param expiresAt when its refresh tokens expire
 * @param revokedAt when it was revoked; null while it is valid
 */
public record SignInDocument(@BsonId String id, String eventId, long version, String subject, String kind, String grant,
		Map<String, String> claims, @Nullable String device, int number, List<Use> uses, Instant begunAt,
		Instant refreshedAt, Instant expiresAt, @Nullable Instant revokedAt) {

	static final String ID_PREFIX = "sgn";

	/** How long after the first use of its successor a refresh token still returns it. */
	static final Duration TOLERANCE = Duration.ofSeconds(60);

	public SignInDocument {
		claims = Lists.orEmpty(claims);
		uses = Lists.orEmpty(uses);
	}

	/**
	 * Whether it can still be refreshed.
	 * @param now the present
	 * @return false if it was revoked or has expired
	 */
	public boolean isValidAt(Instant now) {
		return this.revokedAt == null && now.isBefore(this.expiresAt);
	}

	/**
	 * Decides what the use of a refresh token results in. The newest one is followed by
	 * another. An earlier one returns its successor, which may have been lost on the way
	 * to the device, until {@link #TOLERANCE} after the successor was used.
	 * @param used the number of the refresh token
	 * @param now the present
	 * @return the decision
	 */
	Decision decide(int used, Instant now) {
		if (used >= this.number) {
			return Decision.ADVANCE;
		}
		boolean returned = this.uses.stream()
			.filter((use) -> use.number() == used + 1)
			.findFirst()
			.map((use) -> !now.isAfter(use.at().plus(TOLERANCE)))
			.orElse(used + 1 == this.number);
		return returned ? Decision.REPEAT : Decision.REVOKE;
	}

	/** What the use of a refresh token results in. */
	enum Decision {

		/** The next refresh token is issued. */
		ADVANCE,

		/** The same successor is returned again. */
		REPEAT,

		/** Somebody else has the token: the whole sign-in is revoked. */
		REVOKE

	}

	/**
	 * The first use of a refresh token, or of an access token that was issued with it.
	 *
	 * @param number the number of the refresh token
	 * @param at when it was used
	 */
	public record Use(int number, Instant at) {
	}

}
