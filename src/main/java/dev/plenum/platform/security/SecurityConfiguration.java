package dev.plenum.platform.security;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/**
 * Bearer tokens on every path, over every transport. A request without a token is
 * anonymous; each feature decides what it may do. Only the endpoints of the actuator,
 * except health, are restricted to administrators here. On a separate management port
 * they are open to everyone who can reach that port.
 */
@Configuration(proxyBeanMethods = false)
@Import({ BoundCallers.class, CallerInterceptor.class, IssuerGreeting.class, LocalConfiguration.class,
		OwnTokens.class })
@EnableConfigurationProperties(SecuritySettings.class)
public class SecurityConfiguration {

	static final String ADMIN_SCOPE = "plenum:admin";

	@Bean
	@Conditional(IssuerCondition.class)
	ReactiveJwtDecoder issuerTokenDecoder(SecuritySettings settings, OwnTokens own) {
		IssuerKeys keys = new Issuer(settings.issuerUri()).awaitKeys();
		return new TokenDecoder(keys::of, own::keys, settings.issuerUri(), settings.audience());
	}

	/**
	 * Disables the observations of each security filter, which would cost more than the
	 * filters. The observation of the request includes them.
	 */
	@Bean
	SecurityObservationSettings noSecurityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Authenticates bearer tokens. A scope of the token becomes an authority
	 * {@code SCOPE_…}; own tokens have no scope.
	 */
	@Bean
	ReactiveAuthenticationManager tokenAuthenticationManager(ReactiveJwtDecoder decoder, OwnTokens own) {
		return new JwtReactiveAuthenticationManager((token) -> decoder.decode(token).doOnNext(own::noteUse));
	}

	@Bean
	SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http, ReactiveAuthenticationManager tokens,
			JsonMapper json, Environment environment) {
		Refusals refusals = new Refusals(json);
		ServerAuthenticationEntryPointFailureHandler badToken = new ServerAuthenticationEntryPointFailureHandler(
				refusals);
		badToken.setRethrowAuthenticationServiceException(false);
		return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.headers(ServerHttpSecurity.HeaderSpec::disable)
			.requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.oauth2ResourceServer((bearer) -> bearer.authenticationFailureHandler(badToken)
				.jwt((jwt) -> jwt.authenticationManager(tokens)))
			.exceptionHandling((denied) -> denied.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.authorizeExchange((paths) -> {
				if (ManagementPortType.get(environment) != ManagementPortType.DIFFERENT) {
					paths.matchers(EndpointRequest.toAnyEndpoint().excluding(HealthEndpoint.class).excludingLinks())
						.hasAuthority("SCOPE_" + ADMIN_SCOPE);
				}
				paths.anyExchange().permitAll();
			})
			.build();
	}

}
