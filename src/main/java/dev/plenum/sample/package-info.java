/**
 * Five real conferences that a server without configuration shows.
 */
@NullMarked
package dev.plenum.sample;

import org.jspecify.annotations.NullMarked;
