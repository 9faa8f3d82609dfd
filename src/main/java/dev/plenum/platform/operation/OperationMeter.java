package dev.plenum.platform.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.conditional.ConditionalNodes;
import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Measures one valid operation with its variables, as it will be executed: fragments are
 * expanded, equal fields are merged, and fields that {@code @include} or {@code @skip}
 * leaves out are not counted.
 */
final class OperationMeter {

	private static final int MUTATION = 10;

	private static final Sized NOT_SIZED = new Sized(Set.of(), 1);

	private static final long LARGEST = 1_000_000_000;

	private static final ConditionalNodes CONDITIONS = new ConditionalNodes();

	private final GraphQLSchema schema;

	private final GraphQLContext context;

	private final Map<String, FragmentDefinition> fragments;

	private final Map<String, Object> variables;

	private final ListSizes sizes;

	private final OperationLimits limits;

	private final Set<Field> renamed = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Map<String, Integer> aliases = new HashMap<>();

	private int deepest;

	private int steps;

	private OperationMeter(ExecutionContext execution, ListSizes sizes, OperationLimits limits) {
		this.schema = execution.getGraphQLSchema();
		this.context = execution.getGraphQLContext();
		this.fragments = execution.getFragmentsByName();
		this.variables = execution.getCoercedVariables().toMap();
		this.sizes = sizes;
		this.limits = limits;
	}

	/**
	 * Measures an operation.
	 * @param execution the operation, before its execution
	 * @param sizes the lengths of the schema's lists
	 * @param limits the limits; the maximum length of a page is checked here
	 * @return the size of the operation
	 * @throws Problem if the operation is too large to be measured, or if a page has an
	 * invalid length
	 */
	static OperationSize measure(ExecutionContext execution, ListSizes sizes, OperationLimits limits) {
		OperationDefinition operation = execution.getOperationDefinition();
		OperationMeter meter = new OperationMeter(execution, sizes, limits);
		GraphQLCompositeType root = meter.root(operation.getOperation());
		Map<Place, Selected> fields = meter.collect(root, List.of(operation.getSelectionSet()));
		long cost = meter.cost(fields, 1, NOT_SIZED);
		if (operation.getOperation() == OperationDefinition.Operation.MUTATION) {
			cost += (long) MUTATION * fields.size();
		}
		return new OperationSize(cost, meter.deepest, fields.values().stream().map(Selected::definition).toList(),
				meter.aliases.values().stream().mapToInt(Integer::intValue).max().orElse(0));
	}

	private GraphQLCompositeType root(OperationDefinition.Operation operation) {
		return Objects.requireNonNull(switch (operation) {
			case QUERY -> this.schema.getQueryType();
			case MUTATION -> this.schema.getMutationType();
			case SUBSCRIPTION -> this.schema.getSubscriptionType();
		});
	}

	private long cost(Map<Place, Selected> fields, int depth, Sized parent) {
		this.deepest = Math.max(this.deepest, depth);
		long cost = 0;
		for (Selected selected : fields.values()) {
			cost = Math.min(LARGEST, cost + cost(selected, depth, parent));
		}
		return cost;
	}

	private long cost(Selected selected, int depth, Sized parent) {
		GraphQLFieldDefinition field = selected.definition();
		if (!(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType type)
				|| Introspection.isIntrospectionTypes(type)) {
			return 0;
		}
		ListSizes.Size size = this.sizes.of(field);
		int items = parent.fields().contains(field.getName()) ? parent.items() : items(size, selected.first());
		Sized sized = size.sized().isEmpty() ? NOT_SIZED : new Sized(size.sized(), items);
		long one = 1 + cost(collect(type, selected.selections()), depth + 1, sized);
		return Math.min(LARGEST,
				GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType())) ? items * one : one);
	}

	private int items(ListSizes.Size size, Field field) {
		Argument ids = size.ids() ? argument(field, "ids") : null;
		if (ids != null) {
			return length(ids.getValue(), size.assumed());
		}
		Integer most = null;
		for (GraphQLArgument slicing : size.slicing()) {
			Integer given = given(slicing, field);
			most = (most == null || given != null && given > most) ? given : most;
		}
		return (most != null) ? most : size.assumed();
	}

	/**
	 * Finds the value of a slicing argument.
	 * @return the value or the default value; null if there is neither
	 */
	private @Nullable Integer given(GraphQLArgument slicing, Field field) {
		Argument argument = argument(field, slicing.getName());
		Object value = (argument != null) ? argument.getValue() : null;
		if (value instanceof VariableReference variable) {
			value = this.variables.containsKey(variable.getName())
					? Objects.requireNonNullElse(this.variables.get(variable.getName()), NullValue.of()) : null;
		}
		if (value == null) {
			value = slicing.getArgumentDefaultValue().getValue();
		}
		return switch (value) {
			case Integer number -> checked(number, slicing.getName());
			case IntValue number -> checked(number.getValue().intValue(), slicing.getName());
			case null, default -> null;
		};
	}

	private int checked(int items, String argument) {
		if (items < 0 || items > this.limits.maxPage()) {
			throw Problem.badInput("A page has 0 to %d items.".formatted(this.limits.maxPage()), argument);
		}
		return items;
	}

	private int length(Value<?> value, int assumed) {
		Object given = (value instanceof VariableReference variable) ? this.variables.get(variable.getName()) : value;
		return switch (given) {
			case ArrayValue array -> array.getValues().size();
			case Collection<?> items -> items.size();
			case null, default -> assumed;
		};
	}

	private static @Nullable Argument argument(Field field, String name) {
		for (Argument argument : field.getArguments()) {
			if (argument.getName().equals(name)) {
				return argument;
			}
		}
		return null;
	}

	private Map<Place, Selected> collect(GraphQLCompositeType type, List<SelectionSet> selections) {
		Map<Place, Selected> fields = new LinkedHashMap<>();
		Set<String> seen = new HashSet<>();
		selections.forEach((selection) -> collect(type, selection, fields, seen));
		return fields;
	}

	private void collect(GraphQLCompositeType type, SelectionSet selections, Map<Place, Selected> fields,
			Set<String> seen) {
		for (Selection<?> selection : selections.getSelections()) {
			if (++this.steps > 10 * this.limits.maxTokens()) {
				throw Problem.of(ErrorCode.QUERY_TOO_COMPLEX,
						"The operation is too large after its fragments were expanded.");
			}
			if (!isIncluded((DirectivesContainer<?>) selection)) {
				continue;
			}
			switch (selection) {
				case Field field -> add(type, field, fields);
				case InlineFragment fragment ->
					collect(conditioned(type, fragment.getTypeCondition()), fragment.getSelectionSet(), fields, seen);
				case FragmentSpread spread when seen.add(spread.getName()) -> {
					FragmentDefinition fragment = Objects.requireNonNull(this.fragments.get(spread.getName()));
					collect(conditioned(type, fragment.getTypeCondition()), fragment.getSelectionSet(), fields, seen);
				}
				default -> {
				}
			}
		}
	}

	private void add(GraphQLCompositeType type, Field field, Map<Place, Selected> fields) {
		if (field.getAlias() != null && !field.getAlias().equals(field.getName()) && this.renamed.add(field)) {
			this.aliases.merge(field.getName(), 1, Integer::sum);
		}
		GraphQLFieldDefinition definition = Introspection.getFieldDef(this.schema, type, field.getName());
		Selected selected = fields.computeIfAbsent(new Place(definition, field.getResultKey()),
				(_) -> new Selected(definition, field, new ArrayList<>(1)));
		if (field.getSelectionSet() != null) {
			selected.selections().add(field.getSelectionSet());
		}
	}

	private boolean isIncluded(DirectivesContainer<?> selection) {
		return selection.getDirectives().isEmpty()
				|| CONDITIONS.shouldInclude(selection, this.variables, this.schema, this.context);
	}

	private GraphQLCompositeType conditioned(GraphQLCompositeType type, @Nullable TypeName condition) {
		return (condition != null && this.schema.getType(condition.getName()) instanceof GraphQLCompositeType narrower)
				? narrower : type;
	}

	/**
	 * The fields of an object whose length the field with the object determines.
	 */
	private record Sized(Set<String> fields, int items) {
	}

	/**
	 * The place of a field in the response, where equal fields are merged.
	 */
	private record Place(GraphQLFieldDefinition definition, String key) {
	}

	/**
	 * Merged fields.
	 */
	private record Selected(GraphQLFieldDefinition definition, Field first, List<SelectionSet> selections) {
	}

}
