/**
 * Push notifications: the devices that people register, the events that they follow, and
 * the loop that decides what each device receives and sends it. A device is a listener
 * whose place is stored.
 */
@NullMarked
package dev.plenum.push;

import org.jspecify.annotations.NullMarked;
