package dev.plenum.platform.mongo;

import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** What the change feed tells. */
public sealed interface News {

	/**
	 * A document was written or deleted, by whatever process.
	 *
	 * @param collection the collection's name
	 * @param id the document's id
	 * @param document the document as it is now or was a moment ago; null once deleted
	 */
	record Changed(String collection, String id, @Nullable RawBsonDocument document) implements News {
	}

	/**
	 * The feed is open from here on, and what happened before it was not heard: read anew
	 * whatever you hold.
	 */
	record Gap() implements News {
	}

}
