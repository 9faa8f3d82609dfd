package dev.plenum;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;

/**
 * Selects all fields of objects that need no argument. A value that would contain its own
 * type for the second time is left out.
 */
final class Selections {

	private final Set<String> excluded;

	private final Deque<String> path = new ArrayDeque<>();

	/**
	 * Creates selections.
	 * @param excluded the names of the fields to leave out, with or without their type
	 */
	Selections(Set<String> excluded) {
		this.excluded = excluded;
	}

	/**
	 * Selects the fields of a type.
	 * @param type the type
	 * @param levels how many objects with ids inside each other are selected with all
	 * their fields; those below have their ids only
	 * @return the selection set
	 */
	String of(GraphQLType type, int levels) {
		return switch (GraphQLTypeUtil.unwrapAll(type)) {
			case GraphQLUnionType union -> union.getTypes()
				.stream()
				.map((member) -> "... on %s %s".formatted(member.getName(), of(member, levels)))
				.collect(Collectors.joining(" ", "{ __typename ", " }"));
			case GraphQLFieldsContainer object -> fields(object, levels);
			default -> "";
		};
	}

	/**
	 * Selects the fields of an object.
	 * @return the selection set; empty for a value that contains its own type twice
	 */
	private String fields(GraphQLFieldsContainer type, int levels) {
		boolean hasId = type.getFieldDefinition("id") != null;
		long around = this.path.stream().filter(type.getName()::equals).count();
		if (hasId && (levels == 0 || around > 0)) {
			return "{ __typename id }";
		}
		if (around > 1) {
			return "";
		}
		this.path.push(type.getName());
		List<String> fields = type.getFieldDefinitions()
			.stream()
			.filter((field) -> !this.excluded.contains(field.getName())
					&& !this.excluded.contains(type.getName() + "." + field.getName()) && needsNoArgument(field))
			.map((field) -> field(field, hasId ? levels - 1 : levels))
			.toList();
		this.path.pop();
		return (!hasId && fields.contains("")) ? "" : "{ __typename " + String.join(" ", fields) + " }";
	}

	private String field(GraphQLFieldDefinition field, int levels) {
		if (!(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType)) {
			return field.getName();
		}
		String selection = of(field.getType(), levels);
		return selection.isEmpty() ? "" : field.getName() + " " + selection;
	}

	private static boolean needsNoArgument(GraphQLFieldDefinition field) {
		return field.getArguments()
			.stream()
			.allMatch((argument) -> GraphQLTypeUtil.isNullable(argument.getType()) || argument.hasSetDefaultValue());
	}

}
