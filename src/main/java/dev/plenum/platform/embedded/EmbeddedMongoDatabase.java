package dev.plenum.platform.embedded;

import java.util.List;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * One database with its {@link EmbeddedCollection}s.
 */
final class EmbeddedMongoDatabase extends H2Database {

	private final MVStore store;

	private final ChangeLog log;

	private final boolean trailing;

	EmbeddedMongoDatabase(String name, MVStore store, CursorRegistry cursors, ChangeLog log, boolean trailing) {
		this.store = store;
		this.log = log;
		this.trailing = trailing;
		super(name, store, cursors);
	}

	/**
	 * Opens the collection's maps under the names that the superclass uses.
	 */
	@Override
	protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
		String fullName = getFullCollectionNamespace(name);
		MVMap<Object, Document> documents = this.store.openMap("databases." + fullName,
				new MVMap.Builder<Object, Document>().valueType(new BsonFormat()));
		return new EmbeddedCollection(this, name, options, documents, this.store.openMap("meta." + fullName),
				this.cursorRegistry, this.log, this.trailing ? new CommittedView(this.log) : null);
	}

	/**
	 * Opens the map under the name that the superclass uses, which then finds it open.
	 */
	@Override
	protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys,
			boolean sparse) {
		this.store.openMap(getFullCollectionNamespace(collection) + "._index_" + index,
				new MVMap.Builder<Object, Object>().keyType(new KeyFormat()));
		return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
	}

	@Override
	public void dropCollection(String name, Oplog oplog) {
		super.dropCollection(name, oplog);
		if (!name.startsWith("system.")) {
			Document namespace = new Document("db", getDatabaseName()).append("coll", name);
			this.log.append("drop", getDatabaseName(), name, new Document("ns", namespace));
		}
	}

	@Override
	public void drop(Oplog oplog) {
		super.drop(oplog);
		Document namespace = new Document("db", getDatabaseName());
		this.log.append("dropDatabase", getDatabaseName(), null, new Document("ns", namespace));
	}

}
