package dev.plenum.programme;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventState;

/**
 * The list of all events: which ones exist, who organises them, and in which order they
 * are listed. Immutable; small enough to be rebuilt whenever an event changes.
 */
final class EventDirectory {

	private static final Comparator<EventDocument> NEWEST_FIRST = Comparator.comparing(EventDocument::startsOn)
		.reversed()
		.thenComparing(EventDocument::id);

	private final Map<String, EventDocument> byId;

	private final List<String> published;

	private final List<EventDocument> drafts;

	private final Map<String, EventDocument> byAlias = new HashMap<>();

	private final Map<String, List<String>> bySubject = new HashMap<>();

	EventDirectory(Map<String, EventDocument> byId) {
		this.byId = byId;
		List<EventDocument> newestFirst = byId.values().stream().sorted(NEWEST_FIRST).toList();
		this.published = newestFirst.stream()
			.filter((event) -> event.state() == EventState.PUBLISHED)
			.map(EventDocument::id)
			.toList();
		this.drafts = newestFirst.stream().filter((event) -> event.state() == EventState.DRAFT).toList();
		for (EventDocument event : newestFirst) {
			if (event.state() == EventState.PUBLISHED && event.alias() != null) {
				this.byAlias.putIfAbsent(event.alias(), event);
			}
			event.organiserSubjects()
				.forEach((subject) -> this.bySubject.computeIfAbsent(subject, (any) -> new ArrayList<>())
					.add(event.id()));
		}
	}

	boolean has(String id) {
		return this.byId.containsKey(id);
	}

	/**
	 * Returns whether the caller may know that an event exists. An event that is hidden
	 * from the caller and one that does not exist take the same steps and record the same
	 * grounds, so that their answers cannot be distinguished.
	 * @param id any id
	 * @param caller the caller
	 * @return false if there is no such event, or if it is a draft that the caller does
	 * not organise
	 */
	boolean isVisible(String id, Caller caller) {
		EventDocument event = this.byId.get(id);
		if (event != null && event.state() != EventState.DRAFT) {
			return true;
		}
		String holder = caller.in(id).holder();
		List<String> own = (holder != null) ? organisedBy(holder) : List.of();
		return event != null & (caller.administrator() | own.contains(id));
	}

	/**
	 * Returns whether this includes a write.
	 * @param written the event as it was written
	 */
	boolean shows(EventDocument written) {
		EventDocument known = this.byId.get(written.id());
		return known != null && known.version() >= written.version();
	}

	/**
	 * Finds the newest published event with an alias.
	 * @param alias any alias
	 * @return the event; empty if no published event has the alias
	 */
	Optional<EventDocument> byAlias(String alias) {
		return Optional.ofNullable(this.byAlias.get(alias));
	}

	List<EventDocument> drafts() {
		return this.drafts;
	}

	Set<String> ids() {
		return this.byId.keySet();
	}

	List<String> withoutNeedsAt(Instant moment) {
		return this.byId.values()
			.stream()
			.filter((event) -> !event.keepsNeedsAt(moment))
			.map(EventDocument::id)
			.toList();
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
