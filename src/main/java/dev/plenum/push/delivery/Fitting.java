package dev.plenum.push.delivery;

import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

import dev.plenum.push.content.Message;

/**
 * Shortens a message until its encoded form fits: first the text, then the data for
 * native apps, at last the title.
 */
final class Fitting {

	private static final String CUT = "…";

	private Fitting() {
	}

	/**
	 * Encodes a message within a limit.
	 * @param message the message
	 * @param most the most bytes
	 * @param encoding encodes a message; a shorter text gives fewer bytes
	 * @return the encoded message; longer than the limit only if it is without any text
	 */
	static byte[] encode(Message message, int most, Function<Message, byte[]> encoding) {
		byte[] whole = encoding.apply(message);
		if (whole.length <= most) {
			return whole;
		}
		byte[] shorter = longest(message.body(), most, (length) -> encoding
			.apply(changed(message, message.title(), cut(message.body(), length), message.data())));
		if (shorter.length <= most) {
			return shorter;
		}
		byte[] bare = longest(message.body(), most,
				(length) -> encoding.apply(changed(message, message.title(), cut(message.body(), length), Map.of())));
		return (bare.length <= most) ? bare : longest(message.title(), most,
				(length) -> encoding.apply(changed(message, cut(message.title(), length), "", Map.of())));
	}

	/**
	 * The encoded message with as much of a text as fits; with nothing of it otherwise.
	 */
	private static byte[] longest(String text, int most, IntFunction<byte[]> encoding) {
		int fits = 0;
		int tooLong = text.codePointCount(0, text.length());
		while (tooLong - fits > 1) {
			int middle = (fits + tooLong) >>> 1;
			if (encoding.apply(middle).length <= most) {
				fits = middle;
			}
			else {
				tooLong = middle;
			}
		}
		return encoding.apply(fits);
	}

	private static String cut(String text, int codePoints) {
		return (codePoints == 0) ? "" : text.substring(0, text.offsetByCodePoints(0, codePoints)).stripTrailing() + CUT;
	}

	private static Message changed(Message message, String title, String body, Map<String, Object> data) {
		return new Message(message.identity(), message.number(), message.repeated(), title, body, message.path(),
				message.lang(), data, message.items(), message.urgency(), message.usefulUntil());
	}

}
