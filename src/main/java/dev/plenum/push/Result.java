package dev.plenum.push;

import java.util.List;

import dev.plenum.push.delivery.Delivered;

/**
 * What became of the messages to one device.
 *
 * @param outgoing the messages
 * @param sent the names of those that were sent
 * @param last what became of the last message that was tried
 */
record Result(Outgoing outgoing, List<String> sent, Delivered last) {
}
