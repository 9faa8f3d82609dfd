package dev.plenum.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored change: an intent before it is carried out, and an entry of the audit trail
 * afterwards.
 *
 * @param id its id
 * @param eventId the id of the event that it concerns; empty if it concerns none
 * @param at when it was requested
 * @param subject the caller's subject; a pseudonym if the caller has deleted their data
 * @param name the name in the caller's token; null if there was none, or if the caller
 * has deleted their data
 * @param action the name of the mutation, or the method and path of a request
 * @param requestId the id of the request
 * @param input the arguments without secrets
 * @param outcome how it ended; null for an intent
 * @param answer the type of the payload, the HTTP status, or the code of the error; null
 * if it is not known
 * @param changes the values that changed in the database during the change, each with
 * {@code id}, {@code path}, {@code before} and {@code after}
 * @param complete whether {@code changes} contains all changes
 * @param people the subjects that the entry names, besides {@code subject}; null in
 * entries of earlier versions of the server
 */
public record AuditDocument(@BsonId String id, String eventId, Instant at, String subject, @Nullable String name,
		String action, String requestId, Document input, @Nullable AuditOutcome outcome, @Nullable String answer,
		List<Document> changes, boolean complete, @Nullable List<String> people) {

	AuditDocument ended(AuditOutcome how, @Nullable String answered, List<Document> changed, boolean isComplete) {
		return new AuditDocument(this.id, this.eventId, this.at, this.subject, this.name, this.action, this.requestId,
				this.input, how, answered, changed, isComplete, People.in(this.input, changed));
	}

	/**
	 * Returns the entry with a pseudonym instead of a person.
	 * @param person the person's subject
	 * @param pseudonym the pseudonym
	 */
	AuditDocument without(String person, String pseudonym) {
		boolean own = this.subject.equals(person);
		Document otherInput = (Document) Objects.requireNonNull(People.replaced(this.input, person, pseudonym));
		List<Document> otherChanges = this.changes.stream()
			.map((change) -> (Document) Objects.requireNonNull(People.replaced(change, person, pseudonym)))
			.toList();
		return new AuditDocument(this.id, this.eventId, this.at, own ? pseudonym : this.subject, own ? null : this.name,
				this.action, this.requestId, otherInput, this.outcome, this.answer, otherChanges, this.complete,
				People.in(otherInput, otherChanges));
	}

}
