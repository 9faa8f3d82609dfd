package dev.plenum.push.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.springframework.stereotype.Component;

/**
 * The tokens by which this server identifies itself to the push services of browsers. One
 * token for each service is used for half of its lifetime.
 */
@Component
final class VapidTokens {

	private static final Duration LIFETIME = Duration.ofHours(12);

	private static final Duration USE = LIFETIME.dividedBy(2);

	private static final int MOST_SERVICES = 1000;

	private final PushKey key;

	private final Contact contact;

	private final InstantSource clock;

	private final Cache<String, Token> tokens = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumSize(MOST_SERVICES)
		.build();

	VapidTokens(PushKey key, Contact contact, InstantSource clock) {
		this.key = key;
		this.contact = contact;
		this.clock = clock;
	}

	/**
	 * The value of the header {@code Authorization} for one push service.
	 * @param origin the origin of the service
	 * @return the header's value
	 */
	String authorization(String origin) {
		Instant now = this.clock.instant();
		Token token = this.tokens.asMap()
			.compute(origin, (_, known) -> (known != null && known.isUsable(now)) ? known : signed(origin, now));
		return "vapid t=%s, k=%s".formatted(token.text(), this.key.publicKey());
	}

	private Token signed(String origin, Instant now) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().audience(origin)
			.expirationTime(Date.from(now.plus(LIFETIME)));
		this.contact.value().ifPresent(claims::subject);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build(),
				claims.build());
		try {
			token.sign(new ECDSASigner(this.key.pair()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return new Token(token.serialize(), now);
	}

	private record Token(String text, Instant issuedAt) {

		/** Not before it was issued either: a clock can be set back. */
		boolean isUsable(Instant now) {
			return !now.isBefore(this.issuedAt) && now.isBefore(this.issuedAt.plus(USE));
		}

	}

}
