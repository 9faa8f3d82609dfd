package dev.plenum.platform;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Ids that are opaque to clients and unique across types and events. An id contains its
 * type and its event, so that an object is found without a search in all events:
 * {@code evt_EVENT}, {@code ses_EVENT_OWN}. Both parts are computed from names that do
 * not change (the slug of the event, the key of the object), so that creating the same
 * object again gives the same id.
 */
public final class Ids {

	private static final int LENGTH = 11;

	private Ids() {
	}

	/**
	 * Returns the id of an event.
	 * @param slug the event's slug
	 * @return the id, always the same for the same slug
	 */
	public static String event(String slug) {
		return "evt_" + hash(slug);
	}

	/**
	 * Returns the id of an object in an event.
	 * @param type the prefix of its type, three letters such as {@code ses}
	 * @param eventId the id of the event
	 * @param key the key of the object, unique within its type and event
	 * @return the id, always the same for the same arguments
	 */
	public static String in(String type, String eventId, String key) {
		return type + '_' + eventId.substring(eventId.indexOf('_') + 1) + '_' + hash(eventId + '/' + key);
	}

	/**
	 * Returns the id of an object that one person has, and that belongs to no event.
	 * @param type the prefix of its type, three letters such as {@code nst}
	 * @param subject the person
	 * @return the id, always the same for the same arguments
	 */
	public static String of(String type, String subject) {
		return type + '_' + hash(type + '/' + subject);
	}

	/**
	 * Finds the event that an id belongs to.
	 * @param id any text that a client sent
	 * @return the id of an event, which may not exist; empty if the text cannot be an id
	 */
	public static Optional<String> eventOf(String id) {
		String[] parts = id.split("_", 4);
		return (parts.length == 2 || parts.length == 3) ? Optional.of("evt_" + parts[1]) : Optional.empty();
	}

	/**
	 * Finds the type of an id.
	 * @param id any text that a client sent
	 * @return the part before the first underscore, such as {@code ses}
	 */
	public static String typeOf(String id) {
		return id.split("_", 2)[0];
	}

	private static String hash(String name) {
		String digits = new BigInteger(1, Sha256.of(name)).toString(36);
		return digits.substring(digits.length() - LENGTH);
	}

}
