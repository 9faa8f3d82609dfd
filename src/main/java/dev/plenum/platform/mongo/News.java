package dev.plenum.platform.mongo;

import java.util.regex.Pattern;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
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

		/** To find more fields than this, the document is decoded once. */
		private static final int FEW = 20;

		private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

		/**
		 * Names the document, whatever happened to it.
		 * @return the collection and the id
		 */
		public String name() {
			return this.collection + "/" + this.id;
		}

		/**
		 * Whether the document is newer than this news, as it had been written again when
		 * it was looked up. Then more is told of it, after all that was written in
		 * between.
		 * @return whether a later write of the same document is still to be told, as far
		 * as it changed something that this write changed
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

		/** What is at the end of a way with dots; null if there is nothing. */
		private static @Nullable BsonValue at(BsonValue document, String way) {
			@Nullable BsonValue value = document;
			for (String step : way.split("\\.")) {
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
	 * The feed is open from here on, and what happened before it was not heard: read anew
	 * whatever you hold.
	 */
	record Gap() implements News {
	}

}
