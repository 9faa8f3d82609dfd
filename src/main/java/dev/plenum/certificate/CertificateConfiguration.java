package dev.plenum.certificate;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The parts of certificates of attendance, and the routes of their public pages.
 */
@Configuration(proxyBeanMethods = false)
@Import({ CertificateController.class, CertificateDesk.class, CertificateHandler.class, Certificates.class,
		OpenBadges.class, PersonalCertificates.class })
public class CertificateConfiguration {

	private static final RequestPredicate PAGE = RequestPredicates.accept(MediaType.TEXT_HTML);

	@Bean
	StartUpStep certificateIndexes(Certificates certificates) {
		return new StartUpStep(Phase.GROUNDWORK, certificates::ensureIndexes);
	}

	private static boolean acceptsPage(ServerRequest request) {
		try {
			return PAGE.test(request);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	@Bean
	RouterFunction<ServerResponse> certificateRoutes(CertificateHandler handler) {
		return RouterFunctions.route()
			.GET("/certificates/{id}", CertificateConfiguration::acceptsPage, handler::page)
			.GET("/certificates/{id}", handler::json)
			.GET("/certificates/{id}/badge", handler::badge)
			.GET("/certificates/{id}/status", handler::status)
			.build();
	}

}
