package dev.plenum.platform.mongo;

import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a nested document that this version of the server does not know, since a
 * newer server wrote them. A record with a component of this type keeps them from reading
 * to writing. So they survive even if the surrounding value, such as a list, is written
 * as a whole. They do not affect any rule: two objects of this type are always equal.
 */
public final class Unknown {

	/** No such fields. */
	public static final Unknown NONE = new Unknown(new BsonDocument());

	private final BsonDocument fields;

	Unknown(BsonDocument fields) {
		this.fields = fields;
	}

	/**
	 * Replaces null.
	 * @param unknown the unknown fields; null if none were read
	 * @return the unknown fields, or {@link #NONE}
	 */
	public static Unknown orNone(@Nullable Unknown unknown) {
		return (unknown != null) ? unknown : NONE;
	}

	BsonDocument fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Unknown;
	}

	@Override
	public int hashCode() {
		return 0;
	}

	@Override
	public String toString() {
		return this.fields.keySet().toString();
	}

}
