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
 * The one shape of an error: message, code, and the field that it arose in.
 *
 * @param locations where the field or the mistake stands in the document; null if it has
 * no place there
 * @param path the field's place in the response; null outside of any field
 */
record CodedError(@Nullable List<SourceLocation> locations, @Nullable List<Object> path) {

	static final String CODE = "code";

	static final String RETRY_AFTER = "retryAfter";

	/** Which value a scalar refused; never part of a response. */
	static final String REFUSED_VALUE = "refusedValue";

	private static final Pattern LITERAL = Pattern.compile("argument '([\\w.\\[\\]]+)' with value");

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
	 * Tell which value does not fit. graphql-java names the variable or the argument in
	 * the message only; a scalar can tell the value in {@link #REFUSED_VALUE}.
	 * @param error an error of graphql-java
	 * @param variables the variables of the operation
	 * @return the place of the value, beginning with the name of the variable or of the
	 * argument; empty if the error is not about one
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
	 * Find a value.
	 * @return its first place; null if it is not there
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
