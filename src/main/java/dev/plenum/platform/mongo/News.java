package dev.plenum.platform.mongo;

import java.util.regex.Pattern;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/** What the change feed reports. */
public sealed interface News {

	/**
	 * A document was written or deleted, by whatever process.
	 *
	 * @param collection the collection's name
	 * @param id the document's id
	 * @param document the document as it was looked up after the write, perhaps with
	 * later writes; null if it is deleted
	 * @param updated the values that the write set, by their paths with dots; null if it
	 * created, replaced or deleted the document
	 */
	record Changed(String collection, String id, @Nullable RawBsonDocument document,
			@Nullable BsonDocument updated) implements News {

		/** For more fields than this, the document is decoded once. */
		private static final int FEW = 20;

		private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

		/**
		 * The name of the document, unique in the database.
		 * @return the collection and the id
		 */
		public String name() {
			return this.collection + "/" + this.id;
		}

		/**
		 * Whether the document is newer than this write: it had been written again when
		 * it was looked up. Then the feed reports the later write too, after everything
		 * that was written in between.
		 * @return true if a later write changed something that this write had changed
		 */
		public boolean isOvertaken() {
			if (this.document == null || this.updated == null) {
				return false;
			}
			BsonDocument looked = (this.updated.size() > FEW) ? this.document.decode(new BsonDocumentCodec())
					: this.document;
			return this.updated.entrySet()
				.stream()
				.anyMatch((field) -> !field.getValue().equals(at(looked, field.getKey())));
		}

		/** The value at a path with dots; null if there is none. */
		private static @Nullable BsonValue at(BsonValue document, String path) {
			@Nullable BsonValue value = document;
			for (String step : path.split("\\.")) {
				value = step(value, step);
			}
			return value;
		}

		private static @Nullable BsonValue step(@Nullable BsonValue from, String name) {
			if (from instanceof BsonDocument document) {
				return document.get(name);
			}
			if (from instanceof BsonArray array && INDEX.matcher(name).matches()) {
				int index = Integer.parseInt(name);
				return (index < array.size()) ? array.get(index) : null;
			}
			return null;
		}

	}

	/**
	 * The feed is open from here on, and changes before it may be missing: everything in
	 * memory has to be read again.
	 */
	record Gap() implements News {
	}

}
