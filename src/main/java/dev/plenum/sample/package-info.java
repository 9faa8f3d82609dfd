/**
 * Five real conferences, so that a server started with nothing configured has something
 * to show.
 */
@NullMarked
package dev.plenum.sample;

import org.jspecify.annotations.NullMarked;
