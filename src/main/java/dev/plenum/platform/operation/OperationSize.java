package dev.plenum.platform.operation;

import java.util.List;

import graphql.schema.GraphQLFieldDefinition;

/**
 * The size of an operation, measured before its execution.
 *
 * @param cost the estimated number of objects in its result
 * @param depth its maximum nesting of fields
 * @param roots its root fields
 * @param aliases the highest number of aliases of the same field
 */
record OperationSize(long cost, int depth, List<GraphQLFieldDefinition> roots, int aliases) {
}
