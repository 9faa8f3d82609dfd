package dev.plenum.platform.broadcast;

import java.util.stream.Stream;

import graphql.GraphQLContext;
import reactor.core.publisher.Flux;

/**
 * What a subscription's resolver returns if all its listeners hear the same steps, each
 * from its own place on. A transport then tells everybody who selects the same of the
 * same line by one execution a step; to whom it is not a transport that asks, it is a
 * stream like any other.
 */
public final class Broadcast {

	private Broadcast() {
	}

	/**
	 * Make a stream of steps.
	 * @param context the context of the subscription's execution
	 * @param topic what the line is of; equal for the same line
	 * @param snapshots the newest snapshot and those that follow, without end
	 * @param listener the place to listen from
	 * @param <S> the type of the snapshots
	 * @param <T> the type of the steps
	 * @return the steps after the listener's place, without end
	 */
	public static <S, T> Flux<T> of(GraphQLContext context, Object topic, Flux<S> snapshots, Listener<S, T> listener) {
		return Flux.defer(() -> {
			Opening audience = context.get(Opening.class);
			return (audience != null) ? audience.admit(topic, snapshots, listener) : alone(snapshots, listener);
		});
	}

	/**
	 * Make a stream of steps that is not shared.
	 * @param snapshots the newest snapshot and those that follow, without end
	 * @param listener the place to listen from
	 * @param <S> the type of the snapshots
	 * @param <T> the type of the steps
	 * @return the steps after the listener's place, without end
	 */
	public static <S, T> Flux<T> alone(Flux<S> snapshots, Listener<S, T> listener) {
		return snapshots.concatMap((newest) -> Flux.fromStream(() -> steps(listener, newest)), 1);
	}

	private static <S, T> Stream<T> steps(Listener<S, T> listener, S newest) {
		listener.check(newest);
		return Stream.iterate(listener.next(newest), (step) -> step != null, (_) -> listener.next(newest));
	}

}
