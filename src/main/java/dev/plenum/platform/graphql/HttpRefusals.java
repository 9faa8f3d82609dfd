package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Map;

import graphql.GraphQLError;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Answers HTTP requests beside GraphQL (files that come and go) that cannot be served, in
 * the shape of a GraphQL error.
 */
@Component
public final class HttpRefusals {

	private final ExceptionResolver exceptions;

	HttpRefusals(ExceptionResolver exceptions) {
		this.exceptions = exceptions;
	}

	/**
	 * Answers a request that failed.
	 * @param exception why it failed
	 * @return the response: a status of at least 400, and errors that each have a code
	 */
	public Mono<ServerResponse> answer(Throwable exception) {
		List<GraphQLError> errors = this.exceptions.errors(exception);
		return ServerResponse.status(status(errors.getFirst()))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("errors", errors.stream().map(GraphQLError::toSpecification).toList()));
	}

	private static HttpStatus status(GraphQLError error) {
		return (error.getErrorType() instanceof ErrorCode code) ? code.status() : HttpStatus.INTERNAL_SERVER_ERROR;
	}

}
