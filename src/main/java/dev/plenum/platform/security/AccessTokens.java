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
 * Distinguishes access tokens from the ID and refresh tokens of the same issuer, which
 * are signed by the same keys. A token according to RFC 9068 has the header
 * {@code at+jwt}. Every other token
 * <ul>
 * <li>must not claim to be something else: by {@code typ} (Keycloak: {@code ID},
 * {@code Refresh}), {@code token_use} (Cognito: {@code id}) or a {@code jti} that begins
 * with {@code ID.} (Okta),
 * <li>must not have claims that only ID tokens have: {@code at_hash}, {@code c_hash},
 * {@code s_hash}, and {@code nonce} unless {@code typ} is {@code Bearer} (before version
 * 25, Keycloak adds it to both),
 * <li>must have a claim that access tokens have and ID tokens do not: a scope
 * ({@code scope}, {@code scp}), the client ({@code client_id}, {@code cid},
 * {@code appid}), the client's authentication ({@code azpacr}, {@code appidacr},
 * {@code gty}), {@code permissions}, or a {@code typ} or {@code token_use} of access
 * tokens. {@code azp} is not sufficient, because ID tokens have it too.
 * </ul>
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
			"This is not an access token. Send the access token that the issuer issued for this server, not the ID token.",
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
		String type = claim(token, TYPE);
		String use = claim(token, USE);
		if (isOther(type) || isOther(use) || String.valueOf(token.getId()).startsWith("ID.")
				|| OF_ID_TOKENS.stream().anyMatch(token::hasClaim) || token.hasClaim("nonce") && !type.equals(BEARER)) {
			return false;
		}
		return ACCESS.contains(type) || ACCESS.contains(use) || OF_ACCESS_TOKENS.stream().anyMatch(token::hasClaim);
	}

	private static boolean isOther(String value) {
		return !value.isEmpty() && !value.equals("jwt") && !ACCESS.contains(value);
	}

	private static String claim(Jwt token, String name) {
		return (token.getClaims().get(name) instanceof String text) ? text.toLowerCase(Locale.ROOT) : "";
	}

}
