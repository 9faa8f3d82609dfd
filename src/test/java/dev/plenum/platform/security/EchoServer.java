package dev.plenum.platform.security;

import java.util.List;
import java.util.Map;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.PlatformConfiguration;
import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.platform.token.RefreshTokens;
import dev.plenum.platform.token.SigningKeys;
import dev.plenum.platform.token.TokenIssuer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.autoconfigure.beans.BeansEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContextAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.actuate.endpoint.web.WebFluxHealthEndpointExtensionAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The security of the server around one route that returns the caller. Its database does
 * not answer. Has no annotation that a component scan would find.
 */
@ImportAutoConfiguration({ JacksonAutoConfiguration.class, CodecsAutoConfiguration.class,
		HttpHandlerAutoConfiguration.class, WebFluxAutoConfiguration.class, ErrorWebFluxAutoConfiguration.class,
		NettyReactiveWebServerAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class,
		ReactiveWebSecurityAutoConfiguration.class, ReactiveOAuth2ResourceServerAutoConfiguration.class,
		ReactiveManagementWebSecurityAutoConfiguration.class, EndpointAutoConfiguration.class,
		WebEndpointAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
		HealthContributorRegistryAutoConfiguration.class, HealthContributorAutoConfiguration.class,
		HealthEndpointAutoConfiguration.class, WebFluxHealthEndpointExtensionAutoConfiguration.class,
		BeansEndpointAutoConfiguration.class, NettyReactiveManagementContextAutoConfiguration.class,
		ManagementContextAutoConfiguration.class })
@Import({ PlatformConfiguration.class, SecurityConfiguration.class, DerivationKey.class, SigningKeys.class,
		TokenIssuer.class, RefreshTokens.class, NoLinkedAccounts.class })
class EchoServer {

	static final String PATH = "/echo";

	/**
	 * A client that reads every response completely, because an unread one leaks memory.
	 */
	static WebTestClient client(int port) {
		return WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + port)
			.filter((request, next) -> next.exchange(request).flatMap(EchoServer::read))
			.build();
	}

	private static Mono<ClientResponse> read(ClientResponse response) {
		return response.bodyToMono(byte[].class)
			.defaultIfEmpty(new byte[0])
			.map((body) -> response.mutate()
				.body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
				.build());
	}

	@Bean
	MongoClient client() {
		return MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100");
	}

	@Bean
	MongoDatabase database(MongoClient client) {
		return client.getDatabase("none");
	}

	@Bean
	RouterFunction<ServerResponse> echo() {
		return RouterFunctions.route()
			.GET(PATH,
					(request) -> request.principal()
						.cast(Authentication.class)
						.map((caller) -> Map.of("subject", caller.getName(), "authorities",
								caller.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList()))
						.defaultIfEmpty(Map.of("subject", "anonymous", "authorities", List.of()))
						.flatMap((answer) -> ServerResponse.ok().bodyValue(answer)))
			.build();
	}

}
