/**
 * The start of the server: the steps before the first request, and the one line in the
 * log that says why the server did not start and what the operator can do about it.
 */
@NullMarked
package dev.plenum.platform.startup;

import org.jspecify.annotations.NullMarked;
