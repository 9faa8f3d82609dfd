package dev.plenum.platform.security;

import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.util.StringUtils;

/**
 * Decodes and validates a token. It must be an access token with a valid signature, type,
 * issuer, audience, subject and expiry. Times are compared with a tolerance of 60 s.
 * <p>
 * The server's own tokens are accepted beside those of the issuer. The claim {@code iss}
 * decides which keys and rules apply, so that neither can sign for the other. Only own
 * tokens have a subject with the reserved prefix.
 */
final class TokenDecoder implements ReactiveJwtDecoder {

	private static final Duration CHECKED_FOR = Duration.ofMinutes(5);

	/** In bytes. */
	private static final long MOST_MEMORY = 64 * 1024 * 1024;

	/** The memory of a checked token without its texts, in bytes. */
	private static final int CHECKED = 3000;

	/** The number of copies of a token's text in memory, complete or in parts. */
	private static final int COPIES = 5;

	private final NimbusReactiveJwtDecoder decoder;

	private final Function<SignedJWT, Flux<JWK>> keys;

	private final OAuth2TokenValidator<Jwt> validator;

	/**
	 * Tokens whose signature was verified. Their time and the issuer's keys are checked
	 * again on each use.
	 */
	private final Cache<String, Checked> checked = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumWeight(MOST_MEMORY)
		.weigher((String token, Checked known) -> CHECKED + COPIES * token.length())
		.expireAfterWrite(CHECKED_FOR)
		.build();

	/**
	 * Creates a decoder for the tokens of one issuer, and for the server's own tokens.
	 * @param issuerKeys finds the issuer's keys that may have signed a token; an error
	 * means that they are not available now
	 * @param ownKeys finds the server's own key that may have signed a token
	 * @param issuer the value of the claim {@code iss}
	 * @param audience the value that the claim {@code aud} must contain
	 */
	TokenDecoder(Function<SignedJWT, Flux<JWK>> issuerKeys, Function<SignedJWT, Flux<JWK>> ownKeys, String issuer,
			String audience) {
		this.keys = (token) -> OwnTokens.isOwn(token) ? ownKeys.apply(token) : issuerKeys.apply(token);
		Signatures signatures = new Signatures();
		this.decoder = NimbusReactiveJwtDecoder.withJwkSource(this.keys).jwtProcessorCustomizer((processor) -> {
			processor.setJWSKeySelector(signatures);
			processor.setJWSVerifierFactory(signatures);
		}).build();
		OAuth2TokenValidator<Jwt> issuers = new DelegatingOAuth2TokenValidator<>(new JwtIssuerValidator(issuer),
				audience(audience), OwnTokens.reservedSubjects(), new AccessTokens());
		OAuth2TokenValidator<Jwt> own = OwnTokens.validator();
		this.validator = new DelegatingOAuth2TokenValidator<>(type(), time(), subject(),
				(token) -> (OwnTokens.isOwn(token) ? own : issuers).validate(token));
		this.decoder.setJwtValidator(this.validator);
	}

	/**
	 * Decodes and validates a token.
	 * @param token the encoded token
	 * @return the token's claims; the error
	 * {@link org.springframework.security.oauth2.jwt.BadJwtException} if the token is
	 * invalid, or another {@link JwtException} if it cannot be checked now
	 */
	@Override
	public Mono<Jwt> decode(String token) {
		return Mono.defer(() -> {
			Checked known = this.checked.getIfPresent(token);
			return (known == null || this.validator.validate(known.jwt()).hasErrors()) ? check(token)
					: keysOf(known.signed())
						.flatMap((now) -> now.equals(known.keys()) ? Mono.just(known.jwt()) : check(token));
		})
			.onErrorMap(IllegalStateException.class,
					(ex) -> new JwtException("The issuer does not answer, and the token is signed by a new key.", ex));
	}

	private Mono<List<JWK>> keysOf(SignedJWT token) {
		return this.keys.apply(token)
			.collectList()
			.onErrorMap((ex) -> new IllegalStateException("The keys are not available now", ex));
	}

	/**
	 * Checks a token and remembers it together with the keys that matched its header, so
	 * that it is checked again when these keys change.
	 */
	private Mono<Jwt> check(String token) {
		SignedJWT signed;
		try {
			signed = SignedJWT.parse(token);
		}
		catch (ParseException ex) {
			return this.decoder.decode(token);
		}
		return keysOf(signed).flatMap((known) -> this.decoder.decode(token)
			.doOnNext((jwt) -> this.checked.put(token, new Checked(jwt, signed, known))));
	}

	private static OAuth2TokenValidator<Jwt> type() {
		JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
		type.setAllowEmpty(true);
		return type;
	}

	private static OAuth2TokenValidator<Jwt> time() {
		JwtTimestampValidator time = new JwtTimestampValidator();
		time.setAllowEmptyExpiryClaim(false);
		return time;
	}

	static OAuth2TokenValidator<Jwt> audience(String audience) {
		OAuth2TokenValidatorResult refused = OAuth2TokenValidatorResult
			.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN,
					"its aud claim must contain " + audience + ", the audience of this server", null));
		return (token) -> (token.getAudience() != null && token.getAudience().contains(audience))
				? OAuth2TokenValidatorResult.success() : refused;
	}

	private static OAuth2TokenValidator<Jwt> subject() {
		return new JwtClaimValidator<String>(JwtClaimNames.SUB, StringUtils::hasText);
	}

	/**
	 * A token whose signature was verified.
	 *
	 * @param jwt its claims
	 * @param signed the token
	 * @param keys the issuer's keys that matched its header
	 */
	private record Checked(Jwt jwt, SignedJWT signed, List<JWK> keys) {
	}

}
