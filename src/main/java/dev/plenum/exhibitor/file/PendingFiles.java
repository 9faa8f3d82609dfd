package dev.plenum.exhibitor.file;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection of the files of running imports, at most one for each event.
 */
@Component
class PendingFiles {

	private static final String COLLECTION = "exhibitorFiles";

	private final Documents<PendingFileDocument> documents;

	PendingFiles(MongoDatabase database) {
		this.documents = Documents.onePerEvent(database, COLLECTION, PendingFileDocument.class);
	}

	/**
	 * Stores a file, unless the event has a running import.
	 * @return the stored file of the event
	 */
	Mono<PendingFileDocument> begin(PendingFileDocument file) {
		return this.documents.begin(file.eventId(), file);
	}

	Flux<PendingFileDocument> leftSince(Instant moment) {
		return Flux.from(this.documents.find(Filters.lt("at", moment)));
	}

	/**
	 * Stores that part of a file may be written from now on. Changes nothing if another
	 * server has taken over the import.
	 * @return completes afterwards
	 */
	Mono<Void> noteBegun(PendingFileDocument file) {
		return this.documents.change(file.eventId(), same(file), Updates.set("begun", true)).then();
	}

	/**
	 * Takes over an interrupted import.
	 * @return the file; empty if another server was faster, or the import is finished
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
