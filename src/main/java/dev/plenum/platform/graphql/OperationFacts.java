package dev.plenum.platform.graphql;

import java.util.Locale;

import graphql.GraphQLContext;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an operation once its document has been read.
 *
 * @param name its name in the document; null if it has none
 * @param kind query, mutation or subscription; null if the document could not be read
 */
public record OperationFacts(@Nullable String name, @Nullable Operation kind) {

	private static final OperationFacts UNKNOWN = new OperationFacts(null, null);

	/**
	 * Keeps the facts with the execution.
	 * @param context the context of the execution
	 * @param operation the operation
	 */
	public static void keep(GraphQLContext context, OperationDefinition operation) {
		context.put(OperationFacts.class, new OperationFacts(operation.getName(), operation.getOperation()));
	}

	/**
	 * The facts that were kept.
	 * @param context the context of the execution
	 * @return the facts; all unknown if the execution did not get as far
	 */
	public static OperationFacts of(GraphQLContext context) {
		return context.getOrDefault(OperationFacts.class, UNKNOWN);
	}

	/**
	 * The kind in one word.
	 * @return such as {@code query}; {@code unknown} if it is not known
	 */
	public String word() {
		return (this.kind != null) ? this.kind.name().toLowerCase(Locale.ROOT) : "unknown";
	}

}
