/**
 * The exhibition: who exhibits, where, and how it is at the booths.
 */
@NullMarked
package dev.plenum.exhibitor;

import org.jspecify.annotations.NullMarked;
