package dev.plenum.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Builds a directory as {@code kubectl kustomize} does, for the features of kustomize
 * that the manifests use. Every other feature is refused. Only the hash in the names of
 * config maps is another one.
 */
final class Kustomization {

	private static final Set<String> FEATURES = Set.of("apiVersion", "kind", "namespace", "resources", "components",
			"labels", "configMapGenerator", "patches", "images");

	/** The field that identifies the items of a list when a patch is merged. */
	private static final Map<String, String> MERGE_KEYS = Map.of("containers", "name", "volumes", "name", "env", "name",
			"ports", "containerPort", "volumeMounts", "mountPath");

	private static final String GENERATED = "generated";

	private final List<Map<String, Object>> objects = new ArrayList<>();

	private Kustomization() {
	}

	/**
	 * Builds a directory.
	 * @param directory the directory of a {@code kustomization.yaml}
	 * @return the objects
	 * @throws IllegalArgumentException if the directory uses another feature
	 */
	static List<Map<String, Object>> build(Path directory) {
		List<Map<String, Object>> objects = accumulate(directory);
		objects.stream().filter((object) -> object.remove(GENERATED) != null).toList().forEach((configMap) -> {
			Map<String, Object> metadata = map(configMap, "metadata");
			Object name = metadata.get("name");
			String unique = "%s-%010x".formatted(name, Integer.toUnsignedLong(configMap.get("data").hashCode()));
			metadata.put("name", unique);
			objects.forEach((object) -> rename(object, name, unique));
		});
		return objects;
	}

	private static List<Map<String, Object>> accumulate(Path directory) {
		Kustomization kustomization = new Kustomization();
		kustomization.apply(directory);
		return kustomization.objects;
	}

	private void apply(Path directory) {
		Map<String, Object> fields = Manifest.documents(Manifest.text(directory.resolve("kustomization.yaml")))
			.getFirst();
		requireOnly(FEATURES, fields);
		for (Object resource : list(fields, "resources")) {
			Path path = directory.resolve((String) resource);
			this.objects.addAll(Files.isDirectory(path) ? accumulate(path) : Manifest.documents(Manifest.text(path)));
		}
		list(fields, "components").forEach((component) -> apply(directory.resolve((String) component)));
		each(fields, "configMapGenerator", (generator) -> generate(directory, generator));
		each(fields, "patches", (patch) -> {
			requireOnly(Set.of("path"), patch);
			Manifest.documents(Manifest.text(directory.resolve((String) patch.get("path")))).forEach(this::patch);
		});
		each(fields, "labels", this::label);
		each(fields, "images", this::image);
		if (fields.get("namespace") instanceof String namespace) {
			this.objects.stream()
				.filter((object) -> !object.get("kind").equals("Namespace"))
				.forEach((object) -> map(object, "metadata").put("namespace", namespace));
		}
	}

	private void generate(Path directory, Map<String, Object> generator) {
		requireOnly(Set.of("name", "behavior", "envs"), generator);
		Map<String, Object> data = new LinkedHashMap<>();
		for (Object file : list(generator, "envs")) {
			Manifest.text(directory.resolve((String) file))
				.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.split("=", 2))
				.forEach((setting) -> data.put(setting[0], setting[1]));
		}
		if ("merge".equals(generator.get("behavior"))) {
			map(named("ConfigMap", generator.get("name")), "data").putAll(data);
		}
		else {
			this.objects.add(new LinkedHashMap<>(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata",
					new LinkedHashMap<>(Map.of("name", generator.get("name"))), "data", data, GENERATED, true)));
		}
	}

	private void patch(Map<String, Object> patch) {
		merge(named(patch.get("kind"), map(patch, "metadata").get("name")), patch);
	}

	@SuppressWarnings("unchecked")
	private static void merge(Map<String, Object> target, Map<String, Object> patch) {
		patch.forEach((field, value) -> {
			if (value == null) {
				target.remove(field);
			}
			else if (value instanceof Map<?, ?> changes) {
				merge(map(target, field), (Map<String, Object>) changes);
			}
			else if (MERGE_KEYS.containsKey(field)) {
				list(patch, field).forEach((item) -> mergeItem(target, field, (Map<String, Object>) item));
			}
			else {
				target.put(field, value);
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static void mergeItem(Map<String, Object> target, String field, Map<String, Object> patch) {
		String key = MERGE_KEYS.get(field);
		List<Object> items = new ArrayList<>(list(target, field));
		Map<String, Object> item = items.stream()
			.map((other) -> (Map<String, Object>) other)
			.filter((other) -> patch.get(key).equals(other.get(key)))
			.findFirst()
			.orElseGet(() -> {
				Map<String, Object> added = new LinkedHashMap<>();
				items.add(added);
				return added;
			});
		merge(item, patch);
		target.put(field, items);
	}

	private void label(Map<String, Object> rule) {
		requireOnly(Set.of("pairs", "includeSelectors", "includeTemplates"), rule);
		Map<String, Object> pairs = map(rule, "pairs");
		boolean selectors = Boolean.TRUE.equals(rule.get("includeSelectors"));
		for (Map<String, Object> object : this.objects) {
			map(map(object, "metadata"), "labels").putAll(pairs);
			if (object.get("kind").equals("Deployment")
					&& (selectors || Boolean.TRUE.equals(rule.get("includeTemplates")))) {
				map(map(map(map(object, "spec"), "template"), "metadata"), "labels").putAll(pairs);
			}
			if (selectors) {
				find(object, "matchLabels", (labels) -> labels.putAll(pairs));
				if (object.get("kind").equals("Service")) {
					map(map(object, "spec"), "selector").putAll(pairs);
				}
			}
		}
	}

	private void image(Map<String, Object> rule) {
		requireOnly(Set.of("name", "newName", "newTag"), rule);
		this.objects.forEach((object) -> find(object, "containers", (container) -> {
			String[] image = ((String) container.get("image")).split(":", 2);
			if (image[0].equals(rule.get("name"))) {
				container.put("image", rule.getOrDefault("newName", image[0]) + ":" + rule.get("newTag"));
			}
		}));
	}

	private Map<String, Object> named(Object kind, Object name) {
		return this.objects.stream()
			.filter((object) -> object.get("kind").equals(kind) && map(object, "metadata").get("name").equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no %s %s".formatted(kind, name)));
	}

	private static void rename(Object object, Object name, String unique) {
		for (String reference : List.of("configMapRef", "configMapKeyRef", "configMap")) {
			find(object, reference, (target) -> target.replace("name", name, unique));
		}
	}

	/** Finds the objects, or the objects of lists, that a field contains at any depth. */
	@SuppressWarnings("unchecked")
	private static void find(Object value, String field, Consumer<Map<String, Object>> action) {
		if (value instanceof Map<?, ?> fields) {
			fields.forEach((name, child) -> {
				if (name.equals(field) && child instanceof Map<?, ?> found) {
					action.accept((Map<String, Object>) found);
				}
				else if (name.equals(field) && child instanceof List<?> items) {
					items.forEach((item) -> action.accept((Map<String, Object>) item));
				}
				find(child, field, action);
			});
		}
		else if (value instanceof List<?> items) {
			items.forEach((item) -> find(item, field, action));
		}
	}

	private static void requireOnly(Set<String> known, Map<String, Object> fields) {
		if (!known.containsAll(fields.keySet())) {
			throw new IllegalArgumentException("Of %s only %s can be built here".formatted(fields.keySet(), known));
		}
	}

	private static void each(Map<String, Object> fields, String name, Consumer<Map<String, Object>> action) {
		list(fields, name).forEach((item) -> {
			@SuppressWarnings("unchecked")
			Map<String, Object> rule = (Map<String, Object>) item;
			action.accept(rule);
		});
	}

	private static List<?> list(Map<String, Object> fields, String name) {
		return (fields.get(name) instanceof List<?> items) ? items : List.of();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Map<String, Object> fields, String name) {
		return (Map<String, Object>) fields.computeIfAbsent(name, (_) -> new LinkedHashMap<String, Object>());
	}

}
