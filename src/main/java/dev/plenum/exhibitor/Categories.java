package dev.plenum.exhibitor;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the categories of exhibitors.
 */
@Component
public class Categories {

	static final String COLLECTION = "exhibitorCategories";

	/** The prefix of the ids of categories. */
	public static final String ID_PREFIX = "cat";

	private final Documents<CategoryDocument> documents;

	Categories(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, CategoryDocument.class);
	}

	Flux<CategoryDocument> ofEvent(String eventId) {
		return this.documents.ofEvent(eventId);
	}

	/**
	 * Creates a category or changes it, if something differs.
	 * @param id its id
	 * @param fields the change
	 * @return the category afterwards
	 */
	public Mono<CategoryDocument> put(String id, Fields fields) {
		return this.documents.putDifferent(id, fields);
	}

	Mono<Void> remove(String id) {
		return this.documents.remove(id).then();
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureEventIndex();
	}

}
