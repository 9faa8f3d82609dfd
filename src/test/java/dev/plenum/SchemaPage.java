package dev.plenum;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import graphql.GraphQLContext;
import graphql.execution.ValuesResolver;
import graphql.language.AstPrinter;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.InputValueWithState;
import graphql.schema.idl.ScalarInfo;

/**
 * The reference of a schema as one page of Markdown.
 */
final class SchemaPage {

	private final GraphQLSchema schema;

	private final StringBuilder page = new StringBuilder();

	private SchemaPage(GraphQLSchema schema) {
		this.schema = schema;
	}

	static String of(GraphQLSchema schema) {
		return new SchemaPage(schema).write();
	}

	private String write() {
		List<GraphQLObjectType> roots = List.of(this.schema.getQueryType(),
				Objects.requireNonNull(this.schema.getMutationType()),
				Objects.requireNonNull(this.schema.getSubscriptionType()));
		this.page.append("# Schema\n\nGenerated from the files in `schema/`; do not edit. ")
			.append("[api.md](api.md) describes how to use the schema.\n");
		roots.forEach((root) -> {
			this.page.append("\n## ").append(root.getName()).append('\n');
			describe(root);
			fields(root.getFieldDefinitions());
		});
		section("Objects", GraphQLObjectType.class, (type) -> !roots.contains(type), (type) -> {
			list("Implements", type.getInterfaces());
			fields(type.getFieldDefinitions());
		});
		section("Interfaces", GraphQLInterfaceType.class, (_) -> true, (type) -> {
			list("Implemented by", this.schema.getImplementations(type));
			fields(type.getFieldDefinitions());
		});
		section("Unions", GraphQLUnionType.class, (_) -> true, (type) -> list("One of", type.getTypes()));
		section("Inputs", GraphQLInputObjectType.class, (_) -> true, this::input);
		section("Enums", GraphQLEnumType.class, (_) -> true, (type) -> {
			this.page.append("\n| value | description |\n|---|---|\n");
			type.getValues().forEach((value) -> row(value, code(value)));
		});
		section("Scalars", GraphQLScalarType.class, (type) -> !ScalarInfo.isGraphqlSpecifiedScalar(type), (_) -> {
		});
		return this.page.toString();
	}

	private <T extends GraphQLNamedType> void section(String title, Class<T> kind, Predicate<T> wanted,
			Consumer<T> content) {
		this.page.append("\n## ").append(title).append('\n');
		this.schema.getAllTypesAsList()
			.stream()
			.filter(kind::isInstance)
			.map(kind::cast)
			.filter((type) -> !type.getName().startsWith("__") && wanted.test(type))
			.sorted(Comparator.comparing(GraphQLNamedType::getName))
			.forEach((type) -> {
				this.page.append("\n### ").append(type.getName()).append('\n');
				describe(type);
				content.accept(type);
			});
	}

	private void input(GraphQLInputObjectType type) {
		if (type.isOneOf()) {
			this.page.append("\nExactly one field is given.\n");
		}
		head();
		type.getFieldDefinitions()
			.forEach((field) -> row(field, code(field), type(field.getType()),
					standard(field.getInputFieldDefaultValue(), field.getType())));
	}

	private void fields(List<GraphQLFieldDefinition> fields) {
		head();
		fields.forEach((field) -> {
			row(field, code(field), type(field.getType()), "");
			field.getArguments()
				.forEach((argument) -> row(argument, code(field) + " " + code(argument), type(argument.getType()),
						standard(argument.getArgumentDefaultValue(), argument.getType())));
		});
	}

	private void head() {
		this.page.append("\n| field | type | default | description |\n|---|---|---|---|\n");
	}

	private void row(GraphQLNamedSchemaElement element, String... cells) {
		this.page.append("| ")
			.append(String.join(" | ", cells))
			.append(" | ")
			.append(text(element).replace("|", "\\|"))
			.append(" |\n");
	}

	private void list(String what, List<? extends GraphQLNamedSchemaElement> types) {
		if (!types.isEmpty()) {
			this.page.append(types.stream()
				.map((type) -> link(type.getName()))
				.sorted()
				.collect(Collectors.joining(", ", "\n" + what + ": ", ".\n")));
		}
	}

	private void describe(GraphQLNamedType type) {
		this.page.append('\n').append(text(type)).append('\n');
	}

	private static String text(GraphQLNamedSchemaElement element) {
		return Objects.requireNonNullElse(element.getDescription(), "").replace('\n', ' ');
	}

	private static String code(GraphQLNamedSchemaElement element) {
		return "`" + element.getName() + "`";
	}

	private static String type(GraphQLType type) {
		String name = ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type)).getName();
		return ScalarInfo.isGraphqlSpecifiedScalar(name) ? GraphQLTypeUtil.simplePrint(type)
				: GraphQLTypeUtil.simplePrint(type).replace(name, link(name));
	}

	private static String link(String type) {
		return "[%s](#%s)".formatted(type, type.toLowerCase(Locale.ROOT));
	}

	private static String standard(InputValueWithState value, GraphQLType type) {
		return value.isSet() ? "`%s`".formatted(AstPrinter
			.printAstCompact(ValuesResolver.valueToLiteral(value, type, GraphQLContext.getDefault(), Locale.ROOT)))
				: "";
	}

}
