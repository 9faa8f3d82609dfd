/**
 * Programmes as files: how an event comes in from one.
 */
@NullMarked
package dev.plenum.interchange;

import org.jspecify.annotations.NullMarked;
