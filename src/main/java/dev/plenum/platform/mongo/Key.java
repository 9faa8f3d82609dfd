package dev.plenum.platform.mongo;

import java.util.List;

import dev.plenum.platform.Ids;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/**
 * The filter that finds one document by its id and by the shard key of its collection.
 * Both are plain values at the top level of the filter: from them a sharded cluster
 * derives the shard, and an upsert the values of a new document.
 *
 * @param id the document's id
 * @param shardKey how the documents are distributed to shards
 * @param conditions what else must be true of the document
 */
record Key(String id, ShardKey shardKey, List<Bson> conditions) implements Bson {

	@Override
	public <D> BsonDocument toBsonDocument(Class<D> type, CodecRegistry registry) {
		BsonDocument filter = new BsonDocument("_id", new BsonString(this.id));
		if (this.shardKey == ShardKey.EVENT_ID) {
			filter.append("eventId", new BsonString(Ids.eventOf(this.id).filter(Key::isEvent).orElse("")));
		}
		List<BsonDocument> rest = this.conditions.stream()
			.map((condition) -> condition.toBsonDocument(type, registry))
			.filter((condition) -> !condition.isEmpty())
			.toList();
		return rest.isEmpty() ? filter : filter.append("$and", new BsonArray(rest));
	}

	/** The id of a document that belongs to no event has an empty event part. */
	private static boolean isEvent(String eventId) {
		return !eventId.equals("evt_");
	}

	/** By which value the documents of a collection are distributed to shards. */
	enum ShardKey {

		/** By the field {@code eventId}, which a document's id contains too. */
		EVENT_ID,

		/** By the documents' ids, which are the ids of events. */
		ID;

		Key of(String id, Bson... conditions) {
			return new Key(id, this, List.of(conditions));
		}

	}

}
