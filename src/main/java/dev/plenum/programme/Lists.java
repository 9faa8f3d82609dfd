package dev.plenum.programme;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Lists and maps of documents, which a field that is not in the database leaves null.
 */
final class Lists {

	private Lists() {
	}

	static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? List.copyOf(list) : List.of();
	}

	static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
		return (map != null) ? Map.copyOf(map) : Map.of();
	}

}
