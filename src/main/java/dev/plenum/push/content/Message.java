package dev.plenum.push.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One message to one device.
 *
 * @param identity what the message is about, for example the id of a session. A message
 * replaces earlier ones with the same identity on the device. At most 200 characters
 * @param number the number of the message, which rises with each message of the same
 * identity. A message that has both in common with an earlier one is that message, sent
 * again
 * @param repeated whether the message may have been sent before, so that it must not ring
 * @param title the title, in the language of the device
 * @param body the text, in the language of the device; can be empty
 * @param path the path of the page to open, starting with a slash, relative to the
 * address of the application
 * @param lang the language of the title and the text, as a BCP 47 tag
 * @param data the content for native applications: texts, numbers, booleans, and lists
 * and maps of them
 * @param items the keys of the items of the inbox that it reports; empty for a reminder
 * @param urgency how urgently it should be delivered
 * @param usefulUntil when the message becomes useless, so that it is not delivered any
 * more
 */
public record Message(String identity, long number, boolean repeated, String title, String body, String path,
		String lang, Map<String, Object> data, List<String> items, Urgency urgency, Instant usefulUntil) {

	public Message {
		data = Map.copyOf(data);
		items = List.copyOf(items);
	}

	/**
	 * Returns this message as one that reports items of an inbox.
	 * @param keys the keys of the items
	 */
	Message reporting(List<String> keys) {
		return new Message(this.identity, this.number, this.repeated, this.title, this.body, this.path, this.lang,
				this.data, keys, this.urgency, this.usefulUntil);
	}

	/**
	 * Returns this message as one that may have been sent before.
	 * @return the message, which must not ring again
	 */
	public Message again() {
		return new Message(this.identity, this.number, true, this.title, this.body, this.path, this.lang, this.data,
				this.items, this.urgency, this.usefulUntil);
	}

}
