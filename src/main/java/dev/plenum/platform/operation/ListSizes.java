package dev.plenum.platform.operation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The lengths of lists as the schema states them with the directive {@code @listSize} of
 * the GraphQL cost specification. A list that is looked up by an argument {@code ids} has
 * as many items as the argument. Any other list without the directive is assumed to be
 * short.
 */
final class ListSizes {

	private static final String DIRECTIVE = "listSize";

	private static final String IDS = "ids";

	private static final int SHORT = 3;

	private final Map<GraphQLFieldDefinition, Size> sizes = new ConcurrentHashMap<>();

	/**
	 * The length of a field's list.
	 *
	 * @param slicing the arguments that give the maximum number of items
	 * @param ids whether the length is that of the argument {@code ids}
	 * @param sized the fields of the returned object that are the list; empty if the
	 * field itself is the list
	 * @param assumed the length if no argument gives it
	 */
	record Size(List<GraphQLArgument> slicing, boolean ids, Set<String> sized, int assumed) {
	}

	/**
	 * Finds the length of a field's list.
	 * @param field the field
	 * @return the length; 1 if the field is not a list
	 */
	Size of(GraphQLFieldDefinition field) {
		return this.sizes.computeIfAbsent(field, ListSizes::read);
	}

	private static Size read(GraphQLFieldDefinition field) {
		boolean list = isList(field.getType());
		GraphQLAppliedDirective directive = field.getAppliedDirective(DIRECTIVE);
		GraphQLArgument ids = field.getArgument(IDS);
		List<String> slicing = value(directive, "slicingArguments", List.of());
		return new Size(slicing.stream().map(field::getArgument).toList(), list && ids != null && isList(ids.getType()),
				Set.copyOf(value(directive, "sizedFields", List.<String>of())),
				value(directive, "assumedSize", list ? SHORT : 1));
	}

	private static boolean isList(GraphQLType type) {
		return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type));
	}

	private static <T> T value(@Nullable GraphQLAppliedDirective directive, String name, T otherwise) {
		GraphQLAppliedDirectiveArgument argument = (directive != null) ? directive.getArgument(name) : null;
		T value = (argument != null) ? argument.<T>getValue() : null;
		return (value != null) ? value : otherwise;
	}

}
