package dev.plenum.interchange;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

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

		TIME("time or duration", null),

		SPEAKERS("speakers", "slot.speakers"),

		ROOMS("room", "slot.rooms"),

		TEXT("text", "description"),

		LINKS("links", "links"),

		MATERIALS("materials", "materials"),

		TRACK("track", "trackId");

		private final String text;

		private final @Nullable String path;

		Kind(String text, @Nullable String path) {
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
	 * Counts the time of a session.
	 * @param lost whether the file does not contain it
	 */
	void countTime(boolean lost) {
		count(Kind.TIME, lost);
	}

	/**
	 * Counts a session.
	 * @param before the session and its slot before the import
	 * @param after the session and its slot after it
	 */
	void count(BsonDocument before, BsonDocument after) {
		for (Kind kind : Kind.values()) {
			if (kind.path != null && has(before, kind.path)) {
				count(kind, !has(after, kind.path));
			}
		}
	}

	private void count(Kind kind, boolean lost) {
		Count count = this.counts.computeIfAbsent(kind, (first) -> new Count());
		count.had++;
		count.lost += lost ? 1 : 0;
	}

	/**
	 * Checks that little is lost.
	 * @throws Problem with {@link ErrorCode#CONFLICT} otherwise
	 */
	void requireFew() {
		String lost = this.counts.entrySet()
			.stream()
			.filter((entry) -> areMany(entry.getValue().lost, entry.getValue().had))
			.map((entry) -> "%d of %d sessions lose their %s".formatted(entry.getValue().lost, entry.getValue().had,
					entry.getKey().text))
			.collect(Collectors.joining(", "));
		if (!lost.isEmpty()) {
			throw Problem.of(ErrorCode.CONFLICT,
					"%s. To import this nevertheless, send the file again with remove=true.".formatted(lost));
		}
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
