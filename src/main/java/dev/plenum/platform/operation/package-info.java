/**
 * The limits of a GraphQL operation, whichever transport received it: size, cost, rate
 * and time.
 */
@NullMarked
package dev.plenum.platform.operation;

import org.jspecify.annotations.NullMarked;
