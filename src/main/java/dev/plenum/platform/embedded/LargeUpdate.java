package dev.plenum.platform.embedded;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;

/**
 * Makes an update of very many paths small. The library compares every two paths of an
 * update, which takes a minute for the thirty thousand paths of a large import. The paths
 * within one top-level field become one new value of this field.
 */
final class LargeUpdate {

	private static final int MANY_PATHS = 200;

	private static final List<String> COMPACTED = List.of("$set", "$unset");

	private LargeUpdate() {
	}

	/**
	 * Makes an update small.
	 * @param update the update
	 * @param before the document that it changes
	 * @return an update that results in the same document
	 */
	static Document compact(Document update, Document before) {
		int paths = COMPACTED.stream().mapToInt((operator) -> changes(update, operator).size()).sum();
		if (paths < MANY_PATHS) {
			return update;
		}
		Set<String> others = new HashSet<>();
		update.forEach((operator, changes) -> {
			if (!COMPACTED.contains(operator) && changes instanceof Document document) {
				document.keySet().forEach((path) -> others.add(top(path)));
			}
		});
		Map<String, Document> fields = new HashMap<>();
		Document compact = new Document();
		update.forEach((operator, changes) -> {
			if (!COMPACTED.contains(operator)) {
				compact.put(operator, changes);
				return;
			}
			Document left = new Document();
			changes(update, operator).forEach((path, value) -> {
				String top = top(path);
				if (top.equals(path) || others.contains(top) || !(before.get(top) instanceof Document field)) {
					left.put(path, value);
					return;
				}
				Document next = fields.computeIfAbsent(top, (_) -> field.cloneDeeply());
				String rest = path.substring(top.length() + 1);
				if (operator.equals("$set")) {
					Utils.changeSubdocumentValue(next, rest, value);
				}
				else {
					Utils.removeSubdocumentValue(next, rest);
				}
			});
			if (!left.isEmpty()) {
				compact.put(operator, left);
			}
		});
		Document set = changes(compact, "$set").clone();
		set.putAll(fields);
		if (!set.isEmpty()) {
			compact.put("$set", set);
		}
		return compact;
	}

	private static Document changes(Document update, String operator) {
		return (update.get(operator) instanceof Document changes) ? changes : new Document();
	}

	private static String top(String path) {
		int dot = path.indexOf('.');
		return (dot < 0) ? path : path.substring(0, dot);
	}

}
