package dev.plenum.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of all contestants, taken in turn, each time beginning with another.
 *
 * @param <R> what comes of one round
 */
final class Rounds<R> {

	private final Map<String, List<R>> rounds = new LinkedHashMap<>();

	/**
	 * One contestant's turn.
	 *
	 * @param <R> what comes of it
	 */
	@FunctionalInterface
	interface Turn<R> {

		R take();

	}

	/**
	 * Plays.
	 * @param <R> what comes of a round
	 * @param number how many rounds there are
	 * @param turns the contestants' turns by name
	 * @return what came of them
	 */
	static <R> Rounds<R> play(int number, Map<String, Turn<R>> turns) {
		Rounds<R> played = new Rounds<>();
		List<String> order = new ArrayList<>(turns.keySet());
		order.forEach((name) -> played.rounds.put(name, new ArrayList<>()));
		for (int round = 0; round < number; round++) {
			for (String name : order) {
				played.rounds.get(name).add(turns.get(name).take());
			}
			Collections.rotate(order, -1);
		}
		return played;
	}

	List<String> names() {
		return List.copyOf(this.rounds.keySet());
	}

	boolean has(String name) {
		return this.rounds.containsKey(name);
	}

	/**
	 * A measure of every round.
	 */
	List<Double> all(String name, ToDoubleFunction<R> measure) {
		return this.rounds.get(name).stream().map(measure::applyAsDouble).toList();
	}

	/**
	 * The median of a measure.
	 */
	double median(String name, ToDoubleFunction<R> measure) {
		return median(all(name, measure));
	}

	/**
	 * The median of some numbers.
	 */
	static double median(List<Double> numbers) {
		List<Double> sorted = numbers.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}
