package dev.plenum.platform.broadcast;

import java.util.concurrent.Executor;

/**
 * Receives the results of one operation and sends them over a connection. All methods
 * except {@link #executor()} are called on its executor, one after the other.
 */
public interface Receiver {

	/**
	 * The executor of this receiver.
	 * @return an executor that runs one task at a time; the same object for all receivers
	 * on one thread
	 */
	Executor executor();

	/**
	 * Whether the connection has room for a result. When it has room again, the receiver
	 * calls {@link Delivery#resume()}.
	 * @return false if the client has not read enough of what was sent
	 */
	boolean isReady();

	/**
	 * Receives the handle of the operation; a later one replaces it.
	 * @param delivery resumes and stops the operation from now on
	 */
	void begun(Delivery delivery);

	/**
	 * Receives a result. {@link #flush()} follows, after this or more results.
	 * @param payload the result, shared with other receivers
	 * @param hash the hash of this receiver's subscription, if the payload contains a
	 * resume string
	 */
	void next(Payload payload, byte[] hash);

	/**
	 * Sends the results that were received.
	 */
	void flush();

	/**
	 * Called when there are no more results.
	 */
	void completed();

	/**
	 * Called when the operation could not begin or cannot continue.
	 * @param exception the reason
	 */
	void failed(Throwable exception);

}
