package dev.plenum.exhibitor.file;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the files that are being brought in at this moment, at most one for
 * each event.
 */
@Component
class PendingFiles {

	private static final String COLLECTION = "exhibitorFiles";

	private final Documents<PendingFileDocument> documents;

	private final MongoCollection<PendingFileDocument> collection;

	PendingFiles(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, COLLECTION, PendingFileDocument.class);
		this.collection = database.getCollection(COLLECTION, PendingFileDocument.class);
	}

	/**
	 * Begins with a file, unless there is one.
	 * @return the one that is there then
	 */
	Mono<PendingFileDocument> begin(PendingFileDocument file) {
		return this.documents.begin(file.eventId(), file);
	}

	Flux<PendingFileDocument> leftSince(Instant moment) {
		return Flux.from(this.collection.find(Filters.lt("at", moment)));
	}

	/**
	 * Notes that part of a file may be written from now on.
	 * @return when it is noted; nothing is noted if somebody else has the file
	 */
	Mono<Void> noteBegun(PendingFileDocument file) {
		return this.documents.change(file.eventId(), same(file), Updates.set("begun", true)).then();
	}

	/**
	 * Takes a file over from whoever had it.
	 * @return it; empty if somebody else was faster, or all of it is in
	 */
	Mono<PendingFileDocument> takeOver(PendingFileDocument file, Instant now) {
		return this.documents.change(file.eventId(), same(file), Updates.set("at", now));
	}

	Mono<Void> end(PendingFileDocument file) {
		return this.documents.remove(file.eventId(), same(file)).then();
	}

	private static Bson same(PendingFileDocument file) {
		return Filters.eq("at", file.at());
	}

}
