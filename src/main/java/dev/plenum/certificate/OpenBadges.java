package dev.plenum.certificate;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.plenum.certificate.CertificateDocument.Facts;
import dev.plenum.platform.token.SigningKeys;

import org.springframework.stereotype.Component;

/**
 * Writes certificates as Open Badges 3.0 of 1EdTech: verifiable credentials, secured as
 * JSON Web Tokens whose payload is the credential.
 */
@Component
class OpenBadges {

	private static final List<String> CONTEXT = List.of("https://www.w3.org/ns/credentials/v2",
			"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");

	private final SigningKeys keys;

	OpenBadges(SigningKeys keys) {
		this.keys = keys;
	}

	/**
	 * Signs a valid certificate.
	 * @param certificate the certificate
	 * @param base the address of this server, without a slash at its end
	 * @return a JSON Web Token in its compact form
	 */
	String signed(CertificateDocument certificate, String base) {
		Facts facts = Objects.requireNonNull(certificate.facts());
		String address = base + CertificateHandler.path(certificate.id());
		String event = base + "/e/" + facts.slug() + "/";
		String subject = address + "#attendee";
		String issuer = event + "#issuer";
		Map<String, Object> status = Map.of("id", address + "/status", "type", "1EdTechRevocationList");
		JWTClaimsSet credential = new JWTClaimsSet.Builder().issuer(issuer)
			.jwtID(address)
			.subject(subject)
			.notBeforeTime(Date.from(certificate.issuedAt()))
			.claim("@context", CONTEXT)
			.claim("id", address)
			.claim("type", List.of("VerifiableCredential", "OpenBadgeCredential"))
			.claim("name", achievement(facts))
			.claim("issuer", Map.of("id", issuer, "type", List.of("Profile"), "name", facts.issuer(), "url", event))
			.claim("validFrom", certificate.issuedAt().toString())
			.claim("credentialStatus", status)
			.claim("credentialSubject", Map.of("id", subject, "type", List.of("AchievementSubject"), "identifier",
					List.of(identity(facts)), "achievement",
					Map.of("id", event + "#attendance", "type", List.of("Achievement"), "name", achievement(facts),
							"description", description(facts), "criteria", Map.of("narrative", narrative(facts)))))
			.build();
		return this.keys.signPublicly(base, credential);
	}

	private static Map<String, Object> identity(Facts facts) {
		return Map.of("type", "IdentityObject", "hashed", false, "identityHash", facts.name(), "identityType", "name");
	}

	private static String achievement(Facts facts) {
		return "Attendance: " + facts.event().in(List.of());
	}

	private static String description(Facts facts) {
		return "Attended %s, %s to %s.".formatted(facts.event().in(List.of()), facts.startsOn(), facts.endsOn());
	}

	private static String narrative(Facts facts) {
		Duration time = Duration.ofMinutes(facts.minutes());
		return "Was checked in at %d sessions, which lasted %d h %d min together.".formatted(facts.sessions(),
				time.toHours(), time.toMinutesPart());
	}

}
