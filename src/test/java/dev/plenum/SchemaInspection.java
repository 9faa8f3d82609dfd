package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

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
	 * Finds the members of unions that are nested in a sealed interface; the inspection
	 * does not find them.
	 */
	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		builder.inspectSchemaMappings(
				(inspection) -> inspection.classResolver((type, unionOrInterface) -> nested(type.getName())),
				this.report::set);
	}

	SchemaReport report() {
		return Objects.requireNonNull(this.report.get(), "The schema was not inspected");
	}

	private static List<Class<?>> nested(String name) {
		try {
			Resource[] files = new PathMatchingResourcePatternResolver()
				.getResources("classpath*:dev/plenum/**/*$" + name + ".class");
			return Stream.of(files)
				.<Class<?>>map(SchemaInspection::type)
				.filter((type) -> origin(type).equals(origin(Plenum.class)))
				.toList();
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
