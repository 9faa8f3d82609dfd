package dev.plenum.signin;

import java.time.OffsetDateTime;

import dev.plenum.platform.token.SignInDocument;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in for readers; the schema describes each property.
 *
 * @param programme the event
 * @param document the sign-in as it is stored
 */
record SignIn(Programme programme, SignInDocument document) {

	public String id() {
		return this.document.id();
	}

	public @Nullable String deviceName() {
		return this.document.device();
	}

	public OffsetDateTime begunAt() {
		return this.programme.at(this.document.begunAt());
	}

	public OffsetDateTime refreshedAt() {
		return this.programme.at(this.document.refreshedAt());
	}

	public OffsetDateTime expiresAt() {
		return this.programme.at(this.document.expiresAt());
	}

}
