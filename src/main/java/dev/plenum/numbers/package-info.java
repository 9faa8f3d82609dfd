/**
 * How well an exhibition is visited: numbers for the organisers, and for each exhibitor's
 * staff those of their own booth.
 */
@NullMarked
package dev.plenum.numbers;

import org.jspecify.annotations.NullMarked;
