package dev.plenum.platform.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.OperationFacts;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.LocalMode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.Introspection;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses operations that are too large before their execution begins, and adds the cost
 * to the results of all others, except events of a subscription. Applies to every
 * transport.
 */
@Component
@Order(1)
final class OperationLimiter extends SimplePerformantInstrumentation {

	private final ListSizes sizes = new ListSizes();

	private final OperationLimits limits;

	private final ExceptionResolver exceptionResolver;

	private final boolean introspection;

	OperationLimiter(OperationLimits limits, ExceptionResolver exceptionResolver, ObjectProvider<LocalMode> localMode) {
		this.limits = limits;
		this.exceptionResolver = exceptionResolver;
		this.introspection = (limits.introspection() != null) ? limits.introspection()
				: localMode.getIfAvailable() != null;
	}

	@Override
	public ExecutionInput instrumentExecutionInput(ExecutionInput input, InstrumentationExecutionParameters parameters,
			InstrumentationState state) {
		if (!this.introspection) {
			input.getGraphQLContext().put(Introspection.INTROSPECTION_DISABLED, true);
		}
		return input;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		GraphQLContext context = parameters.getExecutionContext().getGraphQLContext();
		try {
			OperationSize size = OperationMeter.measure(parameters.getExecutionContext(), this.sizes, this.limits);
			context.put(OperationSize.class, size);
			check(size);
		}
		catch (Problem problem) {
			throw new AbortExecutionException(List.copyOf(this.exceptionResolver.errors(problem)));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	@Override
	public CompletableFuture<ExecutionResult> instrumentExecutionResult(ExecutionResult result,
			InstrumentationExecutionParameters parameters, InstrumentationState state) {
		OperationSize size = parameters.getGraphQLContext().get(OperationSize.class);
		boolean subscription = OperationFacts.of(parameters.getGraphQLContext()).kind() == Operation.SUBSCRIPTION;
		ExecutionResult withCost = (size != null && !subscription)
				? result.transform((builder) -> builder.addExtension("cost", cost(size.cost()))) : result;
		return CompletableFuture.completedFuture(withCost);
	}

	private Map<String, Object> cost(long requested) {
		Map<String, Object> cost = LinkedHashMap.newLinkedHashMap(2);
		cost.put("requested", requested);
		cost.put("limit", this.limits.maxCost());
		return cost;
	}

	private void check(OperationSize size) {
		check(size.depth(), this.limits.maxDepth(), "The operation is nested %d fields deep. The limit is %d.");
		check(size.roots().size(), this.limits.maxRootFields(), "The operation has %d root fields. The limit is %d.");
		check(size.aliases(), this.limits.maxAliases(),
				"The operation has %d aliases of the same field. The limit is %d.");
		check(size.cost(), this.limits.maxCost(),
				"The operation costs %d. The limit is %d. Request shorter pages or fewer fields.");
	}

	private static void check(long size, int limit, String message) {
		if (size > limit) {
			throw Problem.of(ErrorCode.QUERY_TOO_COMPLEX, message.formatted(size, limit));
		}
	}

}
