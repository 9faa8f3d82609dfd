package dev.plenum.interchange;

import java.util.EnumMap;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Counts what an import takes away. A file that suddenly lacks much, such as all
 * speakers, is more often a mistake of the program that wrote it than the truth, so an
 * organiser confirms it.
 */
final class Losses {

	/** At most one of ten may be lost without confirmation. */
	private static final int CONFIRMED_SHARE = 10;

	private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

	/**
	 * What a session can lose.
	 */
	enum Kind {

		SPEAKERS("speakers", "slot.speakers"),

		ROOMS("room", "slot.rooms"),

		TEXT("text", "description"),

		LINKS("links", "links"),

		MATERIALS("materials", "materials"),

		TRACK("track", "trackId");

		private final String text;

		private final String path;

		Kind(String text, String path) {
			this.text = text;
			this.path = path;
		}

	}

	/**
	 * Returns whether so much of what there was is lost that an organiser confirms it.
	 */
	static boolean areMany(int lost, int had) {
		return lost * CONFIRMED_SHARE > had;
	}

	/**
	 * Counts a session.
	 * @param before the session and its slot before the import
	 * @param after the session and its slot after it
	 */
	void count(BsonDocument before, BsonDocument after) {
		for (Kind kind : Kind.values()) {
			if (has(before, kind.path)) {
				Count count = this.counts.computeIfAbsent(kind, (first) -> new Count());
				count.had++;
				count.lost += has(after, kind.path) ? 0 : 1;
			}
		}
	}

	/**
	 * Checks that little is lost.
	 * @throws Problem with {@link ErrorCode#CONFLICT} otherwise
	 */
	void requireFew() {
		this.counts.forEach((kind, count) -> {
			if (areMany(count.lost, count.had)) {
				throw Problem.of(ErrorCode.CONFLICT,
						"%d of %d sessions lose their %s. To import this nevertheless, send the file again with remove=true."
							.formatted(count.lost, count.had, kind.text));
			}
		});
	}

	private static boolean has(BsonDocument session, String path) {
		BsonValue value = session;
		for (String name : path.split("\\.")) {
			value = value.isDocument() ? value.asDocument().get(name) : null;
			if (value == null || value.isNull()) {
				return false;
			}
		}
		return !(value.isArray() && value.asArray().isEmpty()) && !(value.isDocument() && value.asDocument().isEmpty());
	}

	private static final class Count {

		private int had;

		private int lost;

	}

}
