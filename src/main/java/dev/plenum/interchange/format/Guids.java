package dev.plenum.interchange.format;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * GUIDs for formats that require them.
 */
public final class Guids {

	private static final Pattern GUID = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private Guids() {
	}

	/**
	 * Returns the GUID with which an object is exported.
	 * @param key the object's key
	 * @return the key if it is a GUID, otherwise a GUID that depends only on the key
	 */
	public static String of(String key) {
		return GUID.matcher(key).matches() ? key
				: UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
	}

}
