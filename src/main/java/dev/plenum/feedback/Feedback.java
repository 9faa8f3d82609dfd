package dev.plenum.feedback;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * The ratings of a session as organisers see them; the schema describes each property.
 *
 * @param session the session
 * @param ratings its ratings, in no order
 */
record Feedback(Session session, List<RatingDocument> ratings) {

	static final int MOST_STARS = 5;

	public int count() {
		return this.ratings.size();
	}

	public @Nullable Double average() {
		return this.ratings.isEmpty() ? null
				: this.ratings.stream().mapToInt(RatingDocument::stars).average().orElseThrow();
	}

	public List<Long> distribution() {
		return IntStream.rangeClosed(1, MOST_STARS)
			.mapToObj((stars) -> this.ratings.stream().filter((rating) -> rating.stars() == stars).count())
			.toList();
	}

	Connection<FeedbackComment> comments(Page page, boolean includeHidden) {
		List<RatingDocument> newestFirst = this.ratings.stream()
			.filter((rating) -> rating.comment() != null && (includeHidden || !rating.isHidden()))
			.sorted(Comparator.comparing(RatingDocument::at).thenComparing(RatingDocument::orphanId).reversed())
			.toList();
		return page.of(this.session.id() + (includeHidden ? "/hidden" : ""), newestFirst, RatingDocument::orphanId)
			.map((rating) -> FeedbackComment.of(this.session, rating));
	}

	/**
	 * A rating with a comment, without its author.
	 *
	 * @param id the random id of the rating
	 * @param stars 1 to 5
	 * @param comment the comment
	 * @param at when the rating was last changed
	 * @param hidden whether an organiser has hidden it
	 */
	record FeedbackComment(String id, int stars, String comment, OffsetDateTime at, boolean hidden) {

		static FeedbackComment of(Session session, RatingDocument rating) {
			return new FeedbackComment(rating.orphanId(), rating.stars(), String.valueOf(rating.comment()),
					session.programme().at(rating.at()), rating.isHidden());
		}

	}

}
