package dev.plenum.platform.security;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Tells access tokens from the ID and refresh tokens of the same issuer, which the same
 * keys sign. An issuer that follows RFC 9068 says so in the header ({@code at+jwt}). Of
 * all others a token
 * <ul>
 * <li>must not say that it is something else: by {@code typ} (Keycloak: {@code ID},
 * {@code Refresh}), {@code token_use} (Cognito: {@code id}) or a {@code jti} that begins
 * with {@code ID.} (Okta),
 * <li>must not have what OpenID Connect puts into ID tokens only: {@code at_hash},
 * {@code c_hash}, {@code s_hash}, and {@code nonce} unless {@code typ} is {@code Bearer}
 * (Keycloak before 25 has it in both),
 * <li>must have what access tokens have and ID tokens do not: a scope ({@code scope},
 * {@code scp}), the client it was issued to ({@code client_id}, {@code cid},
 * {@code appid}), how that client showed who it is ({@code azpacr}, {@code appidacr},
 * {@code gty}), {@code permissions}, or a {@code typ} or {@code token_use} that says so.
 * </ul>
 * {@code azp} is no such mark: ID tokens have it too.
 */
final class AccessTokens implements OAuth2TokenValidator<Jwt> {

	private static final Set<String> HEADER = Set.of("at+jwt", "application/at+jwt");

	private static final String TYPE = "typ";

	private static final String USE = "token_use";

	private static final String BEARER = "bearer";

	private static final Set<String> ACCESS = Set.of(BEARER, "dpop", "at+jwt", "access");

	private static final List<String> OF_ID_TOKENS = List.of("at_hash", "c_hash", "s_hash");

	private static final List<String> OF_ACCESS_TOKENS = List.of("scope", "scp", "client_id", "cid", "appid", "azpacr",
			"appidacr", "gty", "permissions");

	private static final OAuth2TokenValidatorResult REFUSED = OAuth2TokenValidatorResult.failure(new OAuth2Error(
			OAuth2ErrorCodes.INVALID_TOKEN,
			"This is not an access token. Send the access token that the issuer gave for this server, not the ID token.",
			null));

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		return isAccessToken(token) ? OAuth2TokenValidatorResult.success() : REFUSED;
	}

	private static boolean isAccessToken(Jwt token) {
		String header = String.valueOf(token.getHeaders().get(JoseHeaderNames.TYP)).toLowerCase(Locale.ROOT);
		if (HEADER.contains(header)) {
			return true;
		}
		String type = said(token, TYPE);
		String use = said(token, USE);
		if (isOther(type) || isOther(use) || String.valueOf(token.getId()).startsWith("ID.")
				|| OF_ID_TOKENS.stream().anyMatch(token::hasClaim) || token.hasClaim("nonce") && !type.equals(BEARER)) {
			return false;
		}
		return ACCESS.contains(type) || ACCESS.contains(use) || OF_ACCESS_TOKENS.stream().anyMatch(token::hasClaim);
	}

	private static boolean isOther(String said) {
		return !said.isEmpty() && !said.equals("jwt") && !ACCESS.contains(said);
	}

	private static String said(Jwt token, String claim) {
		return (token.getClaims().get(claim) instanceof String text) ? text.toLowerCase(Locale.ROOT) : "";
	}

}
