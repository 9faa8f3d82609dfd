package dev.plenum.programme.document;

import org.jspecify.annotations.Nullable;

/**
 * An organisation that holds an event. The people who may change an event are not meant
 * here.
 *
 * @param name its name
 * @param shortName the short form of its name; null if it has none
 * @param role its part in the event
 * @param type the type of the organisation; null if unknown
 * @param url its web address; null if unknown
 */
public record Organiser(String name, @Nullable String shortName, Role role, @Nullable Type type, @Nullable String url) {

	/**
	 * Returns the short form of its name, which the schema calls {@code short}.
	 * @return the short form; null if it has none
	 */
	public @Nullable String getShort() {
		return this.shortName;
	}

	/** The part of an organisation in an event. */
	public enum Role {

		/** It holds the event. */
		ORGANISER,

		/** It helps to hold the event. */
		CO_ORGANISER

	}

	/** The type of an organisation. */
	public enum Type {

		/** A society with members. */
		ASSOCIATION,

		/** A public authority. */
		AUTHORITY,

		/** A company. */
		COMPANY,

		/** A trade union. */
		TRADE_UNION,

		/** A region or municipality, or an association of them. */
		REGION,

		/** Another type. */
		OTHER

	}

}
