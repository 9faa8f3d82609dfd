/**
 * Events with their days, rooms, tracks, sessions and speakers: the stored documents, and
 * the snapshot in memory that answers all public queries.
 */
@NullMarked
package dev.plenum.programme;

import org.jspecify.annotations.NullMarked;
