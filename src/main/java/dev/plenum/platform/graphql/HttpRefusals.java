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
		return ServerResponse.status(code(errors).status())
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> addRetryAfter(errors, headers))
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
		response.setStatusCode(code(errors).status());
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().setContentLength(body.length);
		addRetryAfter(errors, response.getHeaders());
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

	/**
	 * Answers a request whose file was refused.
	 * @param status the status
	 * @param errors the errors, each with a message and extensions
	 * @return the response
	 */
	public static Mono<ServerResponse> refuse(HttpStatus status, List<Map<String, Object>> errors) {
		return ServerResponse.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("errors", errors));
	}

	private static Map<String, Object> body(List<GraphQLError> errors) {
		return Map.of("errors", errors.stream().map(GraphQLError::toSpecification).toList());
	}

	/**
	 * Returns the code that determines the status of a response without data.
	 * @param errors the errors of the response
	 * @return the code of the first error
	 */
	public static ErrorCode code(List<GraphQLError> errors) {
		return (extensions(errors).get(CodedError.CODE) instanceof String code) ? ErrorCode.valueOf(code)
				: ErrorCode.INTERNAL_ERROR;
	}

	/**
	 * Adds the header Retry-After if the time is known.
	 * @param errors the errors; the first one determines the time
	 * @param headers the headers of the response
	 */
	public static void addRetryAfter(List<GraphQLError> errors, HttpHeaders headers) {
		if (extensions(errors).get(CodedError.RETRY_AFTER) instanceof Long seconds) {
			headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
		}
	}

	private static Map<String, Object> extensions(List<GraphQLError> errors) {
		Map<String, Object> extensions = errors.isEmpty() ? null : errors.getFirst().getExtensions();
		return (extensions != null) ? extensions : Map.of();
	}

}
