/**
 * What the operator reads when the server does not start: one line that says what is
 * wrong and what to do about it.
 */
@NullMarked
package dev.plenum.platform.startup;

import org.jspecify.annotations.NullMarked;
