package dev.plenum.platform.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.IntStream;
import java.util.Objects;
import java.util.AbstractMap.SimpleEntry;
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
 * Makes all errors of responses in one shape: message, code, and the field.
 *
 * @param locations the position of the field or of the mistake in the document; null if
 * it has none
 * @param path the path of the field in the response; null if the error belongs to no
 * field
 */
record CodedError(@Nullable List<SourceLocation> locations, @Nullable List<Object> path) {

	static final String CODE = "code";

	static final String RETRY_AFTER = "retryAfter";

	/** The value that a scalar refused; never part of a response. */
	static final String REFUSED_VALUE = "refusedValue";

	private static final Pattern LITERAL = Pattern.compile("argument '([\\w.\\[\\]]+)' with value");

	private static final Pattern VALUE = Pattern.compile("(?:Variable|Argument) '(\\w+)' has ");

	/** An error that belongs to no field. */
	static final CodedError ANYWHERE = new CodedError(null, null);

	static CodedError in(@Nullable DataFetchingEnvironment environment) {
		return (environment != null) ? new CodedError(List.of(environment.getField().getSourceLocation()),
				environment.getExecutionStepInfo().getPath().toList()) : ANYWHERE;
	}

	static CodedError in(GraphQLError error) {
		return new CodedError(error.getLocations(), error.getPath());
	}

	/**
	 * Finds the code of an error by its type.
	 * @param error an error of graphql-java or of Spring for GraphQL, which has no code
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
	 * Finds the path of the value that is not valid. graphql-java names the variable or
	 * the argument only in the message; a scalar can report the value as
	 * {@link #REFUSED_VALUE}.
	 * @param error an error of graphql-java
	 * @param variables the variables of the operation
	 * @return the path, which begins with the name of the variable or of the argument;
	 * empty if the error is about neither
	 */
	static List<Object> argumentPath(GraphQLError error, Map<String, Object> variables) {
		Matcher literal = LITERAL.matcher(error.getMessage());
		if (literal.find()) {
			return ArgumentErrors.steps(literal.group(1));
		}
		Matcher value = VALUE.matcher(error.getMessage());
		if (!value.lookingAt()) {
			return List.of();
		}
		Object refused = (error.getExtensions() != null) ? error.getExtensions().get(REFUSED_VALUE) : null;
		List<Object> inside = (refused != null) ? place(variables.get(value.group(1)), refused) : null;
		return Stream.concat(Stream.of(value.group(1)), (inside != null) ? inside.stream() : Stream.empty()).toList();
	}

	/**
	 * Finds a value.
	 * @return the path of its first occurrence; null if there is none
	 */
	private static @Nullable List<Object> place(@Nullable Object in, Object refused) {
		if (refused.equals(in)) {
			return List.of();
		}
		Stream<? extends Map.Entry<?, ?>> parts = switch (in) {
			case Map<?, ?> map -> map.entrySet().stream();
			case List<?> list -> IntStream.range(0, list.size()).mapToObj((i) -> new SimpleEntry<>(i, list.get(i)));
			case null, default -> Stream.empty();
		};
		return parts.map((part) -> {
			List<Object> inside = place(part.getValue(), refused);
			return (inside != null) ? Stream.concat(Stream.of((Object) part.getKey()), inside.stream()).toList() : null;
		}).filter(Objects::nonNull).findFirst().orElse(null);
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
		return error(ErrorCode.INTERNAL_ERROR, "Internal error. Quote the id " + id + " when you report it.",
				Map.of("id", id));
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
	 * Makes a random id that identifies a fault in the log.
	 * @return about eight letters and digits
	 */
	static String newId() {
		return Long.toString(ThreadLocalRandom.current().nextLong(1L << 35, 1L << 40), 36);
	}

}
