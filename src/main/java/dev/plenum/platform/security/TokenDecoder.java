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
 * Checks a token: its signature by one of the given keys, its type, its time with 60 s of
 * skew, its issuer, its audience, that it names a subject and an end, and that it is an
 * access token.
 */
final class TokenDecoder implements ReactiveJwtDecoder {

	private static final Duration CHECKED_FOR = Duration.ofMinutes(5);

	/** In bytes. */
	private static final long MOST_MEMORY = 64 * 1024 * 1024;

	/** A checked token without its texts, in bytes. */
	private static final int CHECKED = 3000;

	/** How often the text of a token is in memory, whole or in parts. */
	private static final int COPIES = 5;

	private final NimbusReactiveJwtDecoder decoder;

	private final Function<SignedJWT, Flux<JWK>> keys;

	private final OAuth2TokenValidator<Jwt> validator;

	/**
	 * Tokens whose signature was good. Whether it is still their time, and whether their
	 * keys are still the issuer's, is always asked.
	 */
	private final Cache<String, Checked> checked = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumWeight(MOST_MEMORY)
		.weigher((String token, Checked known) -> CHECKED + COPIES * token.length())
		.expireAfterWrite(CHECKED_FOR)
		.build();

	/**
	 * A decoder for one issuer's tokens.
	 * @param keys the keys that a token may be signed with; an error means that they
	 * cannot be had now
	 * @param issuer what {@code iss} must be
	 * @param audience what {@code aud} must contain
	 */
	TokenDecoder(Function<SignedJWT, Flux<JWK>> keys, String issuer, String audience) {
		this.keys = keys;
		Signatures signatures = new Signatures();
		this.decoder = NimbusReactiveJwtDecoder.withJwkSource(keys).jwtProcessorCustomizer((processor) -> {
			processor.setJWSKeySelector(signatures);
			processor.setJWSVerifierFactory(signatures);
		}).build();
		this.validator = new DelegatingOAuth2TokenValidator<>(type(), time(), new JwtIssuerValidator(issuer),
				audience(audience), subject(), new AccessTokens());
		this.decoder.setJwtValidator(this.validator);
	}

	/**
	 * Checks a token.
	 * @param token the token as it was sent
	 * @return the token's claims; an error with
	 * {@link org.springframework.security.oauth2.jwt.BadJwtException} if it is no good,
	 * and with another {@link JwtException} if that cannot be told now
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
			.onErrorMap((ex) -> new IllegalStateException("The keys cannot be had now", ex));
	}

	/**
	 * Checks a token and remembers it with the keys that it might have been signed with
	 * before that was seen, so that it goes when they do.
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

	private static OAuth2TokenValidator<Jwt> audience(String audience) {
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
	 * A token that was good.
	 *
	 * @param jwt what it says
	 * @param signed the token
	 * @param keys the keys of the issuer that it might have been signed with
	 */
	private record Checked(Jwt jwt, SignedJWT signed, List<JWK> keys) {
	}

}
