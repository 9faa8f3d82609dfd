package dev.plenum.platform.mongo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.plenum.platform.mongo.Key.ShardKey;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * A change of one document that is made only where the document is as it was when the
 * change was decided.
 *
 * @param id the document's id
 * @param version the version that it must have; 0 if there must be none
 * @param set what to set, by the ways to it, with dots
 * @param unset the ways to what to take away
 */
public record GuardedWrite(String id, long version, Map<String, BsonValue> set, Set<String> unset) {

	/**
	 * A new document.
	 * @param id its id
	 * @param document the document, with or without its id and version
	 * @return the write
	 */
	public static GuardedWrite first(String id, BsonDocument document) {
		return new GuardedWrite(id, 0, new LinkedHashMap<>(document), Set.of());
	}

	WriteModel<BsonDocument> model(ShardKey shardKey) {
		if (this.version == 0) {
			BsonDocument document = new BsonDocument("_id", new BsonString(this.id));
			document.putAll(this.set);
			return new InsertOneModel<>(document.append("version", new BsonInt64(1)));
		}
		List<Bson> updates = new ArrayList<>(List.of(Updates.inc("version", 1L)));
		this.set.forEach((way, value) -> updates.add(Updates.set(way, value)));
		this.unset.forEach((way) -> updates.add(Updates.unset(way)));
		return new UpdateOneModel<>(shardKey.of(this.id, Filters.eq("version", this.version)),
				Updates.combine(updates));
	}

}
