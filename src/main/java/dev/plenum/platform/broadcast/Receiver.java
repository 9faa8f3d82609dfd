package dev.plenum.platform.broadcast;

import java.util.concurrent.Executor;

/**
 * Who hears the results of an operation, at the other end of a connection. Everything is
 * told on its executor, one thing after the other.
 */
public interface Receiver {

	/**
	 * Where it is told.
	 * @return an executor of one thread at a time; the same for all on one thread
	 */
	Executor executor();

	/**
	 * Whether it has room for a result. Who has none says so later by
	 * {@link Hearing#resume()}.
	 * @return false if the client has not read enough of what was sent
	 */
	boolean isReady();

	/**
	 * Hear of the operation under another handle.
	 * @param hearing what to resume and to stop from now on
	 */
	void begun(Hearing hearing);

	/**
	 * Hear a result; {@link #flush()} follows, soon or after some more.
	 * @param payload the result as JSON, shared with others
	 */
	void next(byte[] payload);

	/**
	 * Send what was heard.
	 */
	void flush();

	/**
	 * Hear that there are no more results.
	 */
	void completed();

	/**
	 * Hear that the operation could not begin, or cannot go on.
	 * @param exception why
	 */
	void failed(Throwable exception);

}
