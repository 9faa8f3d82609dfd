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
 * One thing as it is here, as its origin says it is, and as the origin said it was the
 * last time. A fact that is here as the origin said it follows the origin; one that
 * somebody changed here stays, unless the origin is to win. What the origin never spoke
 * of it cannot take away.
 *
 * @param merged the thing as it is afterwards
 * @param set the facts that change, by their ways
 * @param unset the ways to what goes away
 * @param changed what changes
 * @param kept what stays although the origin says otherwise
 * @param said what the origin says now, as words by their ways
 */
record Merge(BsonDocument merged, Map<String, BsonValue> set, Set<String> unset, List<Difference> changed,
		List<Difference> kept, SortedMap<String, String> said) {

	/**
	 * A fact that is not the same here and at the origin.
	 *
	 * @param way the way to it
	 * @param here as it is here; null for not at all
	 * @param there as the origin says it; null for not at all
	 */
	record Difference(String way, @Nullable BsonValue here, @Nullable BsonValue there) {
	}

	boolean isDifferent() {
		return !this.set.isEmpty() || !this.unset.isEmpty();
	}

	/**
	 * Merges.
	 * @param here the thing as it is here, which becomes the merged one; null if it is
	 * not
	 * @param there the thing as the origin says it is
	 * @param memory what the origin said before
	 * @param overwrite whether the origin wins
	 */
	static Merge of(@Nullable BsonDocument here, BsonDocument there, Memory memory, boolean overwrite) {
		Map<String, BsonValue> ours = Leaves.of(here);
		Map<String, BsonValue> theirs = Leaves.of(there);
		Merge merge = new Merge((here != null) ? here : there, new LinkedHashMap<>(), new LinkedHashSet<>(),
				new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
		theirs.forEach((way, value) -> merge.said.put(way, Leaves.word(value)));
		if (here == null) {
			merge.set.putAll(theirs);
			return merge;
		}
		Set<String> ways = new LinkedHashSet<>(theirs.keySet());
		ways.addAll(memory.unsaidNow(theirs.keySet()));
		for (String way : ways) {
			BsonValue our = ours.get(way);
			BsonValue their = theirs.get(way);
			if (Objects.equals(our, their)) {
				continue;
			}
			String word = Leaves.word(our);
			Difference difference = new Difference(way, our, their);
			if (overwrite || memory.isTheOrigins(way, word)) {
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
		String[] names = difference.way().split("\\.");
		if (difference.there() != null) {
			parent(names, names.length - 1).put(names[names.length - 1], difference.there());
			this.set.put(difference.way(), difference.there());
			return;
		}
		// A document of which nothing is left goes too: an empty text cannot be read.
		int depth = names.length;
		do {
			depth--;
			parent(names, depth).remove(names[depth]);
		}
		while (depth > 0 && parent(names, depth).isEmpty());
		String way = String.join(".", List.of(names).subList(0, depth + 1));
		this.unset.removeIf((other) -> other.startsWith(way + "."));
		this.unset.add(way);
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
	 * What the origin said of one thing.
	 *
	 * @param said what it said the last time, as words by their ways
	 * @param unsettled what it said before that, where an import was not seen to end
	 * @param complete whether the same format spoke then, so that what it leaves out now
	 * it takes back
	 */
	record Memory(Map<String, String> said, Map<String, List<String>> unsettled, boolean complete) {

		/** Nothing was said. */
		static final Memory NONE = new Memory(Map.of(), Map.of(), false);

		/** The same, of some ways only. */
		Memory of(Predicate<String> ways) {
			Map<String, String> some = new LinkedHashMap<>(this.said);
			some.keySet().removeIf(ways.negate());
			return new Memory(some, this.unsettled, this.complete);
		}

		Set<String> unsaidNow(Set<String> saidNow) {
			Set<String> unsaid = new LinkedHashSet<>(this.complete ? this.said.keySet() : Set.of());
			unsaid.removeAll(saidNow);
			return unsaid;
		}

		boolean isTheOrigins(String way, String word) {
			return word.equals(this.said.getOrDefault(way, Leaves.ABSENT))
					|| this.unsettled.getOrDefault(way, List.of()).contains(word);
		}

		/**
		 * What must count as the origin's word until an import with new words has ended.
		 */
		Map<String, List<String>> until(Map<String, String> now) {
			Map<String, List<String>> unsettled = new LinkedHashMap<>(this.unsettled);
			Set<String> ways = new LinkedHashSet<>(now.keySet());
			ways.addAll(this.said.keySet());
			ways.stream().filter((way) -> !word(this.said, way).equals(word(now, way))).forEach((way) -> {
				Set<String> words = new LinkedHashSet<>(unsettled.getOrDefault(way, List.of()));
				words.add(word(this.said, way));
				unsettled.put(way, List.copyOf(words));
			});
			return unsettled;
		}

		private static String word(Map<String, String> words, String way) {
			return words.getOrDefault(way, Leaves.ABSENT);
		}

	}

}
