package dev.plenum.platform.mongo;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Lists and maps of stored documents. If the field is missing in the database, the record
 * component is null; these methods return an empty list or map instead.
 */
public final class Lists {

	private Lists() {
	}

	/**
	 * The list, or the empty one.
	 * @param list a list; null if the document has none
	 * @param <T> the type of its items
	 * @return a list that does not change
	 */
	public static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? List.copyOf(list) : List.of();
	}

	/**
	 * The map, or the empty one.
	 * @param map a map; null if the document has none
	 * @param <K> the type of its keys
	 * @param <V> the type of its values
	 * @return a map that does not change
	 */
	public static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
		return (map != null) ? Map.copyOf(map) : Map.of();
	}

}
