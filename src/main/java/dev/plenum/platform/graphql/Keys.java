package dev.plenum.platform.graphql;

import dev.plenum.platform.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the object that an input creates or changes: by its id to change it, or by a
 * key that the caller chooses, which creates the object if it does not exist.
 */
public final class Keys {

	private static final int LONGEST = 100;

	private Keys() {
	}

	/**
	 * Returns the id of the object.
	 * @param type the prefix of the ids of its type
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
			throw Problem.badInput("Give either the id of an existing object or a key of your own.", "input", "key");
		}
		return Ids.in(type, eventId, checked(key));
	}

	/**
	 * Throws {@link ErrorCode#NOT_FOUND} if the input has the id of an object that does
	 * not exist.
	 * @param id the id in the input; null if the input has a key
	 * @param exists whether the object exists
	 * @param what the kind of object in words, such as room
	 */
	public static void requireExisting(@Nullable String id, boolean exists, String what) {
		if (id != null && !exists) {
			throw Problem.of(ErrorCode.NOT_FOUND, "This event has no %s '%s'.".formatted(what, id));
		}
	}

	/**
	 * Throws {@link ErrorCode#BAD_INPUT} if a key is blank or longer than 100 characters.
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
