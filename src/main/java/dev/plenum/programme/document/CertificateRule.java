package dev.plenum.programme.document;

import org.jspecify.annotations.Nullable;

/**
 * What an attendee must have attended to get a certificate of attendance. Each number
 * that is set must be reached.
 *
 * @param requiredSessions the least number of sessions; null for any
 * @param requiredHours the least number of hours, of which simultaneous sessions count
 * once; null for any
 * @param issuer the name of the organisation that issues the certificates; null for the
 * organisers of the event
 */
public record CertificateRule(@Nullable Integer requiredSessions, @Nullable Integer requiredHours,
		@Nullable String issuer) {

	/** The highest number of sessions or of hours that can be required. */
	public static final int MOST = 1000;

}
