/**
 * What an event is: its days, rooms, tracks, sessions and speakers. The documents, and
 * the snapshot in memory that answers every public question.
 */
@NullMarked
package dev.plenum.programme;

import org.jspecify.annotations.NullMarked;
