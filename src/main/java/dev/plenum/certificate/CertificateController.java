package dev.plenum.certificate;

import java.time.OffsetDateTime;

import dev.plenum.certificate.CertificateDocument.Facts;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.PublicAddress;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code certificate.graphqls}.
 */
@Controller
class CertificateController {

	private final EventAccess access;

	private final CertificateDesk desk;

	private final OpenBadges badges;

	CertificateController(EventAccess access, CertificateDesk desk, OpenBadges badges) {
		this.access = access;
		this.desk = desk;
		this.badges = badges;
	}

	@SchemaMapping
	Mono<CertificateProgress> myAttendance(Event event, @ContextValue Caller caller) {
		return this.desk.attended(event, caller)
			.map((attended) -> new CertificateProgress(attended.sessions(), attended.minutes(),
					attended.fulfils(event.certificateRule())));
	}

	@SchemaMapping
	Mono<Certificate> myCertificate(Event event, @ContextValue Caller caller) {
		return this.desk.present(event, caller).flatMap((kept) -> Mono.justOrEmpty(Certificate.of(event, kept)));
	}

	@SchemaMapping
	String url(Certificate certificate, GraphQLContext context) {
		return PublicAddress.of(context, CertificateHandler.path(certificate.id()));
	}

	@SchemaMapping
	String openBadge(Certificate certificate, GraphQLContext context) {
		return this.badges.signed(certificate.document(), PublicAddress.of(context, ""));
	}

	@MutationMapping
	Mono<CertificateIssued> issueCertificate(@Argument IssueCertificateInput input, @ContextValue Caller caller) {
		return Mono.fromCallable(() -> caller.in(input.eventId()).requireSubject())
			.then(this.access.requiredEvent(input.eventId(), caller))
			.flatMap((programme) -> this.desk.issue(programme, input.requestId(), caller.in(programme.id()))
				.mapNotNull((kept) -> Certificate.of(programme.event(), kept))
				.map((certificate) -> new CertificateIssued(certificate, programme.event())));
	}

	@MutationMapping
	Mono<CertificateRevoked> revokeCertificate(@Argument RevokeCertificateInput input, @ContextValue Caller caller) {
		return this.desk.revoke(input.certificateId(), input.requestId(), caller);
	}

	record IssueCertificateInput(String eventId, @Nullable String requestId) {
	}

	record RevokeCertificateInput(String certificateId, @Nullable String requestId) {
	}

	record CertificateIssued(Certificate certificate, Event event) {
	}

	record CertificateRevoked(String removedId, @Nullable Event event) {
	}

	record CertificateProgress(int sessionCount, int minutes, boolean fulfilled) {
	}

	/**
	 * A valid certificate; the schema describes each property.
	 */
	record Certificate(Event event, CertificateDocument document, Facts facts) {

		static @Nullable Certificate of(Event event, CertificateDocument document) {
			return (document.facts() != null) ? new Certificate(event, document, document.facts()) : null;
		}

		public String id() {
			return this.document.id();
		}

		public String name() {
			return this.facts.name();
		}

		public int sessionCount() {
			return this.facts.sessions();
		}

		public int minutes() {
			return this.facts.minutes();
		}

		public OffsetDateTime issuedAt() {
			return this.event.programme().at(this.document.issuedAt());
		}

	}

}
