/**
 * The formats of programme files. Each format is converted to and from
 * {@code ProgrammeFile}.
 */
@NullMarked
package dev.plenum.interchange.format;

import org.jspecify.annotations.NullMarked;
