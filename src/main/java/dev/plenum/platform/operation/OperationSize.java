package dev.plenum.platform.operation;

import java.util.List;

import graphql.schema.GraphQLFieldDefinition;

/**
 * How large an operation is, known before it is executed.
 *
 * @param cost how many objects it may come to
 * @param depth how many fields stand inside each other
 * @param roots the fields of the operation itself
 * @param aliases how often the most renamed field stands under another name
 */
record OperationSize(long cost, int depth, List<GraphQLFieldDefinition> roots, int aliases) {
}
