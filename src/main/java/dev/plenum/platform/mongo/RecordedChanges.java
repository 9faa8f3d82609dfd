package dev.plenum.platform.mongo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes that arrive while a snapshot is read, the newest of each document. They are
 * applied to the snapshot afterwards. Not thread-safe.
 *
 * @param <T> the type of the snapshots
 */
final class RecordedChanges<T> {

	/** How many documents may change while a snapshot is read. */
	static final int LIMIT = 10_000;

	private static final Logger log = LoggerFactory.getLogger(RecordedChanges.class);

	private final Map<Object, UnaryOperator<T>> byDocument = new LinkedHashMap<>();

	/**
	 * Records a change, in the place of an earlier one of the same document.
	 * @return false if there are too many
	 */
	boolean add(Object document, UnaryOperator<T> change) {
		this.byDocument.remove(document);
		this.byDocument.put(document, change);
		return this.byDocument.size() <= LIMIT;
	}

	void clear() {
		this.byDocument.clear();
	}

	/**
	 * Applies the changes in the order in which they arrived. One that fails is logged
	 * and left out.
	 */
	T applyTo(T snapshot) {
		T merged = snapshot;
		for (Map.Entry<Object, UnaryOperator<T>> change : this.byDocument.entrySet()) {
			try {
				merged = change.getValue().apply(merged);
			}
			catch (RuntimeException ex) {
				log.error("A change of {} cannot be applied and is left out", change.getKey(), ex);
			}
		}
		return merged;
	}

}
