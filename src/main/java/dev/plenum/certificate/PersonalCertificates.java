package dev.plenum.certificate;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.certificate.CertificateDocument.Facts;
import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The certificates of a person. Deleting them revokes them.
 */
@Component
@Order(10)
class PersonalCertificates implements AttendeeData {

	private final Certificates certificates;

	PersonalCertificates(Certificates certificates) {
		this.certificates = certificates;
	}

	@Override
	public String name() {
		return "certificates";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return in(subject, eventId).map(PersonalCertificates::json).collectList().cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return in(subject, eventId).collectList()
			.flatMapIterable((all) -> all)
			.concatMap((certificate) -> this.certificates.forget(certificate).thenReturn(1))
			.reduce(0, Integer::sum);
	}

	private Flux<CertificateDocument> in(String subject, @Nullable String eventId) {
		return this.certificates.ofSubject(subject)
			.filter((certificate) -> AttendeeData.isIn(eventId, certificate.eventId()));
	}

	private static Map<String, @Nullable Object> json(CertificateDocument certificate) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", certificate.id());
		json.put("eventId", certificate.eventId());
		json.put("issuedAt", certificate.issuedAt().toString());
		json.put("revokedAt", (certificate.revokedAt() != null) ? certificate.revokedAt().toString() : null);
		Facts facts = certificate.facts();
		if (facts != null) {
			json.put("name", facts.name());
			json.put("event", facts.event().byLanguage());
			json.put("startsOn", facts.startsOn().toString());
			json.put("endsOn", facts.endsOn().toString());
			json.put("place", facts.place());
			json.put("issuer", facts.issuer());
			json.put("sessions", facts.sessions());
			json.put("minutes", facts.minutes());
		}
		return json;
	}

}
