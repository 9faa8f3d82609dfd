package dev.plenum.push.content;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is due for one device.
 *
 * @param messages the messages to send now
 * @param next the next moment at which something can become due if nothing changes; null
 * if there is none
 * @param place the place after these messages; the same object if nothing needs to be
 * stored
 */
public record Due(List<Message> messages, @Nullable Instant next, Place place) {
}
