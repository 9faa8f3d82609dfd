package dev.plenum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import graphql.schema.GraphQLSchema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema breaks no client that was written for {@code schema/released.graphqls}, the
 * whole schema of the last release in one file. This command writes the file:
 *
 * <pre>
 * mvn test -Dtest=ReleasedSchemaTests -Dschema.release=0.2.0
 * </pre>
 *
 * It takes the name of the release; {@code none} before the first one. Once the file is
 * that of a release, the command refuses a schema that breaks clients.
 */
class ReleasedSchemaTests {

	private static final Path RELEASED = Path.of("schema/released.graphqls");

	private static final String HEADER = "# The schema of release: ";

	private static final GraphQLSchema SCHEMA = SchemaRules.schemaIn(Path.of("schema"));

	@Test
	void theSchemaBreaksNoClientOfTheRelease() throws IOException {
		String release = System.getProperty("schema.release");
		if (release != null && (!Files.exists(RELEASED) || Files.readString(RELEASED).startsWith(HEADER + "none\n"))) {
			write(release);
		}
		assertThat(SchemaBreaks.between(SchemaRules.schema(SchemaRules.text(RELEASED)), SCHEMA)).isEmpty();
		if (release != null) {
			write(release);
		}
	}

	@Test
	void theServerDoesNotReadTheFile() {
		assertThat(getClass().getResource("/graphql/root.graphqls")).isNotNull();
		assertThat(getClass().getResource("/graphql/released.graphqls")).isNull();
	}

	@Test
	void thePrintedSchemaIsTheWholeSchema() {
		String printed = SchemaRules.printed(SCHEMA);
		GraphQLSchema read = SchemaRules.schema(printed);
		assertThat(SchemaRules.printed(read)).isEqualTo(printed);
		assertThat(SchemaRules.said(read)).isEqualTo(SchemaRules.said(SCHEMA));
		assertThat(SchemaBreaks.between(read, SCHEMA)).isEmpty();
		assertThat(SchemaBreaks.between(SCHEMA, read)).isEmpty();
	}

	private static void write(String release) throws IOException {
		Files.writeString(RELEASED, HEADER + release + "\n\n" + SchemaRules.printed(SCHEMA));
	}

}
