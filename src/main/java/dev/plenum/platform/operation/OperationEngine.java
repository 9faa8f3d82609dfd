package dev.plenum.platform.operation;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.TransientFault;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.OperationFacts;
import dev.plenum.platform.graphql.Problem;
import graphql.GraphQLContext;
import graphql.language.OperationDefinition.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.graphql.ExecutionGraphQlRequest;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;

/**
 * Executes operations. An exception before the execution of an operation begins can only
 * be caused by the request, so it becomes {@link ErrorCode#BAD_INPUT}. A query that fails
 * because of a transient fault of the database is executed once more.
 */
final class OperationEngine implements ExecutionGraphQlService {

	private static final Logger logger = LoggerFactory.getLogger(OperationEngine.class);

	private static final RepeatedFaults faults = new RepeatedFaults(logger);

	private static final Object BEGUN = new Object();

	private final ExecutionGraphQlService service;

	private final ExceptionResolver exceptionResolver;

	OperationEngine(ExecutionGraphQlService service, ExceptionResolver exceptionResolver) {
		this.service = service;
		this.exceptionResolver = exceptionResolver;
	}

	/**
	 * Notes that the execution of an operation begins.
	 * @param context the context of the execution
	 */
	static void begin(GraphQLContext context) {
		AtomicBoolean begun = context.get(BEGUN);
		if (begun != null) {
			begun.set(true);
		}
	}

	@Override
	public Mono<ExecutionGraphQlResponse> execute(ExecutionGraphQlRequest request) {
		return Mono.defer(() -> {
			AtomicBoolean begun = new AtomicBoolean();
			request.configureExecutionInput(
					(_, input) -> input.graphQLContext((context) -> context.of(BEGUN, begun)).build());
			return this.service.execute(request)
				.flatMap((response) -> isRepeated(response) ? this.service.execute(request) : Mono.just(response))
				.onErrorMap((ex) -> !begun.get() && this.exceptionResolver.code(ex) == ErrorCode.INTERNAL_ERROR,
						OperationEngine::refusal);
		});
	}

	/**
	 * Whether a query is executed once more. The driver repeats most reads by itself, but
	 * not the later batches of a long list, and not for every error code.
	 */
	private static boolean isRepeated(ExecutionGraphQlResponse response) {
		GraphQLContext context = response.getExecutionInput().getGraphQLContext();
		TransientFault fault = context.get(TransientFault.class);
		return fault != null && !fault.hasWaited() && OperationFacts.of(context).kind() == Operation.QUERY;
	}

	private static Problem refusal(Throwable exception) {
		faults.warn("An operation cannot be executed as it was sent: " + exception.getClass().getName());
		logger.debug("An operation cannot be executed as it was sent", exception);
		return Problem.badInput("The operation cannot be executed with these variables.");
	}

}
