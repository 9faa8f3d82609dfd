package dev.plenum.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message of graphql-transport-ws, looked at as bytes. The order of its members is the
 * server's own. What is subscribed to has no member of the name {@code type}.
 *
 * @param bytes the message
 */
record Message(byte[] bytes) {

	private static final byte[] TYPE = ascii("\"type\":\"");

	private static final byte[] RESUME = ascii("\"resume\":\"");

	private static final int HASH = 22;

	private static final byte[] REVISION = ascii("\"revision\":");

	/**
	 * What it is.
	 */
	String type() throws IOException {
		int start = find(TYPE) + TYPE.length;
		int end = start;
		while (this.bytes[end] != '"') {
			end++;
		}
		return new String(this.bytes, start, end - start, StandardCharsets.US_ASCII);
	}

	/**
	 * The revision that it tells.
	 */
	int revision() throws IOException {
		int digit = find(REVISION) + REVISION.length;
		int revision = 0;
		for (; this.bytes[digit] >= '0' && this.bytes[digit] <= '9'; digit++) {
			revision = 10 * revision + this.bytes[digit] - '0';
		}
		return revision;
	}

	/**
	 * Compares two messages. Their ids are left out, and so are the hashes in their
	 * resume strings, which depend on the arguments of each subscription.
	 * @param id the id of this message
	 * @param other the other message
	 * @param otherId the id of the other message, of the same length
	 * @return whether everything else is the same
	 * @throws IOException if one of the messages does not contain its id
	 */
	boolean saysTheSame(byte[] id, Message other, byte[] otherId) throws IOException {
		int start = find(id);
		int end = start + id.length;
		return other.find(otherId) == start && Arrays.equals(this.bytes, 0, start, other.bytes, 0, start)
				&& (isFrom(end, other.bytes) || withoutHash().isFrom(end, other.withoutHash().bytes));
	}

	private boolean isFrom(int start, byte[] others) {
		return Arrays.equals(this.bytes, start, this.bytes.length, others, start, others.length);
	}

	private Message withoutHash() throws IOException {
		int hash = find(RESUME) + RESUME.length;
		byte[] masked = this.bytes.clone();
		Arrays.fill(masked, hash, hash + HASH, (byte) '-');
		return new Message(masked);
	}

	/** Whether it is another to the last byte. */
	boolean is(Message other) {
		return Arrays.equals(this.bytes, other.bytes);
	}

	String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

	private JsonNode payload() {
		return JsonMapper.shared().readTree(this.bytes).path("payload");
	}

	private int find(byte[] wanted) throws IOException {
		for (int i = 0; i <= this.bytes.length - wanted.length; i++) {
			if (this.bytes[i + 1] == wanted[1]
					&& Arrays.equals(this.bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
				return i;
			}
		}
		throw new IOException("%s is not in %s".formatted(new String(wanted, StandardCharsets.UTF_8), text()));
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
