package dev.plenum.platform.web;

/**
 * How large an operation is, known before it is executed.
 *
 * @param cost how many objects it may come to
 * @param depth how many fields stand inside each other
 * @param rootFields how many fields the operation itself has
 * @param aliases how often the most renamed field stands under another name
 */
record OperationSize(long cost, int depth, int rootFields, int aliases) {
}
