/**
 * Full-text search in an event, by an index in memory for each snapshot.
 */
@NullMarked
package dev.plenum.search;

import org.jspecify.annotations.NullMarked;
