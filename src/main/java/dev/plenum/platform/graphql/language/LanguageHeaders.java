package dev.plenum.platform.graphql.language;

import graphql.GraphQLContext;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Adds the headers {@code Content-Language} and {@code Vary} to responses. They are not
 * known when a stream begins.
 */
@Component
public final class LanguageHeaders implements WebGraphQlInterceptor {

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).doOnNext(LanguageHeaders::add);
	}

	private static void add(WebGraphQlResponse response) {
		GraphQLContext context = response.getExecutionInput().getGraphQLContext();
		AnswerLanguages languages = AnswerLanguages.of(context);
		if (!languages.answered().isEmpty()) {
			response.getResponseHeaders().set(HttpHeaders.CONTENT_LANGUAGE, String.join(", ", languages.answered()));
		}
		if (languages.dependOnReader()) {
			response.getResponseHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
		}
	}

}
