/**
 * Imports programmes from files and exports them as files.
 */
@NullMarked
package dev.plenum.interchange;

import org.jspecify.annotations.NullMarked;
