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
 * What attendees think of a session, as organisers read it; the schema describes each
 * property.
 *
 * @param session the session
 * @param ratings its ratings
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

	Connection<Comment> comments(Page page) {
		List<RatingDocument> newestFirst = this.ratings.stream()
			.filter((rating) -> rating.comment() != null)
			.sorted(Comparator.comparing(RatingDocument::at).thenComparing(RatingDocument::orphanId).reversed())
			.toList();
		return page.of(this.session.id(), newestFirst, RatingDocument::orphanId).map(this::comment);
	}

	private Comment comment(RatingDocument rating) {
		return new Comment(rating.stars(), String.valueOf(rating.comment()), this.session.programme().at(rating.at()));
	}

	/**
	 * What somebody wrote.
	 *
	 * @param stars how many stars they gave
	 * @param text what they wrote
	 * @param at when
	 */
	record Comment(int stars, String text, OffsetDateTime at) {
	}

}
