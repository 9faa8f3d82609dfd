package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Adds a code to the errors of graphql-java's parser, validation and execution. Only the
 * interceptor that counts operations surrounds it, so that every response has codes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class ErrorCodeInterceptor implements WebGraphQlInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(ErrorCodeInterceptor.class);

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map(ErrorCodeInterceptor::coded);
	}

	private static WebGraphQlResponse coded(WebGraphQlResponse response) {
		ExecutionResult result = response.getExecutionResult();
		Map<String, Object> variables = response.getExecutionInput().getVariables();
		if (result.getData() instanceof Publisher<?> events) {
			return response.transform((builder) -> builder
				.data(Flux.from(events).cast(ExecutionResult.class).map((event) -> coded(event, variables))));
		}
		return result.getErrors().isEmpty() ? response
				: response.transform((builder) -> builder.errors(coded(result.getErrors(), variables)));
	}

	private static ExecutionResult coded(ExecutionResult result, Map<String, Object> variables) {
		return result.getErrors().isEmpty() ? result
				: result.transform((builder) -> builder.errors(coded(result.getErrors(), variables)));
	}

	private static List<GraphQLError> coded(List<GraphQLError> errors, Map<String, Object> variables) {
		return errors.stream()
			.filter((error) -> !isConsequence(error, errors))
			.map((error) -> coded(error, variables))
			.toList();
	}

	/**
	 * In the events of a subscription graphql-java reports a failed field a second time
	 * because it is null.
	 */
	private static boolean isConsequence(GraphQLError error, List<GraphQLError> errors) {
		return error.getErrorType() == ErrorType.NullValueInNonNullableField && errors.stream()
			.anyMatch((other) -> other.getErrorType() != ErrorType.NullValueInNonNullableField
					&& Objects.equals(other.getPath(), error.getPath()));
	}

	private static GraphQLError coded(GraphQLError error, Map<String, Object> variables) {
		Map<String, Object> extensions = error.getExtensions();
		if (extensions != null && extensions.containsKey(CodedError.CODE)) {
			return error;
		}
		ErrorCode code = CodedError.codeOf(error);
		if (code == null) {
			String id = CodedError.newId();
			logger.error("Fault {} in {}: {}", id, error.getPath(), error.getMessage());
			return CodedError.in(error).internal(id);
		}
		return CodedError.in(error)
			.problem(Problem.of(code, String.valueOf(error.getMessage()), CodedError.argumentPath(error, variables)));
	}

}
