/**
 * Finding things in an event: an index in memory for each snapshot, and what people type.
 */
@NullMarked
package dev.plenum.search;

import org.jspecify.annotations.NullMarked;
