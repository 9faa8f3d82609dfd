package dev.plenum.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Copies of a conference, written into the database by hand: an id begins with its
 * event's, so that all documents of the copy are the original's with another id in it.
 */
final class Copies {

	private static final List<String> COLLECTIONS = List.of("sessions", "speakers", "schedules", "events");

	private final Conference original;

	Copies(Conference original) {
		this.original = original;
	}

	/**
	 * Makes copies, and asks for each, so that the server holds them all.
	 * @param number how many
	 */
	void make(int number) {
		List<String> slugs = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			slugs.add("copy-" + i);
		}
		Plenum plenum = this.original.plenum();
		try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + plenum.databasePort())) {
			MongoDatabase database = client.getDatabase("plenum");
			for (String name : COLLECTIONS) {
				MongoCollection<Document> collection = database.getCollection(name);
				List<String> documents = documents(collection);
				for (String slug : slugs) {
					List<Document> copies = documents.stream().map((document) -> copy(document, slug)).toList();
					Mono.from(collection.insertMany(copies)).block();
				}
			}
		}
		slugs.forEach((slug) -> read(plenum, slug));
	}

	private List<String> documents(MongoCollection<Document> collection) {
		String event = event(this.original.id());
		return Flux.from(collection.find())
			.map(Document::toJson)
			.filter((document) -> document.contains(event))
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

	private Document copy(String document, String slug) {
		return Document.parse(document.replace(event(this.original.id()), event(Ids.event(slug)))
			.replace("\"slug\": \"" + this.original.slug() + "\"", "\"slug\": \"" + slug + "\""));
	}

	private static String event(String id) {
		return id.substring(id.indexOf('_'));
	}

	/**
	 * The change stream tells the server of the event soon after it was written.
	 */
	private static void read(Plenum plenum, String slug) {
		long end = System.nanoTime() + 10_000_000_000L;
		while (plenum.anonymous()
			.ask("query ($slug: String!) { event(slug: $slug) { sessions(first: 1) { totalCount } } }",
					Map.of("slug", slug))
			.at("/event/sessions/totalCount")
			.asInt() != 40) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("The server does not know " + slug);
			}
		}
	}

}
