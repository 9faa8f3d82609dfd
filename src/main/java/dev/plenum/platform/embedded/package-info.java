/**
 * The database inside the process when none is configured: MongoDB's wire protocol over a
 * file, with change streams.
 */
@NullMarked
package dev.plenum.platform.embedded;

import org.jspecify.annotations.NullMarked;
