/**
 * The database.
 *
 * <p>
 * <b>Writes:</b> {@link dev.plenum.platform.mongo.Documents} is one collection. A feature
 * changes one document by one write that is made only if a condition is met.
 *
 * <p>
 * <b>Changes:</b> {@link dev.plenum.platform.mongo.ChangeFeed} watches the database and
 * reports every write, from any process, as {@link dev.plenum.platform.mongo.News}.
 *
 * <p>
 * <b>Reads:</b> {@link dev.plenum.platform.mongo.Memory} keeps
 * {@link dev.plenum.platform.mongo.Snapshots} of what is in use, immutable objects that
 * answer queries without the database. A kind of snapshot declares from which collections
 * it is made. {@link dev.plenum.platform.mongo.Live} is one snapshot together with those
 * that follow it.
 */
@NullMarked
package dev.plenum.platform.mongo;

import org.jspecify.annotations.NullMarked;
