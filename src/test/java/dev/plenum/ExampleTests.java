package dev.plenum;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents of the examples are valid for the schema.
 */
class ExampleTests {

	private static final Path EXAMPLES = Path.of("examples");

	private static final GraphQLSchema SCHEMA = SchemaRules.schemaIn(Path.of("schema"));

	@Test
	void theTrustedDocumentsAreValidAndTheirIdsAreTheirHashes() throws IOException {
		JsonNode operations = JsonMapper.shared()
			.readTree(Files.readString(EXAMPLES.resolve("trusted-documents.json")))
			.path("operations");
		assertThat(operations.valueStream()).hasSizeGreaterThan(5).allSatisfy((operation) -> {
			String body = operation.path("body").asString();
			assertThat(errors(body)).as(body).isEmpty();
			assertThat(operation.path("id").asString()).isEqualTo(hash(body));
		});
	}

	@Test
	void theDocumentsOfTheKotlinExampleAreValidTogether() throws IOException {
		try (Stream<Path> files = Files.walk(EXAMPLES.resolve("kotlin"))) {
			String documents = files.filter((file) -> file.toString().endsWith(".graphql"))
				.map(SchemaRules::text)
				.collect(Collectors.joining("\n"));
			assertThat(documents).contains("subscription");
			assertThat(errors(documents)).isEmpty();
		}
	}

	@Test
	void aDocumentThatIsNotValidIsFound() {
		assertThat(errors("{ nothing }")).isNotEmpty();
	}

	private static List<ValidationError> errors(String document) {
		return new Validator().validateDocument(SCHEMA, Parser.parse(document), Locale.ROOT);
	}

	private static String hash(String text) throws NoSuchAlgorithmException {
		return HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
	}

}
