package dev.plenum.signin;

import java.time.OffsetDateTime;

import dev.plenum.platform.token.RefreshTokens.Tokens;
import dev.plenum.programme.Programme;

/**
 * The tokens that a device receives; the schema describes each property.
 *
 * @param programme the event
 * @param tokens the tokens
 */
record SignInTokens(Programme programme, Tokens tokens) {

	public String accessToken() {
		return this.tokens.accessToken();
	}

	public OffsetDateTime accessTokenExpiresAt() {
		return this.programme.at(this.tokens.accessTokenExpiresAt());
	}

	public String refreshToken() {
		return this.tokens.refreshToken();
	}

	public OffsetDateTime refreshTokenExpiresAt() {
		return this.programme.at(this.tokens.signIn().expiresAt());
	}

}
