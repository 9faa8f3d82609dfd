/**
 * The benchmark: what Plenum does in a second, and others on the same machine in the same
 * run.
 */
@NullMarked
package dev.plenum.bench;

import org.jspecify.annotations.NullMarked;
