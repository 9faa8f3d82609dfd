package dev.plenum.feedback;

import dev.plenum.platform.graphql.Check;
import org.jspecify.annotations.Nullable;

/**
 * A rating as it is sent; the schema describes each property.
 */
record RateSessionInput(String sessionId, int stars, @Nullable String comment, @Nullable String requestId) {

	private static final int LONGEST_COMMENT = 2000;

	void check() {
		Check.that(this.stars >= 1 && this.stars <= Feedback.MOST_STARS,
				"Give 1 to %d stars.".formatted(Feedback.MOST_STARS), "stars");
		Check.that(this.comment == null || this.comment.length() <= LONGEST_COMMENT,
				"A comment has at most %d characters.".formatted(LONGEST_COMMENT), "comment");
	}

	@Nullable String text() {
		return (this.comment != null && !this.comment.isBlank()) ? this.comment : null;
	}

}
