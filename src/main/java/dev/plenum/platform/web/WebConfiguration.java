package dev.plenum.platform.web;

import java.time.Duration;
import java.util.Map;

import dev.plenum.platform.Echo;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webflux.error.DefaultErrorAttributes;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * GraphQL over HTTP and GraphiQL, in place of Spring Boot's transports.
 */
@Configuration(proxyBeanMethods = false)
@Import({ EventStream.class, GraphQlHttpEndpoint.class, HeadRequests.class, InstantAnswers.class, KeptAnswers.class,
		OpenStreams.class, SecurityHeaders.class })
@EnableConfigurationProperties(WebSettings.class)
public class WebConfiguration implements WebFluxConfigurer {

	/** The path of GraphQL. */
	public static final String PATH = "/graphql";

	private final WebSettings settings;

	WebConfiguration(WebSettings settings) {
		this.settings = settings;
	}

	@Bean
	@Order(0)
	static RouterFunction<ServerResponse> graphQlRoute(GraphQlHttpEndpoint endpoint) {
		return RouterFunctions.route(RequestPredicates.path(PATH), endpoint::handle);
	}

	@Bean(destroyMethod = "dispose")
	static Disposable staleAnswersAreDropped(KeptAnswers answers) {
		return Flux.interval(Duration.ofSeconds(1)).onBackpressureDrop().subscribe((_) -> answers.dropStale());
	}

	@Bean
	@ConditionalOnExpression("${plenum.graphiql:'${plenum.issuer-uri:}'.isBlank()}")
	static RouterFunction<ServerResponse> graphiQlRoute() {
		return GraphiQl.routes();
	}

	/**
	 * Shortens the path in the default answer to a request without a handler.
	 */
	@Bean
	static ErrorAttributes errorAttributes() {
		return new DefaultErrorAttributes() {

			@Override
			public Map<String, @Nullable Object> getErrorAttributes(ServerRequest request,
					ErrorAttributeOptions options) {
				Map<String, @Nullable Object> attributes = super.getErrorAttributes(request, options);
				attributes.computeIfPresent("path", (_, path) -> Echo.shortened(String.valueOf(path)));
				return attributes;
			}

		};
	}

	@Override
	public void addCorsMappings(CorsRegistry registry) {
		if (!this.settings.allowedOrigins().isEmpty()) {
			registry.addMapping(PATH)
				.allowedOrigins(this.settings.allowedOrigins().toArray(new String[0]))
				.allowedMethods(HttpMethod.GET.name(), HttpMethod.POST.name())
				.exposedHeaders(HttpHeaders.RETRY_AFTER, HttpHeaders.ETAG, HttpHeaders.CONTENT_LANGUAGE);
		}
	}

}
