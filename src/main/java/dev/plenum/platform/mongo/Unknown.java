package dev.plenum.platform.mongo;

import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a nested document that this version of the server does not know: a newer
 * one beside it wrote them. A record that has a component of this type carries them from
 * where it is read to where it is written, so that they survive also where what is around
 * them is written whole, such as an item of a list. They say nothing to the rules: any
 * two are equal.
 */
public final class Unknown {

	/** No such fields. */
	public static final Unknown NONE = new Unknown(new BsonDocument());

	private final BsonDocument fields;

	Unknown(BsonDocument fields) {
		this.fields = fields;
	}

	/**
	 * Stands in for what was not read.
	 * @param unknown what was read; null if nothing
	 * @return the same, or {@link #NONE}
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
