package dev.plenum.audit;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code audit.graphqls}.
 */
@Controller
class AuditController {

	private final AuditLog entries;

	AuditController(AuditLog entries) {
		this.entries = entries;
	}

	@SchemaMapping
	Mono<Connection<AuditEntry>> audit(Event event, Page page, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.entries.ofEvent(event.id(), page)
			.collectList()
			.zipWith(this.entries.count(event.id()),
					(found, count) -> page.read(event.id(), found, count, AuditLog.Place::of))
			.map((found) -> found.map((entry) -> AuditEntry.of(entry, event)));
	}

	record AuditEntry(String id, OffsetDateTime at, String subject, @Nullable String name, String action,
			Document input, AuditOutcome outcome, @Nullable String answer, List<ChangedValue> changedValues,
			boolean complete, String requestId) {

		static AuditEntry of(AuditDocument entry, Event event) {
			return new AuditEntry(entry.id(), event.programme().at(entry.at()), entry.subject(), entry.name(),
					entry.action(), entry.input(), (entry.outcome() != null) ? entry.outcome() : AuditOutcome.UNKNOWN,
					entry.answer(), entry.changes().stream().map(ChangedValue::of).toList(), entry.complete(),
					entry.requestId());
		}

	}

	record ChangedValue(String objectId, String path, @Nullable Object oldValue, @Nullable Object newValue) {

		static ChangedValue of(Document change) {
			return new ChangedValue(change.getString("id"), change.getString("path"), change.get("before"),
					change.get("after"));
		}

	}

}
