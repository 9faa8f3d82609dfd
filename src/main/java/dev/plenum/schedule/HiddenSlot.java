package dev.plenum.schedule;

import java.time.Instant;

import dev.plenum.platform.mongo.Unknown;

/**
 * The slot of a session that only the organisers know so far.
 *
 * @param slot its slot
 * @param visibleFrom the moment from which the session is in the schedule
 * @param unknown the fields that this version of the server does not know
 */
public record HiddenSlot(Slot slot, Instant visibleFrom, Unknown unknown) {
}
