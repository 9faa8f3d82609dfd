package dev.plenum.audit;

import java.time.Instant;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code auditIntents}: the changes that are being carried out.
 */
@Component
class Intents {

	private static final String COLLECTION = "auditIntents";

	private final Documents<AuditDocument> documents;

	Intents(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, AuditDocument.class);
	}

	Mono<Void> begin(AuditDocument intent) {
		return this.documents.begin(intent.id(), intent).then();
	}

	Mono<Void> forget(AuditDocument intent) {
		return this.documents.remove(intent.id()).then();
	}

	Flux<AuditDocument> leftSince(Instant moment) {
		return Flux.from(this.documents.find(Filters.lt("at", moment)));
	}

	Flux<AuditDocument> about(String subject) {
		return Flux.from(this.documents.find(AuditLog.naming(subject)));
	}

	Mono<AuditDocument> replace(AuditDocument intent) {
		return this.documents.change(intent.id(), Filters.empty(), AuditLog.named(intent));
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("at");
	}

}
