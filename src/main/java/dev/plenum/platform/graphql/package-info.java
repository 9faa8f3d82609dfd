/**
 * What every GraphQL feature shares: errors with codes, connections, scalars, texts per
 * language.
 */
@NullMarked
package dev.plenum.platform.graphql;

import org.jspecify.annotations.NullMarked;
