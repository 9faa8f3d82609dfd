package dev.plenum.platform.graphql;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else changed the object after the caller read it, and it is not yet as the
 * caller asked.
 *
 * @param current the object as it is now, which is a node of the schema; null if it does
 * not exist
 */
public record Outdated(@Nullable Object current) implements Refusal {
}
