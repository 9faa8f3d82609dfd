package dev.plenum.push;

import java.util.List;

import dev.plenum.push.content.Place;
import dev.plenum.push.delivery.Delivered;

/**
 * What became of the messages to one device.
 *
 * @param outgoing the messages
 * @param sent the names of those that were sent
 * @param rejected the keys of the items of the inbox whose messages were rejected
 * @param last what became of the last message that was tried
 */
record Result(Outgoing outgoing, List<String> sent, List<String> rejected, Delivered last) {

	/**
	 * Returns the place of the device if all messages are done.
	 */
	Place place() {
		return this.outgoing.place().rejecting(this.rejected);
	}

}
