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
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * A write of one document that is made only if the document has the version on which the
 * write was decided.
 *
 * @param id the document's id
 * @param version the version that the document must have; 0 if it must not exist
 * @param set the values to set, by their paths with dots
 * @param unset the paths of the fields to remove
 */
public record GuardedWrite(String id, long version, Map<String, BsonValue> set, Set<String> unset) {

	/**
	 * The insertion of a new document.
	 * @param id the document's id
	 * @param document the document, with or without its id and version
	 * @return the write
	 */
	public static GuardedWrite first(String id, BsonDocument document) {
		return new GuardedWrite(id, 0, new LinkedHashMap<>(document), Set.of());
	}

	/**
	 * Returns the present as a value to set.
	 * @return the time by the clock of this server
	 */
	public static BsonDateTime present() {
		return new BsonDateTime(System.currentTimeMillis());
	}

	/**
	 * Sets one more value.
	 * @param path the path of the field; for a new document the field's name
	 * @param value the value
	 * @return the write
	 */
	public GuardedWrite with(String path, BsonValue value) {
		Map<String, BsonValue> more = new LinkedHashMap<>(this.set);
		more.put(path, value);
		return new GuardedWrite(this.id, this.version, more, this.unset);
	}

	WriteModel<BsonDocument> model(ShardKey shardKey) {
		if (this.version == 0) {
			BsonDocument document = new BsonDocument("_id", new BsonString(this.id));
			document.putAll(this.set);
			return new InsertOneModel<>(document.append("version", new BsonInt64(1)));
		}
		List<Bson> updates = new ArrayList<>(List.of(Updates.inc("version", 1L)));
		this.set.forEach((path, value) -> updates.add(Updates.set(path, value)));
		this.unset.forEach((path) -> updates.add(Updates.unset(path)));
		return new UpdateOneModel<>(shardKey.of(this.id, Filters.eq("version", this.version)),
				Updates.combine(updates));
	}

}
