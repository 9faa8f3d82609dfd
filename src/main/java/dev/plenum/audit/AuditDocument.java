package dev.plenum.audit;

import java.time.Instant;
import java.util.List;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is kept: as intended before it is carried out, and once more for good.
 *
 * @param id its id
 * @param eventId the event that it concerns; empty if it concerns none
 * @param at when it was asked for
 * @param subject who asked for it
 * @param name the name in their token; null if it had none
 * @param action the mutation, or the method and path of a request
 * @param requestId the request
 * @param input what was asked for, without secrets
 * @param outcome how it ended; null while it is only intended
 * @param answer the type that it was answered with, the status, or the code of the error;
 * null if that is not known
 * @param changes what became another in the database meanwhile, each with {@code id},
 * {@code path}, {@code before} and {@code after}
 * @param complete whether these are all changes
 */
public record AuditDocument(@BsonId String id, String eventId, Instant at, String subject, @Nullable String name,
		String action, String requestId, Document input, @Nullable AuditOutcome outcome, @Nullable String answer,
		List<Document> changes, boolean complete) {

	AuditDocument ended(AuditOutcome how, @Nullable String answered, List<Document> changed, boolean allOfThem) {
		return new AuditDocument(this.id, this.eventId, this.at, this.subject, this.name, this.action, this.requestId,
				this.input, how, answered, changed, allOfThem);
	}

}
