package dev.plenum.inbox;

import java.util.Optional;

import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A place in an inbox from which it can be continued on any server. Between two states of
 * the inbox there can be many items: then the cursor names both states, and the last item
 * between them that was delivered.
 *
 * @param from the state of which everything was delivered
 * @param to the next state, of which items were delivered up to {@code last}; null if
 * nothing else was delivered
 * @param last the place of the last delivered item; null with {@code to}
 */
record NewsCursor(Positions from, @Nullable Positions to, @Nullable String last) {

	private static final String SEPARATOR = "~~";

	private static final int LONGEST = 10_000;

	static NewsCursor at(Positions positions) {
		return new NewsCursor(positions, null, null);
	}

	/**
	 * Reads a cursor.
	 * @param text any text
	 * @param path the path of the argument
	 * @return the cursor
	 * @throws Problem with {@code BAD_INPUT} if the text is not a cursor of an inbox
	 */
	static NewsCursor parse(String text, Object... path) {
		return find(text).orElseThrow(() -> Problem.badInput("This is not a cursor of an inbox.", path));
	}

	/**
	 * Reads a cursor.
	 * @param text any text
	 * @return the cursor; empty if the text is not a cursor of an inbox
	 */
	static Optional<NewsCursor> find(String text) {
		String[] parts = text.split(SEPARATOR, -1);
		Positions from = (text.length() <= LONGEST) ? Positions.parse(parts[0]) : null;
		if (from == null || parts.length == 1) {
			return Optional.ofNullable(from).map(NewsCursor::at);
		}
		return Optional.ofNullable((parts.length == 3) ? Positions.parse(parts[1]) : null)
			.map((to) -> new NewsCursor(from, to, parts[2]));
	}

	/**
	 * Returns the later one of a cursor and the position that the client reached before
	 * it connected again.
	 * @param given the cursor; null for none
	 * @param reached the position; null for none
	 */
	static @Nullable NewsCursor later(@Nullable NewsCursor given, @Nullable String reached) {
		return Optional.ofNullable(reached)
			.flatMap(NewsCursor::find)
			.filter((cursor) -> given == null || cursor.from.reach(given.from))
			.orElse(given);
	}

	/**
	 * Returns whether everything before another cursor is before this one, too.
	 */
	boolean includes(NewsCursor other) {
		return other.equals(this) || other.to == null && this.from.reach(other.from);
	}

	/**
	 * Returns whether an item was delivered before this cursor.
	 */
	boolean isPast(NewsEntry entry) {
		return entry.isKnownAt(this.from) || this.to != null && this.last != null && entry.isKnownAt(this.to)
				&& entry.place().compareTo(this.last) <= 0;
	}

	@Override
	public String toString() {
		return (this.to != null) ? String.join(SEPARATOR, this.from.toString(), this.to.toString(), this.last)
				: this.from.toString();
	}

}
