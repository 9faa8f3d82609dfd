package dev.plenum.deployment;

import java.beans.BeanInfo;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads manifests as Kubernetes' own types, and finds unknown fields.
 */
final class Manifest {

	private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of("v1/Namespace", Namespace.class,
			"v1/ServiceAccount", ServiceAccount.class, "v1/Service", Service.class, "v1/ConfigMap", ConfigMap.class,
			"v1/PersistentVolumeClaim", PersistentVolumeClaim.class, "apps/v1/Deployment", Deployment.class,
			"autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class, "networking.k8s.io/v1/Ingress",
			Ingress.class, "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class, "policy/v1/PodDisruptionBudget",
			PodDisruptionBudget.class);

	private static final JsonMapper mapper = JsonMapper.shared();

	private Manifest() {
	}

	/**
	 * Reads the objects of a file or of what was built of several.
	 * @param yaml the documents
	 * @return the objects
	 * @throws IllegalArgumentException if a value has another type than Kubernetes
	 * expects, or a field or kind is unknown
	 */
	static List<HasMetadata> read(String yaml) {
		return objects(documents(yaml));
	}

	/**
	 * Reads objects.
	 * @param documents the fields of each
	 * @return the objects
	 * @throws IllegalArgumentException if a value has another type than Kubernetes
	 * expects, or a field or kind is unknown
	 */
	static List<HasMetadata> objects(List<Map<String, Object>> documents) {
		return documents.stream().map(Manifest::object).toList();
	}

	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> documents(String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(new StringReader(yaml));
		return StreamSupport.stream(documents.spliterator(), false)
			.map((document) -> (Map<String, Object>) document)
			.toList();
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HasMetadata object(Map<String, Object> fields) {
		String kind = fields.get("apiVersion") + "/" + fields.get("kind");
		Class<? extends HasMetadata> type = KINDS.get(kind);
		if (type == null) {
			throw new IllegalArgumentException("Unknown kind " + kind);
		}
		HasMetadata object = mapper.convertValue(fields, type);
		List<String> unknown = new ArrayList<>();
		collectUnknown(object, kind, unknown);
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException("Unknown fields " + unknown);
		}
		return object;
	}

	private static void collectUnknown(Object value, String place, List<String> unknown) {
		switch (value) {
			case Collection<?> items ->
				items.stream().filter(Objects::nonNull).forEach((item) -> collectUnknown(item, place + "[]", unknown));
			case Map<?, ?> entries -> entries.values()
				.stream()
				.filter(Objects::nonNull)
				.forEach((entry) -> collectUnknown(entry, place + "{}", unknown));
			default -> {
				if (value.getClass().getName().startsWith("io.fabric8.")) {
					collectUnknownOfBean(value, place, unknown);
				}
			}
		}
	}

	private static void collectUnknownOfBean(Object bean, String place, List<String> unknown) {
		properties(bean).filter((property) -> property.getReadMethod() != null).forEach((property) -> {
			Object value = read(property, bean);
			if (property.getName().equals("additionalProperties")) {
				((Map<?, ?>) Objects.requireNonNull(value)).keySet().forEach((name) -> unknown.add(place + "." + name));
			}
			else if (value != null) {
				collectUnknown(value, place + "." + property.getName(), unknown);
			}
		});
	}

	private static Stream<PropertyDescriptor> properties(Object bean) {
		try {
			BeanInfo info = Introspector.getBeanInfo(bean.getClass(), Object.class);
			return Stream.of(info.getPropertyDescriptors());
		}
		catch (IntrospectionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Object read(PropertyDescriptor property, Object bean) {
		try {
			return property.getReadMethod().invoke(bean);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
