/**
 * The conferences that a server without configuration shows: five real ones, and a demo
 * that takes place now.
 */
@NullMarked
package dev.plenum.sample;

import org.jspecify.annotations.NullMarked;
