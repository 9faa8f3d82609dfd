/**
 * Recognises the format of a programme file, and reads the formats of other programs.
 */
@NullMarked
package dev.plenum.interchange.reading;

import org.jspecify.annotations.NullMarked;
