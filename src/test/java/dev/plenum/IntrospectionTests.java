package dev.plenum;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import graphql.schema.GraphQLSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Introspection returns the schema as it is in the files.
 */
@LiveServer
class IntrospectionTests {

	private static final String TYPE = "type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { name } } } } }";

	private static final String VALUES = "(includeDeprecated: true) { name description defaultValue %s }"
		.formatted(TYPE);

	private static final String QUERY = """
			{ __schema { directives { name description args%s }
			  types { name kind description specifiedByURL inputFields%s enumValues(includeDeprecated: true) { name description }
			    fields(includeDeprecated: true) { name description args%s %s } } } }"""
		.formatted(VALUES, VALUES, VALUES, TYPE);

	@Autowired
	private Clients clients;

	@Test
	void introspectionReturnsTheFiles() {
		GraphQLSchema files = SchemaRules.schemaIn(Path.of("schema"));
		Map<String, String> said = new TreeMap<>();
		schema().path("types").forEach((type) -> {
			String name = type.path("name").asString();
			if (!name.startsWith("__")) {
				said.put(name, type.path("description").asString(""));
				parts(type, "fields", name, said);
				parts(type, "inputFields", name, said);
				parts(type, "enumValues", name, said);
			}
		});
		assertThat(said).containsExactlyInAnyOrderEntriesOf(SchemaRules.said(files));
	}

	@Test
	void introspectionReturnsOnlySupportedDirectives() {
		assertThat(schema().path("directives").valueStream().map((directive) -> directive.path("name").asString()))
			.containsExactlyInAnyOrder("include", "skip", "deprecated", "specifiedBy", "oneOf", "listSize");
	}

	@Test
	void everyCustomScalarHasASpecification() {
		assertThat(schema().path("types")
			.valueStream()
			.filter((type) -> type.path("kind").asString().equals("SCALAR"))
			.filter((type) -> !List.of("Int", "Float", "String", "Boolean", "ID")
				.contains(type.path("name").asString())))
			.hasSize(6)
			.allSatisfy((type) -> assertThat(type.path("specifiedByURL").asString("")).startsWith("https://"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ ... @defer { viewer { subject } } }",
			"{ ...Mine @defer(label: \"x\") } fragment Mine on Query { viewer { subject } }",
			"query @experimental_disableErrorPropagation { viewer { subject } }", "{ viewer @unknown { subject } }" })
	void anUnsupportedDirectiveIsRefused(String document) {
		this.clients.anonymous()
			.document(document)
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors).isNotEmpty()
				.allSatisfy((error) -> assertThat(error.getExtensions()).containsEntry("code", "BAD_INPUT")));
	}

	private static void parts(JsonNode type, String kind, String name, Map<String, String> said) {
		type.path(kind).forEach((part) -> {
			String path = name + "." + part.path("name").asString();
			said.put(path, signature(part) + part.path("description").asString(""));
			parts(part, "args", path, said);
		});
	}

	private static String signature(JsonNode part) {
		String value = part.path("defaultValue").isString() ? " = " + part.path("defaultValue").asString() : "";
		return part.has("type") ? type(part.path("type")) + value + ": " : "";
	}

	private static String type(JsonNode type) {
		return switch (type.path("kind").asString("")) {
			case "NON_NULL" -> type(type.path("ofType")) + "!";
			case "LIST" -> "[" + type(type.path("ofType")) + "]";
			default -> type.path("name").asString();
		};
	}

	private JsonNode schema() {
		String answer = this.clients.raw()
			.post()
			.uri("/graphql")
			.bodyValue(Map.of("query", QUERY))
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		JsonNode root = JsonMapper.shared().readTree(answer);
		assertThat(root.path("errors").isMissingNode()).as(answer).isTrue();
		return root.at("/data/__schema");
	}

}
