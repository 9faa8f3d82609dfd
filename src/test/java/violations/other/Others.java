package violations.other;

import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;

public class Others {

	final MongoCollection<Document> collection;

	Others(MongoCollection<Document> collection) {
		this.collection = collection;
	}

}
