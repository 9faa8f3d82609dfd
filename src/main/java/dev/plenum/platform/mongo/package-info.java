/**
 * The database: the connection, the change feed, and how documents are written.
 */
@NullMarked
package dev.plenum.platform.mongo;

import org.jspecify.annotations.NullMarked;
