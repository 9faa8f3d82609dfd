/**
 * The embedded database, used if no other one is configured: MongoDB's wire protocol over
 * one file, with change streams.
 */
@NullMarked
package dev.plenum.platform.embedded;

import org.jspecify.annotations.NullMarked;
