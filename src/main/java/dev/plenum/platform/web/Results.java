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
	 * The results of an execution.
	 * @param result the result; its data is a publisher if the operation is a
	 * subscription that began
	 * @return the publisher's results, or the one result
	 */
	static Flux<ExecutionResult> of(ExecutionResult result) {
		return (result.getData() instanceof Publisher<?> events) ? Flux.from(events).cast(ExecutionResult.class)
				: Flux.just(result);
	}

	/**
	 * The results of a response.
	 * @param response the response
	 * @return the results; the error {@link SubscriptionPublisherException} if the
	 * operation did not begin, because the document was refused or the subscription has
	 * no source
	 */
	public static Flux<ExecutionResult> ofBegun(WebGraphQlResponse response) {
		ExecutionResult result = response.getExecutionResult();
		boolean subscription = OperationFacts.of(response.getExecutionInput().getGraphQLContext())
			.kind() == Operation.SUBSCRIPTION;
		boolean begun = result.isDataPresent() && (!subscription || result.getData() instanceof Publisher<?>);
		return begun ? of(result) : Flux.error(() -> new SubscriptionPublisherException(result.getErrors(), null));
	}

	/**
	 * Converts the exception that ended a stream to a result.
	 * @param exception the exception
	 * @param exceptionResolver converts it to errors
	 * @return a result with errors and without data
	 */
	public static ExecutionResult failure(Throwable exception, ExceptionResolver exceptionResolver) {
		return ExecutionResult.newExecutionResult()
			.errors((exception instanceof SubscriptionPublisherException resolved) ? resolved.getErrors()
					: exceptionResolver.errors(exception))
			.build();
	}

}
