package dev.plenum.platform.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that adds every change of a document to the {@link ChangeLog}, in the
 * order of the changes. A stored document never changes: queries return copies, since the
 * library updates the documents that a query returned in place while other threads encode
 * them. The library only replaces top-level values, so the copies share these.
 */
final class EmbeddedCollection extends H2Collection {

	/** Bound while a command reads the majority's state. */
	private static final ScopedValue<Boolean> COMMITTED = ScopedValue.newInstance();

	private final ChangeLog log;

	private final @Nullable CommittedView committed;

	/** Whether the running update replaces documents; guarded by this. */
	private boolean replacing;

	EmbeddedCollection(MongoDatabase database, String name, CollectionOptions options,
			MVMap<Object, Document> documents, MVMap<String, Object> metadata, CursorRegistry cursors, ChangeLog log,
			@Nullable CommittedView committed) {
		super(database, name, options, documents, metadata, cursors);
		this.log = log;
		this.committed = committed;
	}

	/**
	 * Lets a command read the majority's state, if that is behind the newest state.
	 */
	static <R> R readingCommitted(ScopedValue.CallableOp<R, RuntimeException> command) {
		return ScopedValue.where(COMMITTED, true).call(command);
	}

	@Override
	protected Object addDocumentInternal(Document document) {
		Object position = super.addDocumentInternal(document);
		note("insert", null, document, new Document("fullDocument", document));
		return position;
	}

	@Override
	protected void handleUpdate(Object position, Document before, Document after) {
		super.handleUpdate(position, before, after);
		if (this.replacing) {
			note("replace", before, after, new Document("fullDocument", after));
		}
		else {
			note("update", before, after, new Document("updateDescription", describeUpdate(before, after)));
		}
	}

	@Override
	protected void removeDocument(Object position) {
		Document document = getDocument(position);
		super.removeDocument(position);
		note("delete", document, document, new Document());
	}

	private void note(String operationType, @Nullable Document before, Document document, Document details) {
		if (!getCollectionName().startsWith("system.")) {
			Document event = details
				.append("ns", new Document("db", getDatabaseName()).append("coll", getCollectionName()))
				.append("documentKey", new Document("_id", document.get("_id")));
			long position = this.log.append(operationType, getDatabaseName(), getCollectionName(), event);
			if (this.committed != null) {
				this.committed.note(position, Objects.requireNonNull(document.get("_id")), before);
			}
		}
	}

	private static Document describeUpdate(Document before, Document after) {
		Document updated = new Document();
		List<String> removed = new ArrayList<>();
		compare("", before, after, updated, removed);
		return new Document("updatedFields", updated).append("removedFields", removed)
			.append("truncatedArrays", List.of());
	}

	private static void compare(String path, Document before, Document after, Document updated, List<String> removed) {
		after.forEach((name, value) -> {
			Object old = before.get(name);
			if (old instanceof Document oldDocument && value instanceof Document newDocument) {
				compare(path + name + ".", oldDocument, newDocument, updated, removed);
			}
			else if (!Objects.equals(old, value) || !before.containsKey(name)) {
				updated.put(path + name, value);
			}
		});
		before.keySet().stream().filter((name) -> !after.containsKey(name)).map(path::concat).forEach(removed::add);
	}

	@Override
	public synchronized Document updateDocuments(Document selector, Document update, ArrayFilters arrayFilters,
			boolean multi, boolean upsert, Oplog oplog) {
		this.replacing = isReplacement(update);
		String id = idIn(selector);
		Document before = (id != null) ? getDocument(id) : null;
		return super.updateDocuments(selector, (before != null) ? LargeUpdate.compact(update, before) : update,
				arrayFilters, multi, upsert, oplog);
	}

	@Override
	public synchronized Document findAndModify(Document command) {
		this.replacing = command.get("update") instanceof Document update && isReplacement(update);
		return super.findAndModify(command);
	}

	private static boolean isReplacement(Document update) {
		return update.keySet().stream().noneMatch((name) -> name.startsWith("$"));
	}

	/**
	 * Finds by {@code _id} without reading the whole collection, even if the query has
	 * other conditions, as guarded updates have.
	 */
	@Override
	protected QueryResult queryDocuments(Document query, @Nullable Document orderBy, int skip, int limit, int batchSize,
			@Nullable Document projection) {
		String id = idIn(query);
		if (this.committed != null && COMMITTED.isBound()) {
			Stream<Document> documents = (id != null) ? this.committed.of(id, getDocument(id))
					: this.committed.all(streamAllDocumentsWithPosition().map(DocumentWithPosition::getDocument));
			return matchDocumentsFromStream(documents, query, orderBy, skip, limit, batchSize, projection);
		}
		if (id != null) {
			return matchDocumentsFromStream(Stream.ofNullable(getDocument(id)), query, orderBy, skip, limit, batchSize,
					projection);
		}
		return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
	}

	private static @Nullable String idIn(Document query) {
		if (query.get("_id") instanceof String id) {
			return id;
		}
		return (query.get("$and") instanceof List<?> conditions) ? conditions.stream()
			.map((condition) -> (condition instanceof Document document) ? idIn(document) : null)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null) : null;
	}

	@Override
	protected QueryResult createQueryResult(List<Document> matches, int batchSize) {
		return super.createQueryResult(matches.stream().map(Document::clone).toList(), batchSize);
	}

	@Override
	public synchronized int count(@Nullable Document query, int skip, int limit) {
		return super.count(query, skip, limit);
	}

	/**
	 * Disabled, since it would encode every document two more times at each write.
	 */
	@Override
	protected boolean tracksDataSize() {
		return false;
	}

}
