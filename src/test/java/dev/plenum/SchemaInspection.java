package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaReport;
import org.springframework.util.ClassUtils;

/**
 * Keeps the report in which Spring for GraphQL compares the schema with the code when the
 * server starts.
 */
class SchemaInspection implements GraphQlSourceBuilderCustomizer {

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
		return Stream.concat(types("*$" + name), types(name).filter((type) -> Refusal.class.isAssignableFrom(type)))
			.filter((type) -> origin(type).equals(origin(Plenum.class)))
			.toList();
	}

	private static Stream<Class<?>> types(String pattern) {
		try {
			return Stream
				.of(new PathMatchingResourcePatternResolver()
					.getResources("classpath*:dev/plenum/**/" + pattern + ".class"))
				.map(SchemaInspection::type);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Class<?> type(Resource file) {
		try {
			String name = new SimpleMetadataReaderFactory().getMetadataReader(file).getClassMetadata().getClassName();
			return ClassUtils.resolveClassName(name, Plenum.class.getClassLoader());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The directory or the jar that a class was loaded from. */
	private static CodeSource origin(Class<?> type) {
		return type.getProtectionDomain().getCodeSource();
	}

}
