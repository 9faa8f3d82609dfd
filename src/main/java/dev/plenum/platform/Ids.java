package dev.plenum.platform;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Ids that are opaque to clients and unique across types and events. An id begins with
 * its type and tells its event, so that anything is found without asking every event:
 * {@code evt_EVENT}, {@code ses_EVENT_OWN}. Both parts are made from names that do not
 * change (an event's slug, a key within the event), so making the same thing again makes
 * the same id.
 */
public final class Ids {

	private static final int LENGTH = 11;

	private Ids() {
	}

	/**
	 * The id of an event.
	 * @param slug the event's slug
	 * @return the id, always the same for the same slug
	 */
	public static String event(String slug) {
		return "evt_" + hash(slug);
	}

	/**
	 * The id of something in an event.
	 * @param type the type's prefix of three letters, such as {@code ses}
	 * @param eventId the event
	 * @param key what names the thing among those of its type and event
	 * @return the id, always the same for the same arguments
	 */
	public static String in(String type, String eventId, String key) {
		return type + '_' + eventId.substring(eventId.indexOf('_') + 1) + '_' + hash(eventId + '/' + key);
	}

	/**
	 * The event that an id belongs to.
	 * @param id any id, also one that a client made up
	 * @return the event's id, which need not exist; empty if this cannot be an id
	 */
	public static Optional<String> eventOf(String id) {
		String[] parts = id.split("_", 4);
		return (parts.length == 2 || parts.length == 3) ? Optional.of("evt_" + parts[1]) : Optional.empty();
	}

	/**
	 * The type of the thing that an id belongs to.
	 * @param id any id, also one that a client made up
	 * @return what stands before the first underscore, such as {@code ses}
	 */
	public static String typeOf(String id) {
		return id.split("_", 2)[0];
	}

	private static String hash(String name) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			String digits = new BigInteger(1, digest).toString(36);
			return digits.substring(digits.length() - LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
