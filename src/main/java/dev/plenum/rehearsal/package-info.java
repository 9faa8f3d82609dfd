/**
 * The rehearsal: a synthetic conference that is simulated against a private server in the
 * same process, so that the JVM has compiled the code of the busiest minutes before the
 * first clients arrive.
 */
@NullMarked
package dev.plenum.rehearsal;

import org.jspecify.annotations.NullMarked;
