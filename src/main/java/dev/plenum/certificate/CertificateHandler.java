package dev.plenum.certificate;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import dev.plenum.certificate.CertificateDocument.Facts;
import dev.plenum.platform.graphql.language.Languages;
import dev.plenum.platform.traffic.PublicAddress;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Serves the public pages of certificates: for people, as JSON, as an Open Badge, and
 * whether a certificate was revoked. Whoever has the address sees them.
 */
@Component
class CertificateHandler {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final MediaType JWT = MediaType.parseMediaType("application/vc+jwt");

	private final Certificates certificates;

	private final OpenBadges badges;

	private final PublicAddress address;

	CertificateHandler(Certificates certificates, OpenBadges badges, PublicAddress address) {
		this.certificates = certificates;
		this.badges = badges;
		this.address = address;
	}

	/**
	 * The path of the page of a certificate.
	 */
	static String path(String id) {
		return "/certificates/" + id;
	}

	Mono<ServerResponse> page(ServerRequest request) {
		Languages header = Languages.of(request.headers().asHttpHeaders());
		Languages languages = request.queryParam("lang").map(header::preferring).orElse(header);
		return this.certificates.byId(request.pathVariable("id"))
			.map((found) -> CertificatePage.of(found, address(request, found), languages))
			.flatMap((page) -> html(HttpStatus.OK, page))
			.switchIfEmpty(Mono.defer(() -> html(HttpStatus.NOT_FOUND, CertificatePage.unknown(languages))));
	}

	Mono<ServerResponse> json(ServerRequest request) {
		return answered(request, (certificate, base) -> {
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("id", base + path(certificate.id()));
			json.put("valid", certificate.isValid());
			if (certificate.isValid()) {
				Facts facts = Objects.requireNonNull(certificate.facts());
				json.put("name", facts.name());
				json.put("event", facts.event().in(List.of()));
				json.put("startsOn", facts.startsOn().toString());
				json.put("endsOn", facts.endsOn().toString());
				json.put("issuer", facts.issuer());
				json.put("sessions", facts.sessions());
				json.put("minutes", facts.minutes());
				json.put("issuedAt", certificate.issuedAt().toString());
				json.put("openBadge", this.badges.signed(certificate, base));
			}
			return open(HttpStatus.OK).contentType(MediaType.APPLICATION_JSON).bodyValue(json);
		});
	}

	Mono<ServerResponse> badge(ServerRequest request) {
		return answered(request,
				(certificate,
						base) -> certificate.isValid() ? open(HttpStatus.OK).contentType(JWT)
							.header(HttpHeaders.CONTENT_DISPOSITION,
									ContentDisposition.attachment().filename("open-badge.jwt").build().toString())
							.bodyValue(this.badges.signed(certificate, base)) : open(HttpStatus.GONE).build());
	}

	/**
	 * A revocation list of 1EdTech that concerns one certificate only, so that it shows
	 * nobody the others.
	 */
	Mono<ServerResponse> status(ServerRequest request) {
		return answered(request, (certificate, base) -> {
			String id = base + path(certificate.id());
			Map<String, Object> revoked = Map.of("id", id, "revoked", true, "revocationReason",
					"The person revoked it.");
			return open(HttpStatus.OK).contentType(MediaType.APPLICATION_JSON)
				.bodyValue(Map.of("id", id + "/status", "issuer", base, "revokedCredential",
						certificate.isValid() ? List.of() : List.of(revoked)));
		});
	}

	private Mono<ServerResponse> answered(ServerRequest request,
			BiFunction<CertificateDocument, String, Mono<ServerResponse>> answer) {
		return this.certificates.byId(request.pathVariable("id"))
			.flatMap((certificate) -> answer.apply(certificate, this.address.of(request)))
			.switchIfEmpty(Mono.defer(() -> open(HttpStatus.NOT_FOUND).build()));
	}

	private String address(ServerRequest request, CertificateDocument certificate) {
		return this.address.of(request) + path(certificate.id());
	}

	private static Mono<ServerResponse> html(HttpStatus status, CertificatePage page) {
		return open(status).contentType(HTML)
			.varyBy(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE)
			.header("Content-Security-Policy", CertificatePage.POLICY)
			.bodyValue(page.html());
	}

	/** A revocation takes effect at once, and search engines do not list people. */
	private static ServerResponse.BodyBuilder open(HttpStatus status) {
		return ServerResponse.status(status).cacheControl(CacheControl.noCache()).header("X-Robots-Tag", "noindex");
	}

}
