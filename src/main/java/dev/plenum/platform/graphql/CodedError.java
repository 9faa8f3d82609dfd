package dev.plenum.platform.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.introspection.GoodFaithIntrospection;
import graphql.introspection.IntrospectionDisabledError;
import graphql.language.SourceLocation;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.execution.ErrorType;

/**
 * The one shape of an error: message, code, and the field that it arose in.
 *
 * @param locations where the field or the mistake stands in the document; null if it has
 * no place there
 * @param path the field's place in the response; null outside of any field
 */
record CodedError(@Nullable List<SourceLocation> locations, @Nullable List<Object> path) {

	static final String CODE = "code";

	static final String RETRY_AFTER = "retryAfter";

	private static final Pattern VALUE = Pattern.compile("(?:Variable|Argument) '(\\w+)' has ");

	/** An error outside of any field. */
	static final CodedError ANYWHERE = new CodedError(null, null);

	static CodedError in(@Nullable DataFetchingEnvironment environment) {
		return (environment != null) ? new CodedError(List.of(environment.getField().getSourceLocation()),
				environment.getExecutionStepInfo().getPath().toList()) : ANYWHERE;
	}

	static CodedError in(GraphQLError error) {
		return new CodedError(error.getLocations(), error.getPath());
	}

	/**
	 * Tell the code of an error that has none yet by its type.
	 * @param error an error of graphql-java, or of Spring for GraphQL
	 * @return the code; null if the error is a fault of the server
	 */
	static @Nullable ErrorCode codeOf(GraphQLError error) {
		return switch (error.getErrorType()) {
			case ErrorCode code -> code;
			case graphql.ErrorType engine -> switch (engine) {
				case InvalidSyntax, ValidationError, OperationNotSupported -> ErrorCode.BAD_INPUT;
				case ExecutionAborted -> ErrorCode.QUERY_TOO_COMPLEX;
				case DataFetchingException, NullValueInNonNullableField -> null;
			};
			case ErrorType spring -> switch (spring) {
				case BAD_REQUEST -> ErrorCode.BAD_INPUT;
				case UNAUTHORIZED -> ErrorCode.UNAUTHENTICATED;
				case FORBIDDEN -> ErrorCode.FORBIDDEN;
				case NOT_FOUND -> ErrorCode.NOT_FOUND;
				case INTERNAL_ERROR -> null;
			};
			case null -> null;
			default -> introspectionRefusal(error);
		};
	}

	/**
	 * Tell which value does not fit. graphql-java names it in the message only.
	 * @param error an error of graphql-java
	 * @return the name of the variable or of the argument; empty if it is not about one
	 */
	static List<Object> argumentPath(GraphQLError error) {
		Matcher matcher = VALUE.matcher(error.getMessage());
		return matcher.lookingAt() ? List.of(matcher.group(1)) : List.of();
	}

	private static @Nullable ErrorCode introspectionRefusal(GraphQLError error) {
		return switch (error) {
			case GoodFaithIntrospection.BadFaithIntrospectionError _ -> ErrorCode.QUERY_TOO_COMPLEX;
			case IntrospectionDisabledError _ -> ErrorCode.FORBIDDEN;
			default -> null;
		};
	}

	GraphQLError problem(Problem problem) {
		Map<String, Object> more = new LinkedHashMap<>();
		if (!problem.path().isEmpty()) {
			more.put("path", problem.path());
		}
		if (problem.retryAfterSeconds() != null) {
			more.put(RETRY_AFTER, problem.retryAfterSeconds());
		}
		return error(problem.code(), problem.getMessage(), more);
	}

	GraphQLError internal(String id) {
		return error(ErrorCode.INTERNAL_ERROR,
				"Something went wrong on our side. Quote the id " + id + " when you report it.", Map.of("id", id));
	}

	private GraphQLError error(ErrorCode code, @Nullable String message, Map<String, ?> more) {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put(CODE, code.name());
		extensions.putAll(more);
		return GraphqlErrorBuilder.newError()
			.message((message != null) ? message : code.name())
			.locations(this.locations)
			.path(this.path)
			.errorType(code)
			.extensions(extensions)
			.build();
	}

	/**
	 * Make an id to find a fault in the log by.
	 * @return eight or so letters and digits, random
	 */
	static String newId() {
		return Long.toString(ThreadLocalRandom.current().nextLong(1L << 35, 1L << 40), 36);
	}

}
