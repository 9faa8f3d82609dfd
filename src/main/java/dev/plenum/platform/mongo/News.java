package dev.plenum.platform.mongo;

import org.bson.BsonDocument;
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
	 * @param updated what the write changed, by the ways to it, with dots, as the write
	 * left it; null if it made or replaced the whole document, or deleted it
	 */
	record Changed(String collection, String id, @Nullable RawBsonDocument document,
			@Nullable BsonDocument updated) implements News {

		/**
		 * Whether the document is newer than this news, as it had been written again when
		 * it was looked up. Then more is told of it, after all that was written in
		 * between.
		 * @return whether a later write of the same document is still to be told
		 */
		public boolean isOvertaken() {
			return this.document != null && this.updated != null
					&& this.updated.entrySet()
						.stream()
						.anyMatch((field) -> field.getKey().indexOf('.') < 0
								&& !field.getValue().equals(this.document.get(field.getKey())));
		}

	}

	/**
	 * The feed is open from here on, and what happened before it was not heard: read anew
	 * whatever you hold.
	 */
	record Gap() implements News {
	}

}
