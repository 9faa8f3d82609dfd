package dev.plenum;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.Directives;
import graphql.language.AstPrinter;
import graphql.language.Value;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.InputValueWithState;
import graphql.schema.idl.DirectiveInfo;
import org.jspecify.annotations.Nullable;

/**
 * Finds the changes of a schema that break clients which were written for its released
 * version. Additions do not break clients, except required arguments and input fields. A
 * deprecated element may be removed, and so may a type that only deprecated elements
 * refer to.
 */
final class SchemaBreaks {

	private final Map<String, Element> released;

	private final Map<String, Element> current;

	private final Set<String> usedTypes;

	private SchemaBreaks(GraphQLSchema released, GraphQLSchema current) {
		this.released = elements(released);
		this.current = elements(current);
		this.usedTypes = this.released.values()
			.stream()
			.filter((element) -> element.type() != null && !element.deprecated())
			.map((element) -> ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(element.type())).getName())
			.collect(Collectors.toSet());
	}

	/**
	 * Finds what breaks clients.
	 * @param released the schema that the clients know
	 * @param current the schema that the server has
	 * @return one sentence for each break, sorted by the names of the elements
	 */
	static List<String> between(GraphQLSchema released, GraphQLSchema current) {
		SchemaBreaks breaks = new SchemaBreaks(released, current);
		Stream<String> changes = breaks.released.entrySet()
			.stream()
			.flatMap((element) -> breaks.change(element.getKey(), element.getValue()));
		Stream<String> additions = breaks.current.entrySet()
			.stream()
			.filter((element) -> element.getValue().isRequired() && !breaks.released.containsKey(element.getKey())
					&& breaks.released.containsKey(parent(element.getKey())))
			.map((element) -> element.getKey() + " is new and required");
		return Stream.concat(changes, additions).sorted().toList();
	}

	private Stream<String> change(String name, Element before) {
		Element after = this.current.get(name);
		if (after == null) {
			boolean alone = this.current.containsKey(parent(name)) || parent(name).isEmpty();
			return (alone && !mayBeRemoved(name, before)) ? Stream.of(name + " is missing") : Stream.empty();
		}
		if (!before.kind().equals(after.kind())) {
			return Stream.of("%s is '%s' instead of '%s'".formatted(name, after.kind(), before.kind()));
		}
		boolean suits = before.input() ? suits(after.type(), before.type()) : suits(before.type(), after.type());
		if (!suits) {
			return Stream.of("%s is '%s' instead of '%s'".formatted(name, print(after.type()), print(before.type())));
		}
		return before.value().equals(after.value()) ? Stream.empty()
				: Stream.of("%s has the value '%s' instead of '%s'".formatted(name, after.value(), before.value()));
	}

	private boolean mayBeRemoved(String name, Element before) {
		return before.deprecated() || before.removable() && !this.usedTypes.contains(name);
	}

	private static String parent(String name) {
		int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf(' '));
		return (end < 0) ? "" : name.substring(0, end).replaceFirst(" (=|implements)$", "");
	}

	/**
	 * Whether the values of one type can stand where another type is expected.
	 */
	private static boolean suits(@Nullable GraphQLType expected, @Nullable GraphQLType given) {
		if (expected == null || given == null) {
			return expected == given;
		}
		if (GraphQLTypeUtil.isNonNull(expected)) {
			return GraphQLTypeUtil.isNonNull(given)
					&& suits(GraphQLTypeUtil.unwrapOne(expected), GraphQLTypeUtil.unwrapOne(given));
		}
		if (GraphQLTypeUtil.isNonNull(given)) {
			return suits(expected, GraphQLTypeUtil.unwrapOne(given));
		}
		if (GraphQLTypeUtil.isList(expected) || GraphQLTypeUtil.isList(given)) {
			return GraphQLTypeUtil.isList(expected) && GraphQLTypeUtil.isList(given)
					&& suits(GraphQLTypeUtil.unwrapOne(expected), GraphQLTypeUtil.unwrapOne(given));
		}
		return print(expected).equals(print(given));
	}

	private static String print(@Nullable GraphQLType type) {
		return (type != null) ? GraphQLTypeUtil.simplePrint(type) : "";
	}

	private static Map<String, Element> elements(GraphQLSchema schema) {
		Map<String, Element> elements = new TreeMap<>();
		schema.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__"))
			.forEach((type) -> collect(type.getName(), type, elements));
		schema.getDirectives()
			.stream()
			.filter((directive) -> !DirectiveInfo.isGraphqlSpecifiedDirective(directive))
			.forEach((directive) -> collect('@' + directive.getName(), directive, elements));
		return elements;
	}

	private static void collect(String name, GraphQLNamedSchemaElement element, Map<String, Element> elements) {
		elements.put(name, Element.of(element));
		switch (element) {
			case GraphQLFieldsContainer type -> collect(name, type.getFieldDefinitions(), elements);
			case GraphQLFieldDefinition field -> collect(name, field.getArguments(), elements);
			case GraphQLInputObjectType input -> collect(name, input.getFieldDefinitions(), elements);
			case GraphQLEnumType values -> collect(name, values.getValues(), elements);
			case GraphQLUnionType union ->
				union.getTypes().forEach((member) -> elements.put(name + " = " + member.getName(), Element.BARE));
			case GraphQLDirective directive -> {
				collect(name, directive.getArguments(), elements);
				directive.validLocations()
					.forEach((location) -> elements.put(name + " = " + location.name(), Element.BARE));
			}
			default -> {
			}
		}
		if (element instanceof GraphQLImplementingType type) {
			type.getInterfaces().forEach((one) -> elements.put(name + " implements " + one.getName(), Element.BARE));
		}
	}

	private static void collect(String name, List<? extends GraphQLNamedSchemaElement> parts,
			Map<String, Element> elements) {
		parts.forEach((part) -> collect(name + '.' + part.getName(), part, elements));
	}

	/**
	 * What clients rely on.
	 *
	 * @param kind the kind of the element
	 * @param type the type of its values; null if it has none
	 * @param input whether clients send its values
	 * @param value the default value, or the specification of a scalar; empty for none
	 * @param deprecated whether it is deprecated
	 * @param removable whether it may be removed if nothing refers to it
	 */
	private record Element(String kind, @Nullable GraphQLType type, boolean input, String value, boolean deprecated,
			boolean removable) {

		static final Element BARE = new Element("", null, false, "", false, false);

		static Element of(GraphQLNamedSchemaElement element) {
			boolean deprecated = element instanceof GraphQLDirectiveContainer container
					&& container.hasAppliedDirective(Directives.DeprecatedDirective.getName());
			return switch (element) {
				case GraphQLFieldDefinition field ->
					new Element("field", field.getType(), false, "", deprecated, false);
				case GraphQLArgument argument -> new Element("argument", argument.getType(), true,
						value(argument.getArgumentDefaultValue()), deprecated, false);
				case GraphQLInputObjectField field -> new Element("field", field.getType(), true,
						value(field.getInputFieldDefaultValue()), deprecated, false);
				case GraphQLInputObjectType input ->
					new Element(input.isOneOf() ? "input @oneOf" : "input", null, false, "", false, true);
				case GraphQLScalarType scalar -> new Element("scalar", null, false, specification(scalar), false, true);
				case GraphQLDirective directive -> new Element(
						directive.isRepeatable() ? "repeatable directive" : "directive", null, false, "", false, false);
				case GraphQLNamedType type ->
					new Element(type.getClass().getSimpleName(), null, false, "", false, true);
				default -> new Element(element.getClass().getSimpleName(), null, false, "", deprecated, false);
			};
		}

		boolean isRequired() {
			return this.input && this.value.isEmpty() && GraphQLTypeUtil.isNonNull(this.type);
		}

		private static String value(InputValueWithState value) {
			return (value.getValue() instanceof Value<?> literal) ? AstPrinter.printAstCompact(literal) : "";
		}

		private static String specification(GraphQLScalarType scalar) {
			GraphQLAppliedDirective specified = scalar.getAppliedDirective(Directives.SpecifiedByDirective.getName());
			return (specified != null) ? String.valueOf(specified.getArgument("url").<Object>getValue()) : "";
		}

	}

}
