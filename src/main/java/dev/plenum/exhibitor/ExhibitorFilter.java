package dev.plenum.exhibitor;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Which exhibitors; an exhibitor must meet every condition that is given. The schema
 * describes each condition.
 */
record ExhibitorFilter(@Nullable String category, @Nullable String hall, @Nullable ExhibitorTier tier,
		@Nullable String text, @Nullable Boolean openNow) {

	boolean matches(Stand stand, Instant now) {
		ExhibitorDocument exhibitor = stand.document();
		return (this.category == null || exhibitor.categoryIds().contains(this.category))
				&& (this.hall == null || isIn(this.hall, exhibitor.booth()))
				&& (this.tier == null || exhibitor.tier() == this.tier)
				&& (this.openNow == null || exhibitor.isOpenAt(now) == this.openNow)
				&& (this.text == null || stand.mentions(this.text.toLowerCase(Locale.ROOT)));
	}

	private static boolean isIn(String hall, @Nullable Booth booth) {
		return booth != null && hall.equalsIgnoreCase(booth.hall());
	}

}
