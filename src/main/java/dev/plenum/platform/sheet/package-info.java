/**
 * Tables as spreadsheets store them, CSV and Excel workbooks: read with limits, their
 * headings recognised in several languages, and written. The tables of all features are
 * read here.
 */
@NullMarked
package dev.plenum.platform.sheet;

import org.jspecify.annotations.NullMarked;
