package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import graphql.language.AstPrinter;
import graphql.language.Value;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.InputValueWithState;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.UnExecutableSchemaGenerator;

/**
 * Reads, prints and checks a schema without a server.
 */
public final class SchemaRules {

	private SchemaRules() {
	}

	/**
	 * Reads a schema.
	 * @param sdl its parts
	 * @return the schema
	 */
	static GraphQLSchema schema(String... sdl) {
		return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(String.join("\n", sdl)));
	}

	/**
	 * Reads the schema of the server.
	 * @param directory the folder with its parts
	 * @return the schema
	 */
	public static GraphQLSchema schemaIn(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return schema(files.filter(SchemaRules::isPart).sorted().map(SchemaRules::text).toArray(String[]::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whether a file is a part of the schema, and not the schema of the last release.
	 * @param file the file
	 * @return whether the server reads it
	 */
	static boolean isPart(Path file) {
		String name = file.getFileName().toString();
		return name.endsWith(".graphqls") && !name.equals("released.graphqls");
	}

	/**
	 * Prints a schema in one order, whatever the order of its files.
	 * @param schema the schema
	 * @return the SDL
	 */
	public static String printed(GraphQLSchema schema) {
		return new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
			.includeScalarTypes(true)
			.includeDirectiveDefinition((name) -> name.equals("listSize"))).print(schema);
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Finds the elements without a description.
	 * @param schema the schema
	 * @return the types, fields, arguments, enum values and input fields
	 */
	static List<String> undescribed(GraphQLSchema schema) {
		return elements(schema).entrySet()
			.stream()
			.filter((element) -> element.getValue().getDescription() == null
					|| element.getValue().getDescription().isBlank())
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Finds the types, default values and descriptions of all elements.
	 * @param schema the schema
	 * @return the type, default value and description of each element by its name
	 */
	static Map<String, String> said(GraphQLSchema schema) {
		Map<String, String> said = new TreeMap<>();
		elements(schema).forEach((name, element) -> said.put(name, switch (element) {
			case GraphQLFieldDefinition _, GraphQLArgument _, GraphQLInputObjectField _ -> signature(element) + ": ";
			default -> "";
		} + ((element.getDescription() != null) ? element.getDescription() : "")));
		return said;
	}

	private static Map<String, GraphQLNamedSchemaElement> elements(GraphQLSchema schema) {
		Map<String, GraphQLNamedSchemaElement> elements = new TreeMap<>();
		schema.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__"))
			.forEach((type) -> collect(type.getName(), type, elements));
		return elements;
	}

	private static void collect(String name, GraphQLNamedSchemaElement element,
			Map<String, GraphQLNamedSchemaElement> elements) {
		elements.put(name, element);
		parts(element).forEach((part) -> collect(name + '.' + part.getName(), part, elements));
	}

	private static List<? extends GraphQLNamedSchemaElement> parts(GraphQLNamedSchemaElement element) {
		return switch (element) {
			case GraphQLFieldsContainer container -> container.getFieldDefinitions();
			case GraphQLFieldDefinition field -> field.getArguments();
			case GraphQLInputObjectType input -> input.getFieldDefinitions();
			case GraphQLEnumType values -> values.getValues();
			default -> List.of();
		};
	}

	private static String signature(GraphQLNamedSchemaElement element) {
		return switch (element) {
			case GraphQLFieldDefinition field -> GraphQLTypeUtil.simplePrint(field.getType());
			case GraphQLArgument argument ->
				GraphQLTypeUtil.simplePrint(argument.getType()) + defaultValue(argument.getArgumentDefaultValue());
			case GraphQLInputObjectField field ->
				GraphQLTypeUtil.simplePrint(field.getType()) + defaultValue(field.getInputFieldDefaultValue());
			default -> element.getClass().getSimpleName();
		};
	}

	private static String defaultValue(InputValueWithState value) {
		return (value.getValue() instanceof Value<?> literal) ? " = " + AstPrinter.printAstCompact(literal) : "";
	}

	/**
	 * Finds the features that have no schema file of their own, and the files that belong
	 * to no feature.
	 * @param featuresOfFiles the names of the schema files with the names of the packages
	 * that they belong to
	 * @param packages all packages
	 * @param withControllers the packages that answer fields
	 * @return sentences
	 */
	static List<String> strays(Map<String, String> featuresOfFiles, List<String> packages,
			List<String> withControllers) {
		Stream<String> files = featuresOfFiles.entrySet()
			.stream()
			.filter((file) -> !packages.contains(file.getValue()))
			.map((file) -> "There is no package '%s' for %s.graphqls".formatted(file.getValue(), file.getKey()));
		Stream<String> features = withControllers.stream()
			.filter((feature) -> !featuresOfFiles.containsValue(feature))
			.map((feature) -> "There is no schema file for the controllers of '%s'".formatted(feature));
		return Stream.concat(files, features).sorted().toList();
	}

}
