package dev.plenum.interchange;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The values that a file cannot express, such as the rooms of a table without a column of
 * rooms. An import neither changes nor removes them, and remembers what earlier files
 * contained of them.
 *
 * @param paths the paths of the values, or of objects that contain them
 */
record AbsentValues(Set<String> paths) {

	/**
	 * Merges an object without these values.
	 * @param stored the stored object, which is changed into the merged one; null for a
	 * new object
	 * @param inFile the object in the file
	 * @param memory what earlier files contained
	 * @param overwrite whether the file replaces values that were changed in Plenum
	 */
	Merge merge(@Nullable BsonDocument stored, BsonDocument inFile, Merge.Memory memory, boolean overwrite) {
		if (stored == null || this.paths.isEmpty()) {
			return Merge.of(stored, inFile, memory, overwrite);
		}
		BsonDocument expressed = inFile.clone();
		this.paths.forEach((path) -> remove(expressed, path));
		Merge merge = Merge.of(stored, expressed, memory.of((path) -> !contains(path)), overwrite);
		SortedMap<String, String> fingerprints = new TreeMap<>(merge.fingerprints());
		memory.fingerprints().forEach((path, fingerprint) -> {
			if (contains(path)) {
				fingerprints.put(path, fingerprint);
			}
		});
		return new Merge(merge.merged(), merge.set(), merge.unset(), merge.changed(), merge.kept(), fingerprints);
	}

	private boolean contains(String path) {
		return this.paths.stream().anyMatch((absent) -> path.equals(absent) || path.startsWith(absent + "."));
	}

	private static void remove(BsonDocument document, String path) {
		BsonDocument parent = document;
		String[] names = path.split("\\.");
		for (int i = 0; i < names.length - 1; i++) {
			if (!parent.containsKey(names[i]) || !parent.get(names[i]).isDocument()) {
				return;
			}
			parent = parent.getDocument(names[i]);
		}
		parent.remove(names[names.length - 1]);
	}

}
