/**
 * The door of a session: checking attendees in, also by devices that had no network for a
 * while, and the list of those who may come in.
 */
@NullMarked
package dev.plenum.door;

import org.jspecify.annotations.NullMarked;
