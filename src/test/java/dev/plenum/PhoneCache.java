package dev.plenum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * The cache of a phone, as Apollo Client and Relay have it: the fields of each object
 * with an id are stored once, by the id. Lists refer to objects by their ids.
 */
final class PhoneCache {

	private final Map<String, Map<String, Object>> objects = new TreeMap<>();

	/**
	 * Stores an answer.
	 * @param answer the data of a query, or a payload
	 */
	void put(JsonNode answer) {
		stored(answer);
	}

	/**
	 * Removes an object. Lists no longer show it.
	 * @param id the id
	 */
	void remove(String id) {
		this.objects.remove(id);
		this.objects.values().forEach((fields) -> fields.replaceAll((_, value) -> without(value, id)));
	}

	/**
	 * Finds what this cache has and another cache does not have in the same way.
	 * @param fresh the cache of a phone that read everything just now
	 * @return the fields, each with both values
	 */
	List<String> differences(PhoneCache fresh) {
		List<String> differences = new ArrayList<>();
		this.objects.forEach((id, fields) -> fields.forEach((name, value) -> {
			Map<String, Object> others = fresh.objects.getOrDefault(id, Map.of());
			if (others.containsKey(name) && !value.equals(others.get(name))) {
				differences.add("%s.%s is '%s' instead of '%s' (%s)".formatted(fields.get("__typename"), name, value,
						others.get(name), id));
			}
		}));
		return differences;
	}

	private Object stored(JsonNode value) {
		if (value.isArray()) {
			return value.valueStream().map(this::stored).toList();
		}
		if (!value.isObject()) {
			return value.toString();
		}
		Map<String, Object> fields = new LinkedHashMap<>();
		value.properties().forEach((field) -> fields.put(field.getKey(), stored(field.getValue())));
		if (!value.has("id")) {
			return fields;
		}
		String id = value.path("id").asString();
		this.objects.computeIfAbsent(id, (_) -> new TreeMap<>()).putAll(fields);
		return new Reference(id);
	}

	private static Object without(Object value, String id) {
		return switch (value) {
			case List<?> items -> items.stream()
				.map((item) -> without(item, id))
				.filter((item) -> !new Reference(id).equals(item))
				.toList();
			case Map<?, ?> fields -> {
				Map<Object, Object> others = new LinkedHashMap<>();
				fields.forEach((name, part) -> others.put(name, without(part, id)));
				yield others;
			}
			default -> value;
		};
	}

	private record Reference(String id) {
	}

}
