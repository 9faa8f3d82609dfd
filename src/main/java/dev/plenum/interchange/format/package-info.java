/**
 * The file formats of programmes: each is read into, and written from, one and the same
 * {@code ProgrammeFile}.
 */
@NullMarked
package dev.plenum.interchange.format;

import org.jspecify.annotations.NullMarked;
