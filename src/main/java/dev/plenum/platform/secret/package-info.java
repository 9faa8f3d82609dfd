/**
 * Values that nobody can guess and that every server knows without storing them: they are
 * derived from a key in the database.
 */
@NullMarked
package dev.plenum.platform.secret;

import org.jspecify.annotations.NullMarked;
