package dev.plenum.platform.web;

import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import graphql.ExecutionResult;
import graphql.GraphQLError;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Determines the status of every response to an operation. The current draft of GraphQL
 * over HTTP mentions 422 and 294, but its audits and the clients expect 400 and 200.
 */
final class HttpStatuses {

	private HttpStatuses() {
	}

	/**
	 * The status of a result.
	 * @param result the result
	 * @param format the format of the response
	 * @return 200 if the operation was executed, even with errors
	 */
	static HttpStatus of(ExecutionResult result, ResponseFormat format) {
		if (result.isDataPresent()) {
			return HttpStatus.OK;
		}
		HttpStatus status = of(result.getErrors());
		return (status == HttpStatus.BAD_REQUEST && format == ResponseFormat.JSON
				&& !code(result.getErrors()).equals(ErrorCode.QUERY_TOO_COMPLEX)) ? HttpStatus.OK : status;
	}

	/**
	 * The status of a request that was not executed.
	 * @param errors the reasons; the first one determines the status
	 * @return a status of at least 400
	 */
	static HttpStatus of(List<GraphQLError> errors) {
		return code(errors).status();
	}

	/**
	 * Adds the header Retry-After if the time is known.
	 * @param errors the errors; the first one determines the time
	 * @param headers the headers of the response
	 */
	static void addRetryAfter(List<GraphQLError> errors, HttpHeaders headers) {
		Map<String, Object> extensions = errors.isEmpty() ? null : errors.getFirst().getExtensions();
		if (extensions != null && extensions.get("retryAfter") instanceof Long seconds) {
			headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
		}
	}

	private static ErrorCode code(List<GraphQLError> errors) {
		Map<String, Object> extensions = errors.isEmpty() ? null : errors.getFirst().getExtensions();
		return (extensions != null && extensions.get("code") instanceof String code) ? ErrorCode.valueOf(code)
				: ErrorCode.INTERNAL_ERROR;
	}

}
