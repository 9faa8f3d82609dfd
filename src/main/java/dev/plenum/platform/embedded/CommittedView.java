package dev.plenum.platform.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One collection as the majority has it, for a database whose majority is behind its
 * newest state: without the changes that are not {@linkplain ChangeLog#position()
 * published} yet. Guarded by its collection.
 */
final class CommittedView {

	private final ChangeLog log;

	private final Map<Object, Deque<Change>> unpublished = new HashMap<>();

	CommittedView(ChangeLog log) {
		this.log = log;
	}

	/**
	 * Keeps the state before a change until the change is published.
	 * @param position the position of the change in the log
	 * @param id the id of the document
	 * @param before the document before the change; null if there was none
	 */
	void note(long position, Object id, @Nullable Document before) {
		long published = this.log.position();
		this.unpublished.values().removeIf((changes) -> {
			changes.removeIf((change) -> change.position() <= published);
			return changes.isEmpty();
		});
		this.unpublished.computeIfAbsent(id, (_) -> new ArrayDeque<>()).add(new Change(position, before));
	}

	/**
	 * One document as the majority has it.
	 * @param id the document's id
	 * @param newest the document in its newest state; null if there is none
	 * @return the document as the majority has it; empty if it has none
	 */
	Stream<Document> of(Object id, @Nullable Document newest) {
		Change first = firstUnpublished(id, this.log.position());
		return Stream.ofNullable((first != null) ? first.before() : newest);
	}

	/**
	 * All documents as the majority has them.
	 * @param newest the documents in their newest state
	 * @return the documents as the majority has them
	 */
	Stream<Document> all(Stream<Document> newest) {
		long published = this.log.position();
		return Stream.concat(newest.filter((document) -> firstUnpublished(document.get("_id"), published) == null),
				this.unpublished.keySet()
					.stream()
					.map((id) -> firstUnpublished(id, published))
					.filter(Objects::nonNull)
					.flatMap((change) -> Stream.ofNullable(change.before())));
	}

	private @Nullable Change firstUnpublished(@Nullable Object id, long published) {
		return this.unpublished.getOrDefault(id, new ArrayDeque<>())
			.stream()
			.filter((change) -> change.position() > published)
			.findFirst()
			.orElse(null);
	}

	/**
	 * A change that the majority may not have.
	 *
	 * @param position its position in the log
	 * @param before the document before it; null if there was none
	 */
	private record Change(long position, @Nullable Document before) {
	}

}
