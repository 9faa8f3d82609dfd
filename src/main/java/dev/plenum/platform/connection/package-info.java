/**
 * What happens on a connection before anything is made of a request: limits, timeouts,
 * the rules of HTTP, and the reading of bodies.
 */
@NullMarked
package dev.plenum.platform.connection;

import org.jspecify.annotations.NullMarked;
