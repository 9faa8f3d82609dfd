package dev.plenum.platform.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every mutation with a text that contains characters other than
 * {@link PlainCharacters}. Tabs and line breaks are valid in fields of several lines
 * only.
 */
final class TypedText extends GraphQLTypeVisitorStub {

	/** A code is read by a scanner, which may add a line break. */
	private static final Set<String> OF_SEVERAL_LINES = Set.of("text", "note", "comment", "message", "reason", "code");

	@Override
	public TraversalControl visitGraphQLFieldDefinition(GraphQLFieldDefinition field,
			TraverserContext<GraphQLSchemaElement> context) {
		if (context.getParentNode() instanceof GraphQLObjectType type && type.getName().equals("Mutation")) {
			GraphQLCodeRegistry.Builder code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
			FieldCoordinates place = FieldCoordinates.coordinates(type, field);
			DataFetcher<?> mutation = code.getDataFetcher(place, field);
			DataFetcher<?> checked = (environment) -> {
				check(environment.getArguments(), new ArrayList<>(), "");
				return mutation.get(environment);
			};
			code.dataFetcher(place, checked);
		}
		return TraversalControl.CONTINUE;
	}

	/**
	 * Checks a value and its parts.
	 * @param value an argument
	 * @param path the path of the value
	 * @param field the name of the input field
	 */
	static void check(@Nullable Object value, List<Object> path, String field) {
		switch (value) {
			case String text -> {
				if (!(OF_SEVERAL_LINES.contains(field) ? PlainCharacters.areAllOf(text)
						: PlainCharacters.areLine(text))) {
					throw Problem.badInput(
							"The text contains a control character or another character that is not allowed here. Remove it.",
							path.toArray());
				}
			}
			case Map<?, ?> parts -> parts.forEach((name, part) -> within(path, name, part, String.valueOf(name)));
			case List<?> items -> {
				for (int i = 0; i < items.size(); i++) {
					within(path, i, items.get(i), field);
				}
			}
			case null, default -> {
			}
		}
	}

	private static void within(List<Object> path, Object step, @Nullable Object value, String field) {
		path.add(step);
		check(value, path, field);
		path.removeLast();
	}

}
