package dev.plenum.platform.telemetry;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.OperationFacts;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Counts, measures and logs every executed operation over every transport. A subscription
 * is reported when it has begun.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OperationMonitor implements WebGraphQlInterceptor {

	private static final String SUCCESS = "ok";

	private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]{0,99}");

	private final OperationMetrics metrics;

	private final OperationLog log;

	OperationMonitor(OperationMetrics metrics, OperationLog log) {
		this.metrics = metrics;
		this.log = log;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return chain.next(request)
				.doOnNext((response) -> report(request, response, start))
				.doOnError((ex) -> report(new Operation(request.getId(), name(request.getOperationName()), "unknown",
						outcome(ex), took(start), null)));
		});
	}

	private void report(WebGraphQlRequest request, WebGraphQlResponse response, long start) {
		GraphQLContext context = response.getExecutionInput().getGraphQLContext();
		OperationFacts facts = OperationFacts.of(context);
		Caller caller = context.getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS);
		report(new Operation(request.getId(), facts.name(), facts.word(), outcome(response), took(start),
				caller.countedAs()));
	}

	private void report(Operation operation) {
		this.metrics.count(operation);
		this.log.write(operation);
	}

	/**
	 * The name that a client gives. In contrast to one in a valid document, it can be any
	 * text.
	 */
	private static @Nullable String name(@Nullable String given) {
		return (given != null && NAME.matcher(given).matches()) ? given : null;
	}

	private static Duration took(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static String outcome(WebGraphQlResponse response) {
		return response.getExecutionResult()
			.getErrors()
			.stream()
			.map(OperationMonitor::code)
			.findFirst()
			.orElse(SUCCESS);
	}

	private static String code(GraphQLError error) {
		Object code = (error.getExtensions() != null) ? error.getExtensions().get("code") : null;
		return String.valueOf(code).toLowerCase(Locale.ROOT);
	}

	private static String outcome(Throwable ex) {
		ErrorCode code = (ex instanceof Problem problem) ? problem.code() : ErrorCode.INTERNAL_ERROR;
		return code.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * An operation that was executed or refused.
	 *
	 * @param requestId the id of its request
	 * @param name its name in the document; null if it has none
	 * @param kind query, mutation or subscription; unknown if its document was refused
	 * @param outcome ok, or the code of the first error in lower case
	 * @param took the time until its answer
	 * @param subject the subject of the caller; null for an anonymous caller
	 */
	record Operation(String requestId, @Nullable String name, String kind, String outcome, Duration took,
			@Nullable String subject) {

		boolean isMutation() {
			return this.kind.equals("mutation");
		}

		boolean isSuccess() {
			return this.outcome.equals(SUCCESS);
		}

		boolean isFault() {
			return this.outcome.equals("internal_error");
		}

		boolean isUnavailable() {
			return this.outcome.equals("unavailable");
		}

	}

}
