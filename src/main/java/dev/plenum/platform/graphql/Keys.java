package dev.plenum.platform.graphql;

import dev.plenum.platform.Ids;
import org.jspecify.annotations.Nullable;

/**
 * How an input names the thing that it is about: by its id, to change it, or by a key of
 * the caller's own, which makes it where there is none.
 */
public final class Keys {

	private static final int LONGEST = 100;

	private Keys() {
	}

	/**
	 * The id of the thing.
	 * @param type the prefix of its ids
	 * @param eventId the event
	 * @param id the id in the input
	 * @param key the key in the input
	 * @return the id
	 */
	public static String id(String type, String eventId, @Nullable String id, @Nullable String key) {
		if (id != null && key == null) {
			return id;
		}
		if (id != null || key == null) {
			throw Problem.badInput("Give the id to change one, or a key of your own to make one.", "input", "key");
		}
		return Ids.in(type, eventId, checked(key));
	}

	/**
	 * Refuses an id of nothing.
	 * @param id the id in the input, if it was by id
	 * @param exists whether there is such a thing
	 * @param what the thing in words
	 */
	public static void requireExisting(@Nullable String id, boolean exists, String what) {
		if (id != null && !exists) {
			throw Problem.of(ErrorCode.NOT_FOUND, "This event has no %s '%s'.".formatted(what, id));
		}
	}

	/**
	 * Refuses a key that is blank or long.
	 * @param key the key in the input
	 * @return the key
	 */
	public static String checked(String key) {
		if (key.isBlank() || key.length() > LONGEST) {
			throw Problem.badInput("A key has 1 to %d characters.".formatted(LONGEST), "input", "key");
		}
		return key;
	}

}
