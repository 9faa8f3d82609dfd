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
 * Both stand at the top of the filter as plain values: from there a sharded cluster knows
 * the shard, and an upsert what a new document says.
 *
 * @param id the document's id
 * @param shardKey how the documents are shared out
 * @param conditions what else must hold of the document
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

	/** The ids of what belongs to no event have nothing where others have their event. */
	private static boolean isEvent(String eventId) {
		return !eventId.equals("evt_");
	}

	/** What the documents of a collection are shared out by. */
	enum ShardKey {

		/** By the field {@code eventId}, which a document's id tells too. */
		EVENT_ID,

		/** By their ids, which are those of events. */
		ID;

		Key of(String id, Bson... conditions) {
			return new Key(id, this, List.of(conditions));
		}

	}

}
