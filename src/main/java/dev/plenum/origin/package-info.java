/**
 * Origins of programmes: the address of an event's programme file, which the server
 * fetches and imports again and again.
 */
@NullMarked
package dev.plenum.origin;

import org.jspecify.annotations.NullMarked;
