package dev.plenum.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;

import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The audit trail, for an event's organisers.
 */
@Controller
class AuditController {

	private final AuditLog entries;

	AuditController(AuditLog entries) {
		this.entries = entries;
	}

	@SchemaMapping
	Mono<Connection<AuditEntry>> audit(Event event, @Argument @Nullable Integer first, @Argument @Nullable String after,
			@ContextValue Caller caller) {
		caller.requireSubject();
		if (!event.isOrganisedBy(caller)) {
			throw Problem.of(ErrorCode.FORBIDDEN, "Only the organisers of this event may see that.");
		}
		int most = Connection.size(first);
		return this.entries.ofEvent(event.id(), (after != null) ? place(after) : null, most + 1)
			.collectList()
			.zipWith(this.entries.count(event.id()),
					(found, count) -> page(event, found, most, after != null, Math.toIntExact(count)));
	}

	private static Connection<AuditEntry> page(Event event, List<AuditDocument> found, int most, boolean hasPrevious,
			int count) {
		List<Connection.Edge<AuditEntry>> edges = found.stream()
			.limit(most)
			.map((entry) -> new Connection.Edge<>(cursor(entry), AuditEntry.of(entry, event)))
			.toList();
		return new Connection<>(edges, new Connection.PageInfo(found.size() > most, hasPrevious,
				edges.isEmpty() ? null : edges.getFirst().cursor(), edges.isEmpty() ? null : edges.getLast().cursor()),
				count);
	}

	private static String cursor(AuditDocument entry) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((entry.at().toEpochMilli() + ":" + entry.id()).getBytes(StandardCharsets.UTF_8));
	}

	private static AuditLog.Place place(String cursor) {
		try {
			String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			int colon = text.indexOf(':');
			return new AuditLog.Place(Instant.ofEpochMilli(Long.parseLong(text.substring(0, colon))),
					text.substring(colon + 1));
		}
		catch (RuntimeException ex) {
			throw Problem.badInput("This is no cursor: give the endCursor of the page before.", "after");
		}
	}

	record AuditEntry(String id, OffsetDateTime at, String subject, @Nullable String name, String action,
			Document input, AuditOutcome outcome, @Nullable String answer, List<AuditChange> changes, boolean complete,
			String requestId) {

		static AuditEntry of(AuditDocument entry, Event event) {
			return new AuditEntry(entry.id(), event.programme().at(entry.at()), entry.subject(), entry.name(),
					entry.action(), entry.input(), (entry.outcome() != null) ? entry.outcome() : AuditOutcome.UNKNOWN,
					entry.answer(), entry.changes().stream().map(AuditChange::of).toList(), entry.complete(),
					entry.requestId());
		}

	}

	record AuditChange(String id, String path, @Nullable Object before, @Nullable Object after) {

		static AuditChange of(Document change) {
			return new AuditChange(change.getString("id"), change.getString("path"), change.get("before"),
					change.get("after"));
		}

	}

}
