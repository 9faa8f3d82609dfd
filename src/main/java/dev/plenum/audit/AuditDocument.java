package dev.plenum.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is kept: as intended before it is carried out, and once more for good.
 *
 * @param id its id
 * @param eventId the event that it concerns; empty if it concerns none
 * @param at when it was asked for
 * @param subject who asked for it; a pseudonym once that person has had their data
 * deleted
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
 * @param people the subjects that this entry names, besides {@code subject}; null in
 * entries that an earlier version of the server has written
 */
public record AuditDocument(@BsonId String id, String eventId, Instant at, String subject, @Nullable String name,
		String action, String requestId, Document input, @Nullable AuditOutcome outcome, @Nullable String answer,
		List<Document> changes, boolean complete, @Nullable List<String> people) {

	AuditDocument ended(AuditOutcome how, @Nullable String answered, List<Document> changed, boolean allOfThem) {
		return new AuditDocument(this.id, this.eventId, this.at, this.subject, this.name, this.action, this.requestId,
				this.input, how, answered, changed, allOfThem, People.in(this.input, changed));
	}

	/**
	 * The same entry with a pseudonym in the place of a person.
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
