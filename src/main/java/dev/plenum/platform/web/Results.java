package dev.plenum.platform.web;

import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.OperationFacts;
import graphql.ExecutionResult;
import graphql.language.OperationDefinition.Operation;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlResponse;

/**
 * The result of an operation of any kind as a stream of results.
 */
public final class Results {

	private Results() {
	}

	/**
	 * Make a stream of an execution's result.
	 * @param result the result; its data is a publisher if the operation is a
	 * subscription that began
	 * @return the publisher's results, or the one result
	 */
	static Flux<ExecutionResult> of(ExecutionResult result) {
		return (result.getData() instanceof Publisher<?> events) ? Flux.from(events).cast(ExecutionResult.class)
				: Flux.just(result);
	}

	/**
	 * Make a stream of a response, which is an error if the operation did not begin: if
	 * the document was refused, or a subscription has no source.
	 * @param response what came of the operation
	 * @return the results; {@link SubscriptionPublisherException} with the errors if it
	 * did not begin
	 */
	public static Flux<ExecutionResult> ofBegun(WebGraphQlResponse response) {
		ExecutionResult result = response.getExecutionResult();
		boolean subscription = OperationFacts.of(response.getExecutionInput().getGraphQLContext())
			.kind() == Operation.SUBSCRIPTION;
		boolean begun = result.isDataPresent() && (!subscription || result.getData() instanceof Publisher<?>);
		return begun ? of(result) : Flux.error(() -> new SubscriptionPublisherException(result.getErrors(), null));
	}

	/**
	 * Make the result that tells of the exception that ended a stream.
	 * @param exception what ended it
	 * @param exceptionResolver says what the caller is told
	 * @return a result with errors and no data
	 */
	public static ExecutionResult failure(Throwable exception, ExceptionResolver exceptionResolver) {
		return ExecutionResult.newExecutionResult()
			.errors((exception instanceof SubscriptionPublisherException resolved) ? resolved.getErrors()
					: exceptionResolver.errors(exception))
			.build();
	}

}
