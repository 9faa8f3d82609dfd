package dev.plenum.platform.graphql;

import graphql.GraphQLContext;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends the mutations of an operation when the operation has timed out. The client has
 * been answered then and may already have made a newer change, which a write that begins
 * later must not overtake.
 */
public final class OperationDeadline {

	private final Sinks.Empty<Void> passed = Sinks.empty();

	/**
	 * Adds this deadline to the context of an operation.
	 */
	public void addTo(GraphQLContext.Builder context) {
		context.of(OperationDeadline.class, this);
	}

	/**
	 * Ends the mutations of the operation that are under way. Can be called once.
	 */
	public void pass() {
		this.passed.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
	}

	/**
	 * Returns a mutation that is cancelled, and completes without a value, when the
	 * operation's deadline has passed.
	 */
	static <T> Mono<T> limit(Mono<T> mutation, GraphQLContext context) {
		OperationDeadline deadline = context.get(OperationDeadline.class);
		return (deadline != null) ? mutation.takeUntilOther(deadline.passed.asMono()) : mutation;
	}

}
