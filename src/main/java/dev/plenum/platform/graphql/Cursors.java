package dev.plenum.platform.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.plenum.platform.Sha256;

/**
 * The cursors of one list. Each contains the tag of its list and a position, so that a
 * cursor of another list is refused.
 *
 * @param tag the tag of the list
 */
record Cursors(String tag) {

	private static final int TAG_BYTES = 6;

	private static final int TAG_LENGTH = 8;

	/**
	 * Returns the cursors of a list.
	 * @param owner the id of the object that the list belongs to
	 * @param list the field of the list, with the arguments that select and sort its
	 * items
	 */
	static Cursors of(String owner, String list) {
		byte[] digest = Sha256.of(owner + '\n' + list);
		return new Cursors(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TAG_BYTES)));
	}

	/**
	 * Returns the cursor of a position.
	 */
	String of(String place) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((this.tag + place).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns the position that a cursor contains.
	 * @param cursor the cursor
	 * @param argument the argument that has it
	 * @throws Problem for a cursor of another list
	 */
	String place(String cursor, String argument) {
		String text;
		try {
			text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw unknown(argument);
		}
		if (!text.startsWith(this.tag)) {
			throw unknown(argument);
		}
		return text.substring(TAG_LENGTH);
	}

	Position position(String cursor, String argument) {
		return Position.read(place(cursor, argument), argument);
	}

	static int number(String cursor, String argument) {
		try {
			return Integer.parseInt(cursor);
		}
		catch (NumberFormatException ex) {
			throw unknown(argument);
		}
	}

	/**
	 * Creates the problem of a cursor that is not one of the list.
	 * @param argument the argument that has it
	 */
	static Problem unknown(String argument) {
		return Problem.badInput("This is not a cursor of this list. Give a cursor from a page of the same list.",
				argument);
	}

	/**
	 * The position of an item in a list in memory.
	 *
	 * @param index the index that the item had
	 * @param id what identifies the item
	 */
	record Position(int index, String id) {

		private static Position read(String place, String argument) {
			try {
				int colon = place.indexOf(':');
				int index = Integer.parseInt(place.substring(0, colon));
				if (index >= 0) {
					return new Position(index, place.substring(colon + 1));
				}
			}
			catch (NumberFormatException | IndexOutOfBoundsException ex) {
				throw unknown(argument);
			}
			throw unknown(argument);
		}

		/**
		 * Returns the index of the item; of the item that followed it, if it is gone.
		 */
		<T> int indexIn(List<T> all, Function<T, String> id) {
			return isAt(this.index, all, id) ? this.index
					: IntStream.range(0, all.size())
						.filter((candidate) -> isAt(candidate, all, id))
						.findFirst()
						.orElse(Math.min(this.index, all.size()));
		}

		<T> int indexAfter(List<T> all, Function<T, String> id) {
			int found = indexIn(all, id);
			return isAt(found, all, id) ? found + 1 : found;
		}

		private <T> boolean isAt(int candidate, List<T> all, Function<T, String> id) {
			return candidate < all.size() && id.apply(all.get(candidate)).equals(this.id);
		}

	}

}
