package dev.plenum.platform.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import graphql.Scalars;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What the schema says of the length of lists: an argument {@code first} bounds them, and
 * so does the directive {@code @listSize}. Of a list without either a short length is
 * assumed.
 */
final class ListSizes {

	private static final String FIRST = "first";

	private static final String DIRECTIVE = "listSize";

	private static final int SHORT = 3;

	private final Map<GraphQLFieldDefinition, Size> sizes = new ConcurrentHashMap<>();

	/**
	 * How long a field's list may be.
	 *
	 * @param first the argument that says how many items a page has; null if there is
	 * none
	 * @param argument the name of the argument whose length or number is that of the
	 * list; null if there is none
	 * @param assumed the length where no argument tells it
	 */
	record Size(@Nullable GraphQLArgument first, @Nullable String argument, int assumed) {
	}

	/**
	 * Look a field up.
	 * @param field the field
	 * @return its size; 1 if it is no list
	 */
	Size of(GraphQLFieldDefinition field) {
		return this.sizes.computeIfAbsent(field, ListSizes::read);
	}

	private static Size read(GraphQLFieldDefinition field) {
		GraphQLArgument first = field.getArgument(FIRST);
		boolean page = first != null && Scalars.GraphQLInt.equals(GraphQLTypeUtil.unwrapNonNull(first.getType()));
		boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()));
		GraphQLAppliedDirective directive = field.getAppliedDirective(DIRECTIVE);
		Integer assumed = value(directive, "assumedSize");
		List<String> slicing = value(directive, "slicingArguments");
		return new Size(page ? first : null, (slicing != null) ? slicing.getFirst() : null,
				(assumed != null) ? assumed : (list ? SHORT : 1));
	}

	private static <T> @Nullable T value(@Nullable GraphQLAppliedDirective directive, String name) {
		GraphQLAppliedDirectiveArgument argument = (directive != null) ? directive.getArgument(name) : null;
		return (argument != null) ? argument.getValue() : null;
	}

}
