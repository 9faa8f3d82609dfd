/**
 * Numbers of visits: organisers see those of the whole exhibition, and an exhibitor's
 * staff see those of their own booth.
 */
@NullMarked
package dev.plenum.numbers;

import org.jspecify.annotations.NullMarked;
