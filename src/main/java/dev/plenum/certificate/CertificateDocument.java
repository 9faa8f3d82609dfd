package dev.plenum.certificate;

import java.time.Instant;
import java.time.LocalDate;

import dev.plenum.platform.graphql.language.Text;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as it is stored. It contains what its page shows, and needs neither the
 * event nor the person any more.
 *
 * @param id its id, which nobody can guess
 * @param eventId the event
 * @param version the number of writes
 * @param subject the person to whom it belongs
 * @param issuedAt when it was issued first, in whole seconds
 * @param revokedAt when it was revoked; null while it is valid
 * @param facts what it certifies; null after the person's data were deleted
 */
public record CertificateDocument(@BsonId String id, String eventId, long version, @Nullable String subject,
		Instant issuedAt, @Nullable Instant revokedAt, @Nullable Facts facts) {

	boolean isValid() {
		return this.revokedAt == null && this.facts != null;
	}

	/**
	 * What a certificate certifies.
	 *
	 * @param name the name of the person
	 * @param event the name of the event
	 * @param slug the name of the event in addresses
	 * @param startsOn the first day of the event
	 * @param endsOn the last day of the event
	 * @param timezone the IANA name of the timezone of the event
	 * @param place where the event takes place; null if unknown
	 * @param issuer the organisation that issues the certificate
	 * @param sessions the number of sessions that the person attended
	 * @param minutes how long the person attended
	 */
	public record Facts(String name, Text event, String slug, LocalDate startsOn, LocalDate endsOn, String timezone,
			@Nullable String place, String issuer, int sessions, int minutes) {
	}

}
