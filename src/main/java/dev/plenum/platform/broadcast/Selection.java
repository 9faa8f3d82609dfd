package dev.plenum.platform.broadcast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.language.Languages;
import graphql.GraphQLContext;
import graphql.TrivialDataFetcher;
import graphql.execution.ExecutionContext;
import graphql.language.AstPrinter;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.VariableReference;
import graphql.normalized.ExecutableNormalizedField;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.jspecify.annotations.Nullable;

/**
 * The fields of each step that a subscription sends. Equal selections of the same step
 * have the same result for every caller. The arguments of the subscription field are not
 * part of it, since they determine the steps.
 * <p>
 * A selection is shared only if all its fields are plain properties, since the resolver
 * of any other field may depend on the caller.
 *
 * @param text the fields
 * @param variables the values of the variables in the fields
 * @param languages the languages that the caller accepts
 */
record Selection(String text, Map<String, @Nullable Object> variables, Languages languages) {

	/**
	 * Stores the selection of a subscription in its context, if it can be shared.
	 * @param execution the execution of a subscription
	 * @param field the subscription field
	 */
	static void note(ExecutionContext execution, ExecutableNormalizedField field) {
		Selection selection = of(execution, field);
		if (selection != null) {
			execution.getGraphQLContext().put(Selection.class, selection);
		}
	}

	/**
	 * Finds the stored selection.
	 * @param context the context of the execution
	 * @return the selection; null if it cannot be shared
	 */
	static @Nullable Selection in(GraphQLContext context) {
		return context.get(Selection.class);
	}

	private static @Nullable Selection of(ExecutionContext execution, ExecutableNormalizedField field) {
		List<?> roots = execution.getOperationDefinition().getSelectionSet().getSelections();
		if (roots.size() != 1 || !(roots.getFirst() instanceof Field root) || !root.getDirectives().isEmpty()
				|| !readsPropertiesOnly(field, execution.getGraphQLSchema())) {
			return null;
		}
		List<Node<?>> nodes = new ArrayList<>(execution.getFragmentsByName().values());
		if (root.getSelectionSet() != null) {
			nodes.add(root.getSelectionSet());
		}
		StringBuilder text = new StringBuilder(root.getResultKey()).append(':').append(root.getName());
		nodes.forEach((node) -> text.append(' ').append(AstPrinter.printAstCompact(node)));
		Map<String, Object> values = execution.getCoercedVariables().toMap();
		Map<String, @Nullable Object> variables = new HashMap<>();
		new NodeTraverser().preOrder(new NodeVisitorStub() {

			@Override
			@SuppressWarnings("rawtypes")
			public TraversalControl visitVariableReference(VariableReference node, TraverserContext<Node> context) {
				if (values.containsKey(node.getName())) {
					variables.put(node.getName(), values.get(node.getName()));
				}
				return TraversalControl.CONTINUE;
			}

		}, nodes);
		return new Selection(text.toString(), variables,
				execution.getGraphQLContext().getOrDefault(Languages.CONTEXT_KEY, Languages.NONE));
	}

	private static boolean readsPropertiesOnly(ExecutableNormalizedField field, GraphQLSchema schema) {
		return field.getChildren()
			.stream()
			.allMatch((child) -> child.getObjectTypeNames()
				.stream()
				.allMatch((type) -> isProperty(type, child.getFieldName(), schema))
					&& readsPropertiesOnly(child, schema));
	}

	private static boolean isProperty(String typeName, String fieldName, GraphQLSchema schema) {
		GraphQLObjectType type = schema.getObjectType(typeName);
		GraphQLFieldDefinition field = (type != null) ? type.getFieldDefinition(fieldName) : null;
		return fieldName.equals("__typename") || (type != null && field != null
				&& schema.getCodeRegistry().getDataFetcher(type, field) instanceof TrivialDataFetcher);
	}

}
