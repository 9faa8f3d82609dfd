package dev.plenum.exhibitor;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

/**
 * The location of an exhibitor's booth.
 *
 * @param hall the name of the hall; null if unknown
 * @param number the booth's number, as on the signs
 * @param x the distance from the left edge of the hall's floor plan, in the unit of the
 * plan's width; null if unknown
 * @param y the distance from the top edge of the hall's floor plan, in the unit of the
 * plan's height; null if unknown
 */
public record Booth(@Nullable String hall, String number, @Nullable Double x, @Nullable Double y) {

	static final String FINE = "A booth needs a number of 1 to 50 characters, and either both or none of x and y, from 0 up.";

	private static final int LONGEST_NUMBER = 50;

	/**
	 * Whether visitors may take another booth for this one: it has the same number, and
	 * no other hall.
	 */
	boolean mayBeTakenFor(Booth other) {
		return this.number.strip().equalsIgnoreCase(other.number.strip())
				&& (this.hall == null || other.hall == null || this.hall.equalsIgnoreCase(other.hall));
	}

	boolean isFine() {
		return !this.number.isBlank() && this.number.length() <= LONGEST_NUMBER && Check.isLine(this.hall)
				&& (this.x == null) == (this.y == null) && isPlace(this.x) && isPlace(this.y);
	}

	private static boolean isPlace(@Nullable Double along) {
		return along == null || along >= 0 && Double.isFinite(along);
	}

}
