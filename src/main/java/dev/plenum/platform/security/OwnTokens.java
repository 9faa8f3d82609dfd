package dev.plenum.platform.security;

import java.text.ParseException;
import java.time.Duration;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.plenum.platform.token.RefreshTokens;
import dev.plenum.platform.token.SigningKeys;
import dev.plenum.platform.token.TokenIssuer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * The rules for the server's own tokens, and the note of their first use.
 */
final class OwnTokens {

	private static final Logger log = LoggerFactory.getLogger(OwnTokens.class);

	private static final int MOST_NOTED = 100_000;

	private final SigningKeys keys;

	private final RefreshTokens refreshTokens;

	/** The tokens whose use this server has noted, by their {@code jti}. */
	private final Cache<String, Boolean> noted = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumSize(MOST_NOTED)
		.expireAfterWrite(RefreshTokens.ACCESS.plus(Duration.ofMinutes(2)))
		.build();

	OwnTokens(SigningKeys keys, RefreshTokens refreshTokens) {
		this.keys = keys;
		this.refreshTokens = refreshTokens;
	}

	/**
	 * The key that may have signed an own token.
	 */
	Flux<JWK> keys(SignedJWT token) {
		String keyId = token.getHeader().getKeyID();
		return (keyId != null) ? this.keys.verifying(keyId) : Flux.empty();
	}

	/**
	 * Notes the first use of an access token in the background: it shows that the refresh
	 * token that was issued with it has arrived.
	 */
	void noteUse(Jwt token) {
		String signIn = token.getClaimAsString(RefreshTokens.SIGN_IN);
		if (signIn == null || !isOwn(token)
				|| this.noted.asMap().putIfAbsent(Objects.requireNonNull(token.getId()), true) != null) {
			return;
		}
		this.refreshTokens.used(signIn, Objects.requireNonNull(token.<Number>getClaim(RefreshTokens.NUMBER)).intValue())
			.subscribe((_) -> {
			}, (ex) -> {
				this.noted.invalidate(Objects.requireNonNull(token.getId()));
				log.debug("The use of a token of {} cannot be noted", signIn, ex);
			});
	}

	static boolean isOwn(SignedJWT token) {
		try {
			return TokenIssuer.ISSUER.equals(token.getJWTClaimsSet().getIssuer());
		}
		catch (ParseException ex) {
			return false;
		}
	}

	static boolean isOwn(Jwt token) {
		return TokenIssuer.ISSUER.equals(token.getClaimAsString(JwtClaimNames.ISS));
	}

	/**
	 * What must be true of an own token, whose signature and times are checked elsewhere.
	 * What the same keys sign for other purposes is not an access token.
	 */
	static OAuth2TokenValidator<Jwt> validator() {
		return new DelegatingOAuth2TokenValidator<>(TokenDecoder.audience(TokenIssuer.AUDIENCE),
				(token) -> result(
						TokenIssuer.ACCESS_TOKEN.equals(token.getHeaders().get(JoseHeaderNames.TYP))
								&& TokenIssuer.isReserved(token.getSubject()) && token.hasClaim(TokenIssuer.EVENT),
						"This is not an access token of Plenum."));
	}

	/**
	 * Refuses tokens of the issuer whose subject belongs to own tokens.
	 */
	static OAuth2TokenValidator<Jwt> reservedSubjects() {
		return (token) -> result(!TokenIssuer.isReserved(token.getSubject()),
				"its sub claim begins with " + TokenIssuer.PREFIX + ", which is reserved for tokens of Plenum");
	}

	private static OAuth2TokenValidatorResult result(boolean valid, String reason) {
		return valid ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, reason, null));
	}

}
