package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import dev.plenum.platform.Present;
import org.jspecify.annotations.Nullable;

/**
 * Selects exhibitors that meet all conditions. The schema describes each condition.
 */
record ExhibitorFilter(@Nullable String category, @Nullable String hall, @Nullable ExhibitorTier tier,
		@Nullable String text, @Nullable Boolean openNow, @Nullable Boolean favourites) {

	/**
	 * The filter at the present moment.
	 * @param present provides the moment, if the filter needs it
	 * @param floor the exhibition to filter
	 * @param liked the caller's favourites, if the filter needs them
	 */
	Predicate<Stand> at(Present present, ShowFloor floor, Set<String> liked) {
		Instant now = (this.openNow != null) ? present.between(floor.turns()) : Instant.EPOCH;
		String lowerCase = (this.text != null) ? this.text.toLowerCase(Locale.ROOT) : null;
		return (stand) -> (this.favourites == null || liked.contains(stand.document().id()) == this.favourites)
				&& matches(stand.document(), now) && (lowerCase == null || stand.mentions(lowerCase));
	}

	private boolean matches(ExhibitorDocument exhibitor, Instant now) {
		return (this.category == null || exhibitor.categoryIds().contains(this.category))
				&& (this.hall == null || isIn(this.hall, exhibitor.booth()))
				&& (this.tier == null || exhibitor.tier() == this.tier)
				&& (this.openNow == null || exhibitor.isOpenAt(now) == this.openNow);
	}

	private static boolean isIn(String hall, @Nullable Booth booth) {
		return booth != null && hall.equalsIgnoreCase(booth.hall());
	}

}
