/**
 * Events with their days, rooms, tracks, sessions and speakers: the snapshot in memory
 * that answers all public queries, and the access to it.
 */
@NullMarked
package dev.plenum.programme;

import org.jspecify.annotations.NullMarked;
