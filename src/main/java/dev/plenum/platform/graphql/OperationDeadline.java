package dev.plenum.platform.graphql;

import java.time.Duration;

import graphql.GraphQLContext;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * Ends the mutations of an operation when the operation has timed out. The client has
 * been answered then and may already have made a newer change, which a write that begins
 * later must not overtake.
 */
public final class OperationDeadline {

	private final Sinks.Empty<Void> passed = Sinks.empty();

	/** Of {@link System#nanoTime()}. */
	private final long endsAt;

	/**
	 * Starts the time of an operation.
	 * @param timeout how long the operation may take
	 */
	public OperationDeadline(Duration timeout) {
		this.endsAt = System.nanoTime() + timeout.toNanos();
	}

	/**
	 * How long the operation to which a step belongs may still take.
	 * @param context the context of the step
	 * @param otherwise the result for a step that belongs to no mutation
	 * @return the time; not positive if the client has been answered
	 */
	public static Duration left(ContextView context, Duration otherwise) {
		return context.<OperationDeadline>getOrEmpty(OperationDeadline.class)
			.map((deadline) -> Duration.ofNanos(deadline.endsAt - System.nanoTime()))
			.orElse(otherwise);
	}

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
		return (deadline != null) ? mutation.takeUntilOther(deadline.passed.asMono())
			.contextWrite((steps) -> steps.put(OperationDeadline.class, deadline)) : mutation;
	}

}
