package dev.plenum.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.plenum.SchemaRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema and the documents of the examples have no fault that graphql-eslint or
 * relay-compiler reports. {@code src/clients/eslint.config.mjs} lists the exceptions.
 */
@Tag("clients")
class SchemaToolTests {

	@Test
	void graphQlEslintReportsNothing() {
		assertThat(Tool.of(Tool.CLIENTS, "eslint", "--config", "src/clients/eslint.config.mjs", "--max-warnings", "0",
				"--no-color", "schema", "examples"))
			.isEmpty();
	}

	@Test
	void relayCompilerReportsNothing() throws IOException {
		Files.createDirectories(Tool.FILES.resolve("relay"));
		Files.writeString(Tool.FILES.resolve("schema.graphql"),
				SchemaRules.printed(SchemaRules.schemaIn(Path.of("schema"))));
		List<String> printed = Tool.of(Tool.CLIENTS, "relay-compiler", "src/clients/relay.config.json");
		assertThat(printed).noneMatch((line) -> line.matches("(?i).*(error|warn).*"))
			.anyMatch((line) -> line.contains("Done"));
	}

}
