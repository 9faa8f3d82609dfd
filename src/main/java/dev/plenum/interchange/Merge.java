package dev.plenum.interchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Merges a stored object with the object in a file, by what the last file contained. A
 * value that is stored as the last file had it follows the file. A value that somebody
 * changed in Plenum stays, unless the import overwrites. A file cannot remove a value
 * that no earlier file contained.
 *
 * @param merged the object after the import
 * @param set the changed values by path
 * @param unset the paths of the removed values
 * @param changed the differences that the import applies
 * @param kept the differences that the import does not apply
 * @param fingerprints the fingerprints of the values in the file, by path
 */
record Merge(BsonDocument merged, Map<String, BsonValue> set, Set<String> unset, List<Difference> changed,
		List<Difference> kept, SortedMap<String, String> fingerprints) {

	/**
	 * A value that differs between the database and the file.
	 *
	 * @param path the path of the value
	 * @param stored the stored value; null if there is none
	 * @param inFile the value in the file; null if there is none
	 */
	record Difference(String path, @Nullable BsonValue stored, @Nullable BsonValue inFile) {
	}

	boolean isDifferent() {
		return !this.set.isEmpty() || !this.unset.isEmpty();
	}

	/**
	 * Merges an object.
	 * @param stored the stored object, which is changed into the merged one; null for a
	 * new object
	 * @param inFile the object in the file
	 * @param memory what earlier files contained
	 * @param overwrite whether the file replaces values that were changed in Plenum
	 */
	static Merge of(@Nullable BsonDocument stored, BsonDocument inFile, Memory memory, boolean overwrite) {
		Map<String, BsonValue> ours = Leaves.of(stored);
		Map<String, BsonValue> theirs = Leaves.of(inFile);
		Merge merge = new Merge((stored != null) ? stored : inFile, new LinkedHashMap<>(), new LinkedHashSet<>(),
				new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
		theirs.forEach((path, value) -> merge.fingerprints.put(path, Leaves.fingerprint(value)));
		if (stored == null) {
			merge.set.putAll(theirs);
			return merge;
		}
		Set<String> paths = new LinkedHashSet<>(theirs.keySet());
		paths.addAll(memory.removed(theirs.keySet()));
		for (String path : paths) {
			BsonValue our = ours.get(path);
			BsonValue their = theirs.get(path);
			if (Objects.equals(our, their)) {
				continue;
			}
			String fingerprint = Leaves.fingerprint(our);
			Difference difference = new Difference(path, our, their);
			if (overwrite || memory.isFromOrigin(path, fingerprint)) {
				merge.apply(difference);
			}
			else {
				merge.kept.add(difference);
			}
		}
		return merge;
	}

	private void apply(Difference difference) {
		this.changed.add(difference);
		String[] names = difference.path().split("\\.");
		if (difference.inFile() != null) {
			parent(names, names.length - 1).put(names[names.length - 1], difference.inFile());
			this.set.put(difference.path(), difference.inFile());
			return;
		}
		// An empty document is removed too: an empty text cannot be read.
		int depth = names.length;
		do {
			depth--;
			parent(names, depth).remove(names[depth]);
		}
		while (depth > 0 && parent(names, depth).isEmpty());
		String path = String.join(".", List.of(names).subList(0, depth + 1));
		this.unset.removeIf((other) -> other.startsWith(path + "."));
		this.unset.add(path);
	}

	private BsonDocument parent(String[] names, int depth) {
		BsonDocument parent = this.merged;
		for (int i = 0; i < depth; i++) {
			if (!parent.containsKey(names[i]) || !parent.get(names[i]).isDocument()) {
				parent.put(names[i], new BsonDocument());
			}
			parent = parent.getDocument(names[i]);
		}
		return parent;
	}

	/**
	 * What earlier files contained of one object.
	 *
	 * @param fingerprints the fingerprints of the values in the last file, by path
	 * @param unsettled the fingerprints of the values before the last import, by path, if
	 * that import did not complete
	 * @param complete whether the last file had the same format, so that a value that is
	 * missing now was removed
	 */
	record Memory(Map<String, String> fingerprints, Map<String, List<String>> unsettled, boolean complete) {

		/** There was no earlier file. */
		static final Memory NONE = new Memory(Map.of(), Map.of(), false);

		/** Returns what earlier files contained at some paths. */
		Memory of(Predicate<String> paths) {
			Map<String, String> some = new LinkedHashMap<>(this.fingerprints);
			some.keySet().removeIf(paths.negate());
			return new Memory(some, this.unsettled, this.complete);
		}

		Set<String> removed(Set<String> present) {
			Set<String> removed = new LinkedHashSet<>(this.complete ? this.fingerprints.keySet() : Set.of());
			removed.removeAll(present);
			return removed;
		}

		boolean isFromOrigin(String path, String fingerprint) {
			return fingerprint.equals(this.fingerprints.getOrDefault(path, Leaves.ABSENT))
					|| this.unsettled.getOrDefault(path, List.of()).contains(fingerprint);
		}

		/**
		 * Returns the fingerprints that count as unchanged by people until an import of
		 * new values has completed.
		 */
		Map<String, List<String>> until(Map<String, String> now) {
			Map<String, List<String>> unsettled = new LinkedHashMap<>(this.unsettled);
			Set<String> paths = new LinkedHashSet<>(now.keySet());
			paths.addAll(this.fingerprints.keySet());
			paths.stream()
				.filter((path) -> !fingerprint(this.fingerprints, path).equals(fingerprint(now, path)))
				.forEach((path) -> {
					Set<String> fingerprints = new LinkedHashSet<>(unsettled.getOrDefault(path, List.of()));
					fingerprints.add(fingerprint(this.fingerprints, path));
					unsettled.put(path, List.copyOf(fingerprints));
				});
			return unsettled;
		}

		private static String fingerprint(Map<String, String> fingerprints, String path) {
			return fingerprints.getOrDefault(path, Leaves.ABSENT);
		}

	}

}
