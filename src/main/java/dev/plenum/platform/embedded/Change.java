package dev.plenum.platform.embedded;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the {@link ChangeLog}.
 *
 * @param time its place in the log, as the value of a BSON timestamp
 * @param operationType what happened, in the words of a change event
 * @param database where it happened
 * @param collection where it happened; null if it was the whole database
 * @param event the change event as BSON, without {@code _id} and {@code clusterTime}
 */
record Change(long time, String operationType, String database, @Nullable String collection, byte[] event) {

	/**
	 * The change event as a client sees it.
	 * @param token what resumes a stream after this change
	 * @return a document of the caller's own
	 */
	Document toEvent(Document token) {
		Document document = new Document("_id", token).append("operationType", this.operationType)
			.append("clusterTime", new BsonTimestamp(this.time));
		document.putAll(BsonFormat.decode(this.event));
		return document;
	}

}
