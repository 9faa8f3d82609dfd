/**
 * The exhibition of an event: exhibitors, categories, booths, and their snapshot in
 * memory.
 */
@NullMarked
package dev.plenum.exhibitor;

import org.jspecify.annotations.NullMarked;
