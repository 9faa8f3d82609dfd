package dev.plenum.platform.broadcast;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates the result of a subscription's resolver if all subscribers receive the same
 * steps, each from a position of their own. If a transport executes the subscription,
 * subscribers with the same topic and selection share a {@link Channel}, and each step is
 * executed once for all of them. For any other caller the result is an ordinary stream.
 */
public final class Broadcast {

	private Broadcast() {
	}

	/**
	 * Notes in the context of a subscription what it shares with others, and how it
	 * continues.
	 * @param execution the execution of a subscription, which has one root field
	 */
	public static void prepare(ExecutionContext execution) {
		ExecutableNormalizedOperationFactory
			.createExecutableNormalizedOperation(execution.getGraphQLSchema(), execution.getOperationDefinition(),
					execution.getFragmentsByName(), execution.getCoercedVariables())
			.getTopLevelFields()
			.forEach((field) -> {
				Selection.note(execution, field);
				Resume.note(execution, field);
			});
	}

	/**
	 * Creates a stream of steps that is shared if possible.
	 * @param context the context of the subscription's execution
	 * @param topic what the steps are about; subscriptions with equal topics share steps
	 * @param snapshots the newest snapshot and those that follow, without end
	 * @param cursor the position to start from
	 * @param <S> the type of the snapshots
	 * @param <T> the type of the steps
	 * @return the steps after the cursor's position, without end
	 */
	public static <S, T> Flux<T> of(GraphQLContext context, Object topic, Flux<S> snapshots, StepCursor<S, T> cursor) {
		return Flux.defer(() -> {
			RunningOperation operation = context.get(RunningOperation.class);
			return (operation != null) ? operation.share(topic, snapshots, cursor) : alone(snapshots, cursor);
		});
	}

	/**
	 * Creates a stream of steps that is not shared.
	 * @param snapshots the newest snapshot and those that follow, without end
	 * @param cursor the position to start from
	 * @param <S> the type of the snapshots
	 * @param <T> the type of the steps
	 * @return the steps after the cursor's position, without end
	 */
	public static <S, T> Flux<T> alone(Flux<S> snapshots, StepCursor<S, T> cursor) {
		return snapshots.concatMap((newest) -> Flux.fromStream(() -> steps(cursor, newest)), 1);
	}

	/**
	 * Adds positions to a stream of steps that is not shared, so that it can be
	 * continued.
	 * @param context the context of the subscription's execution
	 * @param steps the steps, as the resolver returns them
	 * @param position returns the position after a step: letters, digits and characters
	 * of {@code ._~-}
	 * @param <T> the type of the steps
	 * @return the same steps
	 */
	public static <T> Flux<T> resumable(GraphQLContext context, Flux<T> steps, Function<T, String> position) {
		return Flux.defer(() -> {
			RunningOperation operation = context.get(RunningOperation.class);
			return (operation != null) ? steps.doOnNext((step) -> operation.reach(position.apply(step))) : steps;
		});
	}

	/**
	 * Drops values that another value follows within a pause. The first one is emitted
	 * immediately, and the last one always.
	 * @param pause the time between two values
	 * @param values the values
	 * @param <T> the type of the values
	 * @return the values that are left
	 */
	public static <T> Flux<T> atMostOnceEvery(Duration pause, Flux<T> values) {
		Mono<T> wait = Mono.delay(pause).then(Mono.empty());
		return values.onBackpressureLatest().concatMap((value) -> Flux.concat(Mono.just(value), wait), 0);
	}

	private static <S, T> Stream<T> steps(StepCursor<S, T> cursor, S newest) {
		cursor.check(newest);
		return Stream.iterate(cursor.next(newest), (step) -> step != null, (_) -> cursor.next(newest));
	}

}
