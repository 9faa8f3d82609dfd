package dev.plenum;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaReport;
import org.springframework.util.ClassUtils;

/**
 * Keeps the report in which Spring for GraphQL compares the schema with the code when the
 * server starts.
 */
class SchemaInspection implements GraphQlSourceBuilderCustomizer {

	private static final Map<String, List<String>> TYPES = types();

	private final AtomicReference<@Nullable SchemaReport> report = new AtomicReference<>();

	/**
	 * The inspection does not find members of unions by itself: most are nested in
	 * another type, and shared refusals belong to other packages.
	 */
	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		builder.inspectSchemaMappings(
				(inspection) -> inspection.classResolver((type, unionOrInterface) -> members(type.getName())),
				this.report::set);
	}

	SchemaReport report() {
		return Objects.requireNonNull(this.report.get(), "The schema was not inspected");
	}

	private static List<Class<?>> members(String name) {
		return TYPES.getOrDefault(name, List.of())
			.stream()
			.<Class<?>>map((type) -> ClassUtils.resolveClassName(type, Plenum.class.getClassLoader()))
			.filter((type) -> type.isMemberClass() || Refusal.class.isAssignableFrom(type))
			.toList();
	}

	/** The names of the server's classes by their simple names. */
	private static Map<String, List<String>> types() {
		try {
			Path root = Path.of(Plenum.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			try (Stream<Path> files = Files.walk(root.resolve("dev/plenum"))) {
				return files.map((file) -> root.relativize(file).toString())
					.filter((file) -> file.endsWith(".class"))
					.map((file) -> ClassUtils.convertResourcePathToClassName(file.substring(0, file.length() - 6)))
					.collect(Collectors.groupingBy(
							(type) -> type.substring(1 + Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')))));
			}
		}
		catch (IOException | URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
