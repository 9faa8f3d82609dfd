package dev.plenum.programme;

import org.jspecify.annotations.Nullable;

/**
 * An organisation that holds an event.
 *
 * @param name its name
 * @param shortName the short form of its name; null if it has none
 * @param role its part in the event
 * @param type what sort of organisation it is; null if nobody said
 * @param url its address on the web; null if nobody said
 */
public record Organiser(String name, @Nullable String shortName, Role role, @Nullable Type type, @Nullable String url) {

	/**
	 * The short form of its name, under the name that the schema has for it.
	 * @return the short form; null if it has none
	 */
	public @Nullable String getShort() {
		return this.shortName;
	}

	/** An organisation's part in an event. */
	public enum Role {

		/** It holds the event. */
		ORGANISER,

		/** It helps to hold the event. */
		CO_ORGANISER

	}

	/** What sort of organisation it is. */
	public enum Type {

		/** A society of members. */
		ASSOCIATION,

		/** A public authority. */
		AUTHORITY,

		/** A company. */
		COMPANY,

		/** A trade union. */
		TRADE_UNION,

		/** A region or municipality, or an association of them. */
		REGION,

		/** Something else. */
		OTHER

	}

}
