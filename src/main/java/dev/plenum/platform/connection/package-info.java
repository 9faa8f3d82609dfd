/**
 * Connections of clients before a request is executed: limits, timeouts, the rules of
 * HTTP and the reading of bodies.
 */
@NullMarked
package dev.plenum.platform.connection;

import org.jspecify.annotations.NullMarked;
