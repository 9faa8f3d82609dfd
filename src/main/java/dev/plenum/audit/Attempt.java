package dev.plenum.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.plenum.platform.Ids;
import dev.plenum.platform.security.Caller;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A requested change.
 *
 * @param eventId the id of the event that it concerns; empty if it concerns none
 * @param subject the caller's subject
 * @param name the name in the caller's token; null if there is none
 * @param action the name of the mutation, or the method and path of a request
 * @param requestId the id of the request
 * @param input the arguments without secrets
 * @param ids the ids of the documents that it may change, as far as the arguments contain
 * them
 */
record Attempt(String eventId, String subject, @Nullable String name, String action, String requestId, Document input,
		Set<String> ids) {

	private static final Pattern ID = Pattern.compile("[a-z]{3}_[0-9a-z]+(_[0-9a-z]+)?");

	private static final String NO_EVENT = "evt_";

	/**
	 * Describes a requested change.
	 * @param action the name of the mutation, or the method and path of a request
	 * @param arguments the arguments, of any depth
	 * @param caller the caller, who has a token
	 * @param requestId the id of the request
	 * @return the requested change
	 */
	static Attempt of(String action, Map<String, ?> arguments, Caller caller, String requestId) {
		Set<String> ids = new LinkedHashSet<>();
		collect("", arguments, ids);
		String eventId = ids.stream().flatMap((id) -> Ids.eventOf(id).stream()).findFirst().orElse("");
		if (!eventId.isEmpty()) {
			ids.add(eventId);
		}
		return new Attempt(eventId, Objects.requireNonNull(caller.countedAs()), caller.name(), action, requestId,
				Redaction.of(action).apply(arguments), ids);
	}

	/**
	 * Collects ids in the order in which they identify the event: an event's id or slug
	 * precedes the ids of things in the event.
	 */
	private static void collect(String key, @Nullable Object value, Set<String> ids) {
		switch (value) {
			case Map<?, ?> map -> {
				Stream.of("eventId", "slug")
					.filter(map::containsKey)
					.forEach((name) -> collect(name, map.get(name), ids));
				map.forEach((name, part) -> collect(String.valueOf(name), part, ids));
			}
			case Collection<?> items -> items.forEach((item) -> collect(key, item, ids));
			case String slug when key.equals("slug") -> ids.add(Ids.event(slug));
			case String id when ID.matcher(id).matches() -> ids.add(id);
			case null, default -> {
			}
		}
	}

	AuditDocument intendedAt(Instant at) {
		String id = Ids.in("aud", this.eventId.isEmpty() ? NO_EVENT : this.eventId, UUID.randomUUID().toString());
		return new AuditDocument(id, this.eventId, at, this.subject, this.name, this.action, this.requestId, this.input,
				null, null, List.of(), false, People.in(this.input, List.of()));
	}

}
