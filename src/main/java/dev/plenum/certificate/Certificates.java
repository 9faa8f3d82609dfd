package dev.plenum.certificate;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.certificate.CertificateDocument.Facts;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.secret.DerivationKey;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the certificates, at most one for each person and event. The id is
 * derived with the secret of the servers: two servers issue the same certificate, and
 * nobody else can compute the address of its page.
 */
@Component
class Certificates {

	static final String ID_PREFIX = "crt";

	private static final String COLLECTION = "certificates";

	private final Documents<CertificateDocument> documents;

	private final DerivationKey key;

	private final InstantSource clock;

	Certificates(MongoDatabase database, DerivationKey key, InstantSource clock) {
		this.documents = new Documents<>(database, COLLECTION, CertificateDocument.class);
		this.key = key;
		this.clock = clock;
	}

	/**
	 * Finds a certificate, also if it was revoked.
	 * @param id any id
	 */
	Mono<CertificateDocument> byId(String id) {
		return id.startsWith(ID_PREFIX + '_') ? this.documents.byId(id) : Mono.empty();
	}

	Mono<CertificateDocument> of(String eventId, String subject) {
		return this.documents.byId(id(eventId, subject));
	}

	Flux<CertificateDocument> ofSubject(String subject) {
		return Flux.from(this.documents.find(Filters.eq("subject", subject)));
	}

	/**
	 * Issues a certificate, or brings the present one up to date and makes it valid
	 * again, if the request is new.
	 * @param request the key of the request; null for none
	 */
	Mono<CertificateDocument> issue(String eventId, String subject, Facts facts, @Nullable String request) {
		return this.documents.putOnce(id(eventId, subject), request,
				new Fields().set("facts", facts)
					.set("subject", subject)
					.set("revokedAt", null)
					.first("issuedAt", this.clock.instant().truncatedTo(ChronoUnit.SECONDS)));
	}

	/**
	 * Revokes a certificate, if the request is new. Idempotent: the first time stays.
	 * @param request the key of the request; null for none
	 * @return the certificate afterwards; empty if it does not exist
	 */
	Mono<CertificateDocument> revoke(CertificateDocument certificate, @Nullable String request) {
		return this.documents.changeOnce(certificate.id(), Filters.exists("revokedAt", false), request, revoked())
			.switchIfEmpty(Mono.defer(() -> this.documents.changeOnce(certificate.id(), request, new Fields())));
	}

	/**
	 * Revokes a certificate and removes everything about the person. What remains says
	 * that there was a certificate with this id.
	 */
	Mono<Void> forget(CertificateDocument certificate) {
		Fields nothing = (certificate.revokedAt() != null) ? new Fields() : revoked();
		return this.documents
			.change(certificate.id(), Filters.exists("subject"), nothing.set("subject", null).set("facts", null))
			.then();
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("subject");
	}

	private Fields revoked() {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		return new Fields().set("revokedAt", now);
	}

	private String id(String eventId, String subject) {
		return Ids.in(ID_PREFIX, eventId,
				Base64.getEncoder().encodeToString(this.key.derive("certificate", eventId, subject)));
	}

}
