package dev.plenum.push.delivery;

import java.time.Duration;

/**
 * What became of a message to one device.
 */
public sealed interface Delivered {

	/** The push service accepted the message. */
	record Sent() implements Delivered {
	}

	/**
	 * The address is not valid any more and never will be again: remove the device,
	 * unless it has another address by now.
	 */
	record Gone() implements Delivered {
	}

	/**
	 * The message was not accepted, but can be later.
	 *
	 * @param retryAfter the time to wait, at least a second and at most an hour
	 */
	record Busy(Duration retryAfter) implements Delivered {
	}

	/**
	 * The message was rejected and would be rejected again. The device stays: the cause
	 * can be the configuration of this server.
	 */
	record Refused() implements Delivered {
	}

}
