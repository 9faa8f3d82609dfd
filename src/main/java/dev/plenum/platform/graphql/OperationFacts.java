package dev.plenum.platform.graphql;

import java.util.Locale;

import graphql.GraphQLContext;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The name and the kind of an operation, known after its document was parsed.
 *
 * @param name the name in the document; null if it has none
 * @param kind query, mutation or subscription; null if the document could not be parsed
 */
public record OperationFacts(@Nullable String name, @Nullable Operation kind) {

	private static final OperationFacts UNKNOWN = new OperationFacts(null, null);

	/**
	 * Stores the facts in the context of an execution.
	 * @param context the context of the execution
	 * @param operation the operation
	 */
	public static void keep(GraphQLContext context, OperationDefinition operation) {
		context.put(OperationFacts.class, new OperationFacts(operation.getName(), operation.getOperation()));
	}

	/**
	 * Finds the facts of an execution.
	 * @param context the context of the execution
	 * @return the facts; all null if the document was not parsed
	 */
	public static OperationFacts of(GraphQLContext context) {
		return context.getOrDefault(OperationFacts.class, UNKNOWN);
	}

	/**
	 * Returns the kind as a word.
	 * @return for example {@code query}; {@code unknown} if it is not known
	 */
	public String word() {
		return (this.kind != null) ? this.kind.name().toLowerCase(Locale.ROOT) : "unknown";
	}

}
