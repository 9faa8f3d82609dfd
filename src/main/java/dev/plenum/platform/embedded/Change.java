package dev.plenum.platform.embedded;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the {@link ChangeLog}.
 *
 * @param time its position in the log, as the value of a BSON timestamp
 * @param operationType the operation type of the change event, such as {@code insert}
 * @param database the name of the database
 * @param collection the name of the collection; null if the whole database changed
 * @param event the change event as BSON, without {@code _id} and {@code clusterTime}
 */
record Change(long time, String operationType, String database, @Nullable String collection, byte[] event) {

	/**
	 * Creates the change event that a client receives.
	 * @param token the token that resumes a stream after this change
	 * @return a new document
	 */
	Document toEvent(Document token) {
		Document document = new Document("_id", token).append("operationType", this.operationType)
			.append("clusterTime", new BsonTimestamp(this.time));
		document.putAll(BsonFormat.decode(this.event));
		return document;
	}

}
