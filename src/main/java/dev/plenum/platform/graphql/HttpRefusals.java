package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Map;

import graphql.GraphQLError;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Answers failed HTTP requests other than GraphQL, such as imports and exports of files,
 * in the format of a GraphQL error.
 */
@Component
public final class HttpRefusals {

	private final ExceptionResolver exceptions;

	private final JsonMapper json;

	HttpRefusals(ExceptionResolver exceptions, JsonMapper json) {
		this.exceptions = exceptions;
		this.json = json;
	}

	/**
	 * Answers a request that failed.
	 * @param exception why it failed
	 * @return the response: a status of at least 400, errors with codes, and
	 * {@code Retry-After} if the first error has the time to wait
	 */
	public Mono<ServerResponse> answer(Throwable exception) {
		List<GraphQLError> errors = this.exceptions.errors(exception);
		return ServerResponse.status(status(errors.getFirst()))
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> addRetryAfter(errors.getFirst(), headers))
			.bodyValue(body(errors));
	}

	/**
	 * Answers a request that failed before it reached its handler, as
	 * {@link #answer(Throwable)} does.
	 * @param exception why it failed
	 * @param response the response, which is not committed yet
	 * @return completes when the response is written
	 */
	public Mono<Void> answer(Throwable exception, ServerHttpResponse response) {
		List<GraphQLError> errors = this.exceptions.errors(exception);
		byte[] body = this.json.writeValueAsBytes(body(errors));
		response.setStatusCode(status(errors.getFirst()));
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().setContentLength(body.length);
		addRetryAfter(errors.getFirst(), response.getHeaders());
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

	private static Map<String, Object> body(List<GraphQLError> errors) {
		return Map.of("errors", errors.stream().map(GraphQLError::toSpecification).toList());
	}

	private static void addRetryAfter(GraphQLError error, HttpHeaders headers) {
		Object seconds = error.getExtensions().get(CodedError.RETRY_AFTER);
		if (seconds != null) {
			headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
		}
	}

	private static HttpStatus status(GraphQLError error) {
		return (error.getErrorType() instanceof ErrorCode code) ? code.status() : HttpStatus.INTERNAL_SERVER_ERROR;
	}

}
