package dev.plenum.platform.broadcast;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A step of a subscription that is not shared.
 *
 * @param step the step
 * @param position the position of the subscriber after it
 * @param <T> the type of the step
 */
public record Positioned<T>(T step, String position) {

	/** No subscription continues here. */
	private static final String BETWEEN = "-";

	/**
	 * Gives steps that were noticed at the same time their positions. Only after the last
	 * one can the subscription be continued.
	 * @param steps the steps
	 * @param position the position after all of them
	 * @param <T> the type of the steps
	 * @return the steps with their positions
	 */
	public static <T> List<Positioned<T>> all(List<T> steps, Supplier<String> position) {
		return IntStream.range(0, steps.size())
			.mapToObj((i) -> new Positioned<>(steps.get(i), (i < steps.size() - 1) ? BETWEEN : position.get()))
			.toList();
	}

}
