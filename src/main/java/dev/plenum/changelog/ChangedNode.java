package dev.plenum.changelog;

/**
 * A node that changed in a step.
 *
 * @param id the id of the node
 * @param kind its kind
 * @param removed whether it was removed
 */
public record ChangedNode(String id, NodeKind kind, boolean removed) {

}
