/**
 * Texts in several languages, and the choice of the one that a caller reads.
 */
@NullMarked
package dev.plenum.platform.graphql.language;

import org.jspecify.annotations.NullMarked;
