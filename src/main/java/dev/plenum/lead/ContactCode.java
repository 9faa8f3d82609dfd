package dev.plenum.lead;

import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import dev.plenum.platform.Ids;

/**
 * The code that an attendee shows to be scanned. It contains the handle of the card and
 * nothing else about the attendee. The card's secret signs it.
 *
 * @param cardHandle the handle of the card, which contains the event as an id does
 * @param issuedAt when it was made
 * @param expiresAt when it expires
 */
record ContactCode(String cardHandle, Instant issuedAt, Instant expiresAt) {

	/** Longer than any code. Longer texts are rejected without parsing. */
	private static final int LONGEST = 500;

	private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);

	/**
	 * The text of the code: a JSON Web Signature in its compact form.
	 * @param secret the card's secret
	 */
	String signed(String secret) {
		JWSObject jws = new JWSObject(HEADER, new Payload(Map.<String, Object>of("card", this.cardHandle, "iat",
				this.issuedAt.toEpochMilli(), "exp", this.expiresAt.toEpochMilli())));
		try {
			jws.sign(new MACSigner(secret));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("The code cannot be signed", ex);
		}
		return jws.serialize();
	}

	/**
	 * Reads a code without verifying its signature.
	 * @param text any text
	 * @return the unverified code; empty if the text is not a code
	 */
	static Optional<Claim> read(String text) {
		String trimmed = text.strip();
		if (trimmed.length() > LONGEST) {
			return Optional.empty();
		}
		try {
			JWSObject jws = JWSObject.parse(trimmed);
			Map<String, Object> claims = jws.getPayload().toJSONObject();
			return (claims != null && claims.get("card") instanceof String card && Ids.eventOf(card).isPresent()
					&& claims.get("iat") instanceof Long issuedAt && claims.get("exp") instanceof Long expiresAt)
							? Optional.of(new Claim(jws, new ContactCode(card, Instant.ofEpochMilli(issuedAt),
									Instant.ofEpochMilli(expiresAt))))
							: Optional.empty();
		}
		catch (ParseException ex) {
			return Optional.empty();
		}
	}

	/**
	 * An unverified code.
	 *
	 * @param jws the signed text
	 * @param code its content
	 */
	record Claim(JWSObject jws, ContactCode code) {

		boolean isSignedWith(String secret) {
			try {
				return this.jws.verify(new MACVerifier(secret));
			}
			catch (JOSEException ex) {
				return false;
			}
		}

	}

}
