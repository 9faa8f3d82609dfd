/**
 * Practice before the doors open: a synthetic conference that is played against a private
 * server inside the process, so that the code of the busiest minutes is compiled before
 * the first phone asks.
 */
@NullMarked
package dev.plenum.rehearsal;

import org.jspecify.annotations.NullMarked;
