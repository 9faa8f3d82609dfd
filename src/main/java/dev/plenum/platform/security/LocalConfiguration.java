package dev.plenum.platform.security;

import java.net.InetAddress;
import java.time.InstantSource;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.reactive.ConfigurableReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The local mode: the server signs tokens with its own key and can be reached from this
 * machine only.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnLocalMode
class LocalConfiguration {

	@Bean
	LocalTokens localTokens(SecuritySettings settings) {
		return new LocalTokens(new LocalFiles(settings.data()).key(), settings.audience(), InstantSource.system());
	}

	@Bean
	LocalMode localMode(LocalTokens tokens) {
		return new LocalMode(tokens::ready);
	}

	@Bean
	StartUpStep localTokensAreWritten(SecuritySettings settings, LocalMode localMode) {
		return new StartUpStep(Phase.GROUNDWORK,
				() -> Mono.<Void>fromRunnable(() -> new LocalFiles(settings.data()).write(localMode.tokens()))
					.subscribeOn(Schedulers.boundedElastic()));
	}

	@Bean
	ReactiveJwtDecoder localTokenDecoder(SecuritySettings settings, LocalTokens tokens, OwnTokens own) {
		return new TokenDecoder((token) -> Flux.just(tokens.publicKey()), own::keys, LocalTokens.ISSUER,
				settings.audience());
	}

	@Bean
	RouterFunction<ServerResponse> localTokenRoute(LocalTokens tokens) {
		LocalTokenHandler handler = new LocalTokenHandler(tokens);
		return RouterFunctions.route().GET("/local/token", handler::token).build();
	}

	@Bean
	WebServerFactoryCustomizer<ConfigurableReactiveWebServerFactory> loopbackOnly(Environment environment) {
		return (server) -> {
			if (!environment.containsProperty("server.address")) {
				server.setAddress(InetAddress.getLoopbackAddress());
			}
		};
	}

}
