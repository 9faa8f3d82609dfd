package dev.plenum.exhibitor;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

/**
 * Where an exhibitor stands.
 *
 * @param hall the hall, as the signs and the floor plan say; null if nobody said
 * @param number the booth's number, as the signs say
 * @param x how far from the floor plan's left edge, in the unit of its width; null if
 * nobody said
 * @param y how far from the floor plan's upper edge, in the unit of its height; null if
 * nobody said
 */
public record Booth(@Nullable String hall, String number, @Nullable Double x, @Nullable Double y) {

	static final String FINE = "A booth has a number, and both or none of x and y, which are not negative.";

	private static final int LONGEST_NUMBER = 50;

	boolean isFine() {
		return !this.number.isBlank() && this.number.length() <= LONGEST_NUMBER && Check.isLine(this.hall)
				&& (this.x == null) == (this.y == null) && isPlace(this.x) && isPlace(this.y);
	}

	private static boolean isPlace(@Nullable Double along) {
		return along == null || along >= 0 && Double.isFinite(along);
	}

}
