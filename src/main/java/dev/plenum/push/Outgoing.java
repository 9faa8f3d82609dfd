package dev.plenum.push;

import java.util.List;

import dev.plenum.push.Member.Owned;
import dev.plenum.push.content.Message;
import dev.plenum.push.content.Place;

/**
 * Messages that were decided for one device.
 *
 * @param member the person
 * @param device the device
 * @param messages the messages; empty if only the place moves
 * @param place the place of the device afterwards
 */
record Outgoing(Member member, Owned device, List<Message> messages, Place place) {

	/**
	 * Returns the names of the messages. A message with the same name is the same message
	 * again.
	 */
	List<String> names() {
		return this.messages.stream().map(Outgoing::name).toList();
	}

	static String name(Message message) {
		return message.identity() + '#' + message.number();
	}

}
