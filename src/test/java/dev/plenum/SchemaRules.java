package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import graphql.language.AstPrinter;
import graphql.language.IntValue;
import graphql.language.Value;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.InputValueWithState;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;

/**
 * What can be checked of a schema without a server.
 */
final class SchemaRules {

	private SchemaRules() {
	}

	static GraphQLSchema schema(String... sdl) {
		return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(String.join("\n", sdl)));
	}

	static GraphQLSchema schemaIn(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return schema(files.filter((file) -> file.toString().endsWith(".graphqls"))
				.sorted()
				.map(SchemaRules::text)
				.toArray(String[]::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
	 * Finds what has no description.
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
	 * Finds what breaks clients that were written for another schema.
	 * @param known the schema that the clients know
	 * @param schema the schema that they meet
	 * @return what is missing, has another type, or is required without their knowing
	 */
	static List<String> breaks(GraphQLSchema known, GraphQLSchema schema) {
		Map<String, String> wanted = signatures(known);
		Map<String, String> given = signatures(schema);
		List<String> breaks = new ArrayList<>();
		wanted.forEach((name, signature) -> {
			if (!given.containsKey(name)) {
				breaks.add(name + " is missing");
			}
			else if (!signature.equals(given.get(name))) {
				breaks.add("%s is '%s' instead of '%s'".formatted(name, given.get(name), signature));
			}
		});
		elements(schema).forEach((name, element) -> {
			if (isRequired(element) && !wanted.containsKey(name)
					&& wanted.containsKey(name.substring(0, name.lastIndexOf('.')))) {
				breaks.add(name + " is required");
			}
		});
		return breaks;
	}

	/**
	 * Finds the pages whose size is neither said by the caller nor by default.
	 * @param schema the schema
	 * @param most the largest default
	 * @return the arguments {@code first} without a default of that size
	 */
	static List<String> endlessPages(GraphQLSchema schema, int most) {
		return elements(schema).entrySet()
			.stream()
			.filter((element) -> element.getKey().endsWith(".first"))
			.filter((element) -> element.getValue() instanceof GraphQLArgument first && !isRequired(first)
					&& !(first.getArgumentDefaultValue().getValue() instanceof IntValue size
							&& size.getValue().intValue() <= most))
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * What a schema says of each of its elements.
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

	/**
	 * Each element's name with its type and its default value. A member of a union and an
	 * interface of a type count as elements.
	 */
	private static Map<String, String> signatures(GraphQLSchema schema) {
		Map<String, String> signatures = new TreeMap<>();
		elements(schema).forEach((name, element) -> {
			signatures.put(name, signature(element));
			if (element instanceof GraphQLUnionType union) {
				union.getTypes().forEach((member) -> signatures.put(name + " = " + member.getName(), ""));
			}
			if (element instanceof GraphQLImplementingType type) {
				type.getInterfaces().forEach((one) -> signatures.put(name + " implements " + one.getName(), ""));
			}
		});
		return signatures;
	}

	private static String signature(GraphQLNamedSchemaElement element) {
		return switch (element) {
			case GraphQLFieldDefinition field -> GraphQLTypeUtil.simplePrint(field.getType());
			case GraphQLArgument argument ->
				GraphQLTypeUtil.simplePrint(argument.getType()) + defaultValue(argument.getArgumentDefaultValue());
			case GraphQLInputObjectField field ->
				GraphQLTypeUtil.simplePrint(field.getType()) + defaultValue(field.getInputFieldDefaultValue());
			case GraphQLInputObjectType input -> input.isOneOf() ? "input @oneOf" : "input";
			default -> element.getClass().getSimpleName();
		};
	}

	private static String defaultValue(InputValueWithState value) {
		return (value.getValue() instanceof Value<?> literal) ? " = " + AstPrinter.printAstCompact(literal) : "";
	}

	private static boolean isRequired(GraphQLNamedSchemaElement element) {
		return switch (element) {
			case GraphQLArgument argument ->
				GraphQLTypeUtil.isNonNull(argument.getType()) && argument.getArgumentDefaultValue().isNotSet();
			case GraphQLInputObjectField field ->
				GraphQLTypeUtil.isNonNull(field.getType()) && field.getInputFieldDefaultValue().isNotSet();
			default -> false;
		};
	}

	/**
	 * Finds the features whose schema is not in a file of their own, and the files that
	 * belong to nobody.
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
