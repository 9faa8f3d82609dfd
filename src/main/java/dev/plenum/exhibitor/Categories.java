package dev.plenum.exhibitor;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the categories of exhibitors.
 */
@Component
public class Categories {

	/** The prefix of the ids of categories. */
	public static final String ID_PREFIX = "cat";

	static final String COLLECTION = "exhibitorCategories";

	/** The largest number of categories of one event. */
	public static final int MOST = 200;

	private final Documents<CategoryDocument> documents;

	Categories(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, CategoryDocument.class);
	}

	Flux<CategoryDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * Reads the newest state of a category. This is the read after a refused write.
	 */
	Mono<CategoryDocument> newest(String id) {
		return this.documents.newest(id);
	}

	/**
	 * Creates a category or changes it, if something differs.
	 * @param id its id
	 * @param expected the version that it must have, 0 if it must not exist; null for any
	 * @param fields the change
	 * @return the category afterwards; empty if it has another version and is not yet as
	 * the fields say
	 */
	public Mono<CategoryDocument> put(String id, @Nullable Integer expected, Fields fields) {
		return this.documents.putExpected(id, expected, fields);
	}

	Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

}
