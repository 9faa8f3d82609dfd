/**
 * Programmes as tables, CSV and Excel workbooks, with one row for each session.
 */
@NullMarked
package dev.plenum.interchange.sheet;

import org.jspecify.annotations.NullMarked;
