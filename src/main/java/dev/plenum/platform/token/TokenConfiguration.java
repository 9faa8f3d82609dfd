package dev.plenum.platform.token;

import java.time.Duration;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Registers the beans of this package, and reads the keys before the server answers its
 * first request.
 */
@Configuration(proxyBeanMethods = false)
@Import({ RefreshTokens.class, SigningKeys.class, TicketCodes.class, TokenIssuer.class })
public class TokenConfiguration {

	/** How often keys are read again, so that a deleted key is replaced. */
	private static final Duration BETWEEN_READINGS = Duration.ofMinutes(1);

	private static final Duration BETWEEN_REMOVALS = Duration.ofHours(1);

	@Bean
	StartUpStep signingKeysAreRead(SigningKeys keys) {
		return new StartUpStep(Phase.GROUNDWORK, keys::load);
	}

	@Bean
	StartUpStep signInIndexes(RefreshTokens tokens) {
		return new StartUpStep(Phase.GROUNDWORK, tokens::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable signingKeysAreRotated(SigningKeys keys) {
		return Repeatedly.every(BETWEEN_READINGS, keys::load);
	}

	@Bean(destroyMethod = "dispose")
	Disposable expiredSignInsAreRemoved(RefreshTokens tokens) {
		return Repeatedly.every(BETWEEN_REMOVALS, tokens::removeExpired);
	}

	@Bean
	RouterFunction<ServerResponse> keySetRoute(SigningKeys keys) {
		KeySetHandler handler = new KeySetHandler(keys);
		return RouterFunctions.route()
			.GET("/.well-known/jwks.json", handler::keys)
			.GET(SigningKeys.PATH + "{id}", handler::key)
			.build();
	}

}
