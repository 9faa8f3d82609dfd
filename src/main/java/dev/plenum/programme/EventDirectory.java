package dev.plenum.programme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All events by their names: which there are, who organises them, and in what order they
 * are listed. Immutable; small enough to be made anew whenever an event changes.
 */
final class EventDirectory {

	private static final Comparator<EventDocument> NEWEST_FIRST = Comparator.comparing(EventDocument::startsOn)
		.reversed()
		.thenComparing(EventDocument::id);

	private final Map<String, EventDocument> byId;

	private final Map<String, String> idBySlug = new HashMap<>();

	private final List<String> published;

	private final Map<String, List<String>> bySubject = new HashMap<>();

	EventDirectory(Map<String, EventDocument> byId) {
		this.byId = byId;
		List<EventDocument> newestFirst = byId.values().stream().sorted(NEWEST_FIRST).toList();
		this.published = newestFirst.stream()
			.filter((event) -> event.state() == EventState.PUBLISHED)
			.map(EventDocument::id)
			.toList();
		for (EventDocument event : newestFirst) {
			this.idBySlug.put(event.slug(), event.id());
			event.organiserSubjects()
				.forEach((subject) -> this.bySubject.computeIfAbsent(subject, (any) -> new ArrayList<>())
					.add(event.id()));
		}
	}

	boolean has(String id) {
		return this.byId.containsKey(id);
	}

	Set<String> ids() {
		return this.byId.keySet();
	}

	Optional<String> idOf(String slug) {
		return Optional.ofNullable(this.idBySlug.get(slug));
	}

	List<String> published() {
		return this.published;
	}

	List<String> organisedBy(String subject) {
		return this.bySubject.getOrDefault(subject, List.of());
	}

	EventDirectory with(EventDocument event) {
		EventDocument known = this.byId.get(event.id());
		if (known != null && event.version() < known.version()) {
			return this;
		}
		Map<String, EventDocument> copy = new HashMap<>(this.byId);
		copy.put(event.id(), event);
		return new EventDirectory(copy);
	}

	EventDirectory without(String id) {
		Map<String, EventDocument> copy = new HashMap<>(this.byId);
		copy.remove(id);
		return new EventDirectory(copy);
	}

}
