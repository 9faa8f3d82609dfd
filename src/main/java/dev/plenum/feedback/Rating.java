package dev.plenum.feedback;

import java.time.OffsetDateTime;

import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own rating; the schema describes each property.
 *
 * @param session the session
 * @param document the stored rating
 */
record Rating(Session session, RatingDocument document) {

	public int stars() {
		return this.document.stars();
	}

	public @Nullable String comment() {
		return this.document.comment();
	}

	public OffsetDateTime at() {
		return this.session.programme().at(this.document.at());
	}

}
