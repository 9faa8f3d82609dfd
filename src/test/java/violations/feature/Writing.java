package violations.feature;

import com.mongodb.ReadConcern;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.reactivestreams.Publisher;

class Writing {

	private final MongoCollection<Document> collection;

	Writing(MongoCollection<Document> collection) {
		this.collection = collection;
	}

	Publisher<?> insert(Document document) {
		return this.collection.insertOne(document);
	}

	Publisher<?> change(Document filter, Document update) {
		return this.collection.findOneAndUpdate(filter, update);
	}

	Publisher<?> read(Document filter) {
		return this.collection.withReadConcern(ReadConcern.LINEARIZABLE).find(filter);
	}

}
