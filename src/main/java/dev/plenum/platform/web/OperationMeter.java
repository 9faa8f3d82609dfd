package dev.plenum.platform.web;

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
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Measures one operation that is valid, with its variables: as it will be executed, with
 * fragments in place and equal fields together, but without the directives {@code @defer}
 * and the like.
 */
final class OperationMeter {

	private static final int MUTATION = 10;

	private static final int NO_PAGE = -1;

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
	 * Measure an operation.
	 * @param execution the operation, about to be executed
	 * @param sizes what is known of the schema's lists
	 * @param limits what is allowed; how large a page may be is seen to here
	 * @return how large it is
	 * @throws Problem if it is too large to be measured, or asks for a page of no size
	 */
	static OperationSize measure(ExecutionContext execution, ListSizes sizes, OperationLimits limits) {
		OperationDefinition operation = execution.getOperationDefinition();
		OperationMeter meter = new OperationMeter(execution, sizes, limits);
		GraphQLCompositeType root = meter.root(operation.getOperation());
		Map<Place, Selected> fields = meter.collect(root, List.of(operation.getSelectionSet()));
		long cost = meter.cost(fields, 1, NO_PAGE);
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

	private long cost(Map<Place, Selected> fields, int depth, int page) {
		this.deepest = Math.max(this.deepest, depth);
		long cost = 0;
		for (Selected selected : fields.values()) {
			cost = Math.min(LARGEST, cost + cost(selected, depth, page));
		}
		return cost;
	}

	private long cost(Selected selected, int depth, int page) {
		GraphQLFieldDefinition field = selected.definition();
		if (!(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType type)
				|| Introspection.isIntrospectionTypes(type)) {
			return 0;
		}
		ListSizes.Size size = this.sizes.of(field);
		boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()));
		int items = items(size, selected.first(), (list && isPart(field)) ? page : NO_PAGE);
		long one = 1 + cost(collect(type, selected.selections()), depth + 1, list ? NO_PAGE : items);
		return Math.min(LARGEST, list ? items * one : one);
	}

	/**
	 * The parts of a connection that are as long as the page that was asked for.
	 */
	private static boolean isPart(GraphQLFieldDefinition field) {
		return field.getName().equals("nodes") || field.getName().equals("edges");
	}

	private int items(ListSizes.Size size, Field field, int page) {
		if (size.first() != null) {
			return page(size, field);
		}
		if (page != NO_PAGE) {
			return page;
		}
		Argument argument = (size.argument() != null) ? argument(field, size.argument()) : null;
		return (argument != null) ? length(argument.getValue(), size.assumed()) : size.assumed();
	}

	private int page(ListSizes.Size size, Field field) {
		Argument argument = argument(field, "first");
		Value<?> written = (argument != null) ? argument.getValue() : null;
		String variable = (written instanceof VariableReference reference) ? reference.getName() : null;
		if (written == null || (variable != null && !this.variables.containsKey(variable))) {
			return checked(Objects.requireNonNull(size.first()).getArgumentDefaultValue().getValue());
		}
		Object given = (variable != null) ? this.variables.get(variable) : written;
		return (given == null || given instanceof NullValue) ? this.limits.maxPage() : checked(given);
	}

	private int checked(@Nullable Object first) {
		int page = switch (first) {
			case Integer number -> number;
			case IntValue number -> number.getValue().intValue();
			case null, default -> throw Problem
				.badInput("Say how many items you want: 0 to %d.".formatted(this.limits.maxPage()), "first");
		};
		if (page < 0 || page > this.limits.maxPage()) {
			throw Problem.badInput("A page has 0 to %d items.".formatted(this.limits.maxPage()), "first");
		}
		return page;
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
						"With its fragments in place the operation is too large.");
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
	 * Where fields come together in a response.
	 */
	private record Place(GraphQLFieldDefinition definition, String key) {
	}

	/**
	 * Fields that came together.
	 */
	private record Selected(GraphQLFieldDefinition definition, Field first, List<SelectionSet> selections) {
	}

}
