package dev.plenum.platform.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * Stores and orders the keys of an index as the store does by default: by the bytes of
 * their Java serialization. Two ids are compared without serializing them, which the
 * store does several times for each document that it adds.
 */
final class KeyFormat extends ObjectDataType {

	private static final int LONGEST = 0xffff;

	@Override
	public int compare(Object one, Object other) {
		String id = id(one);
		String otherId = id(other);
		if (id == null || otherId == null) {
			return super.compare(one, other);
		}
		// Serialization writes the length before the characters.
		return (id.length() != otherId.length()) ? Integer.compare(id.length(), otherId.length())
				: Integer.signum(id.compareTo(otherId));
	}

	/** Returns the only value of a key, if it is a text of ASCII characters. */
	private static @Nullable String id(Object key) {
		return (key instanceof KeyValue values && values.size() == 1 && values.get(0) instanceof String text
				&& text.length() <= LONGEST && isAscii(text)) ? text : null;
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) == 0 || text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

}
