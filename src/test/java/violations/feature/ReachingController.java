package violations.feature;

import com.mongodb.reactivestreams.client.MongoDatabase;
import violations.other.Others;

import org.springframework.stereotype.Controller;

@Controller
class ReachingController {

	final Others others;

	final MongoDatabase database;

	ReachingController(Others others, MongoDatabase database) {
		this.others = others;
		this.database = database;
	}

}
