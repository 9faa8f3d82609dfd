package dev.plenum.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What was told so far. Who is told the same later must be told the same.
 */
final class Told {

	private final boolean sameForAll;

	private final Map<Integer, First> firsts = new HashMap<>();

	/**
	 * Begins.
	 * @param sameForAll whether everybody is sent the very same message, whatever the
	 * subscription's id is
	 */
	Told(boolean sameForAll) {
		this.sameForAll = sameForAll;
	}

	/**
	 * Takes a message.
	 * @param subscriber who was sent it
	 * @param message the message
	 * @return its revision
	 * @throws IOException if it is not the subscriber's next, or not what others were
	 * told
	 */
	int hear(Subscriber subscriber, Message message) throws IOException {
		int revision = message.revision();
		subscriber.heard(revision);
		First first = this.firsts.computeIfAbsent(revision, (missing) -> new First(message, subscriber.id()));
		boolean same = this.sameForAll ? message.is(first.message())
				: message.saysTheSame(subscriber.id(), first.message(), first.id());
		if (!same) {
			throw new IOException("Subscriber %d was told %s, another %s".formatted(subscriber.number(), message.text(),
					first.message().text()));
		}
		return revision;
	}

	/** What was told of a revision to who heard of it first. */
	Message of(int revision) {
		First first = this.firsts.get(revision);
		if (first == null) {
			throw new IllegalStateException("Nobody was told revision " + revision);
		}
		return first.message();
	}

	/**
	 * What was told first, and to which subscription.
	 */
	private record First(Message message, byte[] id) {
	}

}
