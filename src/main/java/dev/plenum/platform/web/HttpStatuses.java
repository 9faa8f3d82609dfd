package dev.plenum.platform.web;

import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import graphql.ExecutionResult;
import graphql.GraphQLError;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The one place that says which status an operation is answered with. The draft of
 * GraphQL over HTTP has begun to name 422 and 294; the audits and the clients go by 400
 * and 200.
 */
final class HttpStatuses {

	private HttpStatuses() {
	}

	/**
	 * Choose the status of a result.
	 * @param result what came of the operation
	 * @param format how it is sent
	 * @return 200 if the operation was executed, whatever came of it
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
	 * Choose the status of a request that did not come to execution.
	 * @param errors why it did not; the first counts
	 * @return a status of at least 400
	 */
	static HttpStatus of(List<GraphQLError> errors) {
		return code(errors).status();
	}

	/**
	 * Say when to ask again, where that is known.
	 * @param errors why a request was refused; the first counts
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
