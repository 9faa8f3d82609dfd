package dev.plenum;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import graphql.schema.GraphQLSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema keeps each convention of {@link SchemaConventions}, and each of them can
 * fail.
 */
class SchemaConventionTests {

	private static final GraphQLSchema SCHEMA = SchemaRules.schemaIn(Path.of("schema"));

	@ParameterizedTest
	@EnumSource
	void theSchemaKeepsTheConvention(SchemaConventions convention) {
		Set<String> breaches = new TreeSet<>(convention.breaches(SCHEMA));
		breaches.removeAll(convention.exceptions().keySet());
		assertThat(breaches).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void everyExceptionIsNeeded(SchemaConventions convention) {
		assertThat(convention.breaches(SCHEMA)).containsAll(convention.exceptions().keySet());
	}

	@ParameterizedTest
	@EnumSource
	void everyBreachIsFound(SchemaConventions convention) {
		String query = convention.violation().contains("type Query") ? "" : "type Query { id: ID }";
		assertThat(convention.breaches(SchemaRules.schema(convention.violation(), query)))
			.containsExactlyInAnyOrderElementsOf(convention.found());
	}

}
