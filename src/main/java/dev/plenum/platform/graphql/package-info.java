/**
 * The basis of all GraphQL features: errors with codes, refusals, connections, scalars,
 * texts per language.
 */
@NullMarked
package dev.plenum.platform.graphql;

import org.jspecify.annotations.NullMarked;
